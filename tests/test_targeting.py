"""Who gets what: an item is for those that it names and all below them, in lists, feeds and counts alike."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import feedparser
import pytest
from msgspec import structs

from site_builder.model import Audience, Unit
from site_builder.plan.listings import PER_PAGE
from tests.page_hub import BASE, SETTINGS, article, notice, pages_of, poster, tree, words

UNITS = (
    Unit(id="city", name="某市", level="city"),
    Unit(id="x", name="甲县", parent="city", level="county"),
    Unit(id="y", name="乙县", parent="city", level="county"),
    Unit(id="xt", name="甲乡", parent="x", level="township"),
    Unit(id="xv", name="甲村", parent="xt", level="village"),
    Unit(id="yv", name="乙村", parent="y", level="village"),
)
AUDIENCES = (Audience(id="school", name="学校", icon="school"), Audience(id="market", name="市场"))
TARGETED = replace(SETTINGS, base_url=BASE, units=UNITS, audiences=AUDIENCES)
IDS = [unit.id for unit in UNITS]

ITEMS = [
    article("all"),
    article("city", units=("city",)),
    article("county", units=("x",), audience=("school",)),
    poster("village", units=("xv",), audience=("school", "market")),
    poster("both", units=("x", "xv", "y")),
    notice("other", units=("y",), audience=("market",)),
]
WANTED = {
    "city": {"文章all", "文章city"},
    "x": {"文章all", "文章city", "文章county", "海报both"},
    "xt": {"文章all", "文章city", "文章county", "海报both"},
    "xv": {"文章all", "文章city", "文章county", "海报both", "海报village"},
    "y": {"文章all", "文章city", "海报both", "通知other"},
    "yv": {"文章all", "文章city", "海报both", "通知other"},
}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(ITEMS, settings=TARGETED)


def listed(text: str) -> set[str]:
    return set(tree(text).xpath("//ul[contains(@class, 'rows')]//h2/a/text()"))


def ways(text: str, css: str) -> dict[str, int]:
    """Return the names of groups that a page leads to, each with the number beside it."""
    found = tree(text).xpath(f"//*[contains(@class, '{css}')]//a")
    rows = [" ".join(link.text_content().split()) for link in found]
    tails = [(link.tail or "") + " ".join(link.xpath("./following-sibling::span/text()")) for link in found]
    both = [f"{row} {tail}" for row, tail in zip(rows, tails, strict=True)]
    return {row.split()[0]: int(re.findall(r"(\d+) 条", row)[0]) for row in both}


@pytest.mark.parametrize("id_", IDS)
def test_a_unit_lists_what_names_it_or_any_above_it_and_nothing_else(pages: dict[str, str], id_: str) -> None:
    assert listed(pages[f"units/{id_}/index.html"]) == WANTED[id_]


@pytest.mark.parametrize("id_", IDS)
def test_its_feeds_hold_the_same(pages: dict[str, str], id_: str) -> None:
    atom = feedparser.parse(pages[f"units/{id_}/feed.xml"].encode())
    rows = json.loads(pages[f"units/{id_}/feed.json"])

    assert not atom.bozo
    assert {entry.title for entry in atom.entries} == WANTED[id_]
    assert {item["title"] for item in rows["items"]} == WANTED[id_]
    assert atom.feed.id == rows["home_page_url"] == f"{BASE}units/{id_}/"
    assert rows["feed_url"] == f"{BASE}units/{id_}/feed.json"
    assert all(item.get("content_html") or item["content_text"] for item in rows["items"])
    assert {link.href for link in atom.feed.links if link.rel == "self"} == {f"{BASE}units/{id_}/feed.xml"}


def test_an_audience_gets_what_names_it_and_what_names_none(pages: dict[str, str]) -> None:
    rest = {"文章all", "文章city", "海报both"}
    assert listed(pages["audiences/school/index.html"]) == rest | {"文章county", "海报village"}
    assert listed(pages["audiences/market/index.html"]) == rest | {"海报village", "通知other"}


def test_counts_agree_wherever_they_stand(pages: dict[str, str]) -> None:
    """An item that names a county and its village counts once."""
    told = {unit.name: len(WANTED[unit.id]) for unit in UNITS}
    assert ways(pages["units/index.html"], "group-tree") == told
    for unit in UNITS:
        text = pages[f"units/{unit.id}/index.html"]
        assert f"共 {len(WANTED[unit.id])} 条" in words(text, "//p[@class='facts']")
        inner = {one.name for one in UNITS if one.parent == unit.id}
        found = ways(text, "group-chips")
        assert {name: found[name] for name in inner} == {name: told[name] for name in inner}
    assert "海报 2 张，文章 3 篇，通知 0 条" in words(pages["units/xv/index.html"], "//p[@class='facts']")
    assert ways(pages["index.html"], "group-tiles") == ways(pages["audiences/index.html"], "group-tiles")
    assert ways(pages["audiences/index.html"], "group-tiles") == {"学校": 5, "市场": 5}


def test_a_unit_leads_up_down_and_to_the_list_of_each_level(pages: dict[str, str]) -> None:
    text = pages["units/xv/index.html"]
    assert tree(text).xpath("//nav[@class='crumbs']/a/text()") == ["首页", "按地方看", "某市", "甲县", "甲乡"]
    assert ways(text, "group-chips") == {"甲村": 2, "甲县": 2, "某市": 1, "所有单位": 1}
    assert listed(pages["units/x/named.html"]) == {"文章county", "海报both"}
    assert listed(pages["everyone/units.html"]) == {"文章all"}
    assert "units/xt/named.html" not in pages, "nothing names the township itself"


def test_a_long_list_shows_the_newest_and_is_cut_after_some_pages() -> None:
    """The lists of a hub of many units cost no more than some pages each."""
    many = [
        article(f"{n:04}", units=("city",), date=date.fromordinal(date(2024, 1, 1).toordinal() + n))
        for n in range(PER_PAGE * 27)
    ]
    files = pages_of(many, settings=TARGETED)

    lists = sorted(path for path in files if path.startswith("units/city/named"))
    assert len(lists) == 25
    assert "共 540 条：海报 0 张，文章 540 篇" in words(files["units/yv/index.html"], "//p[@class='facts']")
    assert len(listed(files["units/yv/index.html"])) == 30
    assert "共 540 篇" in words(files["units/city/named.html"], "//p[@class='facts']")
    oldest = files["units/city/named-page-3.html"]
    assert "更早的在" in words(oldest, "//main")
    assert not tree(oldest).xpath("//a[@class='turn-older']")
    assert [
        path for path in lists if path != "units/city/named-page-3.html" and "更早的在" in files[path]
    ] == []


def test_units_below_stand_on_the_page_of_all_while_there_are_few() -> None:
    villages = tuple(
        Unit(id=f"v{n}", name=f"村{n}", parent="xt" if n % 2 else "yv", level="village") for n in range(300)
    )
    text = pages_of(settings=replace(TARGETED, units=UNITS + villages))["units/index.html"]
    assert set(ways(text, "group-tree")) == {unit.name for unit in UNITS if unit.id != "xv"}
    assert "村7" not in text
    below = pages_of(settings=replace(TARGETED, units=UNITS + villages))["units/xt/index.html"]
    assert "村7" in ways(below, "group-chips")


def test_an_edit_of_one_village_leaves_the_pages_of_the_others_as_they_are(pages: dict[str, str]) -> None:
    later = pages_of([*ITEMS, article("new", units=("yv",))], settings=TARGETED)

    changed = {path for path, text in later.items() if pages.get(path) != text and path.startswith("units/")}
    assert changed == {
        *(f"units/yv/{name}" for name in ("index.html", "named.html", "feed.xml", "feed.json")),
        "units/y/index.html",  # which tells how much there is in its village
        "units/index.html",
    }


def test_a_hub_without_units_and_audiences_speaks_of_none() -> None:
    files = pages_of([article("a")])
    assert not [path for path in files if path.startswith(("units/", "audiences/", "everyone/"))]
    assert "你是哪家单位" not in files["index.html"]
    assert "按地方看" not in files["index.html"]


def test_a_hub_without_an_address_has_pages_of_units_but_no_feeds() -> None:
    files = pages_of(ITEMS, settings=replace(TARGETED, base_url=""))
    assert listed(files["units/x/index.html"]) == WANTED["x"]
    assert not [path for path in files if path.endswith(("feed.xml", "feed.json"))]


def test_what_is_withdrawn_or_not_yet_published_is_in_no_list(pages: dict[str, str]) -> None:
    late = structs.replace(ITEMS[1], path="articles/health/late.md", slug="late")
    late = structs.replace(late, meta=structs.replace(late.meta, title="明天的", date=date(2026, 11, 24)))
    assert pages_of([*ITEMS, late], settings=TARGETED) == pages


def test_ten_thousand_tags_are_spread_over_pages_that_an_old_computer_can_open() -> None:
    many = [article(f"{n}", tags=(*(f"词{n * 10 + at}" for at in range(10)), "常用")) for n in range(90)]
    files = pages_of(many)

    pages = ["tags/index.html", "tags/more/2.html", "tags/more/3.html"]
    assert sorted(path for path in files if path.startswith("tags/") and "tag-cloud" in files[path]) == pages
    assert all(len(files[path].encode()) < 100_000 for path in pages)
    names = [name for path in pages for name in tree(files[path]).xpath("//ul[@class='tag-cloud']//a/text()")]
    assert len(names) == len(set(names)) == 901
    assert names[0].strip() == "常用"
    assert tree(files[pages[0]]).xpath("//a[@class='turn-older']/@href") == ["../tags/more/2.html"]
