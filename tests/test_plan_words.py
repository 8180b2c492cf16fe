"""Small decisions of the plan: words, addresses, pages of lists, what is shown when."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from site_builder.model import Article, Body, Hub, Meta
from site_builder.plan.addresses import document_address, localise, section_address, tag_addresses
from site_builder.plan.context import entry_of
from site_builder.plan.listings import Row
from site_builder.plan.published import hidden, published
from site_builder.plan.words import season_words, size_words
from site_builder.urls import relative, root_of, slugify


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ((), "全年"),
        (range(1, 13), "全年"),
        ((5, 6, 7, 8, 9), "5—9月"),
        ((11, 12, 1, 2, 3), "11月至次年3月"),
        ((3,), "3月"),
        ((1, 9, 10), "1月、9—10月"),
    ],
)
def test_season_in_words(months: tuple[int, ...], words: str) -> None:
    assert season_words(months) == words


def test_sizes_are_told_in_megabytes_small_ones_in_kilobytes() -> None:
    assert [size_words(size) for size in (900, 250_000, 12_345_678)] == ["1 KB", "250 KB", "12.3 MB"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("毕节", "bi-jie"),
        ("CO 中毒!", "co-zhong-du"),
        ("Ａ４", "a4"),
        ("……", ""),
        ("绿色", "lv-se"),
        ("Café", "cafe"),
        ("AUX", "aux-1"),
        ("con", "con-1"),
        ("LPT1", "lpt1-1"),
        ("console", "console"),
        ("Index", "index-1"),
    ],
)
def test_addresses_are_ascii(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_tags_that_sound_alike_get_addresses_of_their_own() -> None:
    addresses = tag_addresses(["权利", "权力", "滑坡"], {"滑坡": "hua-po"})
    assert addresses["滑坡"] == "tags/hua-po.html"
    assert addresses["权利"] != addresses["权力"]
    assert all(address.isascii() for address in addresses.values())


def test_a_tag_may_be_called_index() -> None:
    assert tag_addresses(["index"], {})["index"] != "tags/index.html"


def test_links_lead_from_page_to_page() -> None:
    assert relative("articles/a/b.html", "index.html") == "articles/a/b.html"
    assert relative("media/x.png", "articles/a/b.html") == "../../media/x.png"
    assert root_of("articles/a/b.html") == "../../"


def test_a_link_to_what_is_not_published_keeps_its_words() -> None:
    links = {"pages/a.md": "a.html", "x.png": "media/x.1.png"}
    html = (
        '<a href="kepu:pages/a.md#top">甲</a><a class="b" href="kepu:no.md">乙</a>'
        '<img src="kepu:x.png" alt=""><a href="https://example.cn/?a=1&amp;b=2">丙</a>'
    )
    assert localise(html, links, "../".__add__) == (
        '<a href="../a.html#top">甲</a>乙'
        '<img src="../media/x.1.png" alt=""><a href="https://example.cn/?a=1&amp;b=2">丙</a>'
    )


def test_a_footnote_in_the_words_of_a_dead_link_still_leads_to_its_text() -> None:
    note = '<sup><a href="#fn1">[1]</a></sup>'
    html = f'<a href="kepu:no.md">乙{note}丙</a><a href="kepu:a.md">甲</a>'
    assert localise(html, {"a.md": "a.html"}, str) == f'乙{note}丙<a href="a.html">甲</a>'


def test_an_address_cannot_leave_its_attribute() -> None:
    links = {"a.md": 'x" onmouseover="alert(1)/a.html', "x.png": '"><script>.png'}
    html = localise('<a href="kepu:a.md">甲</a><img src="kepu:x.png">', links, str)
    assert html == (
        '<a href="x&#34; onmouseover=&#34;alert(1)/a.html">甲</a><img src="&#34;&gt;&lt;script&gt;.png">'
    ).replace("&#34;", "&quot;")


def test_a_section_s_folder_becomes_part_of_a_safe_address() -> None:
    assert section_address('健康" onclick=') == "articles/jian-kang-onclick/index.html"
    assert document_address(replace(article(), section="健康")) == "articles/jian-kang/x.html"
    assert section_address("……") == "articles/section/index.html"


def numbers(count: int, first: str) -> dict[str, list[int]]:
    """Return which of the articles 1 to count, numbered from the oldest, stand on each page of a list."""
    entries = [entry_of(article(summary=str(number)), str(number)) for number in range(1, count + 1)]
    row = Row.of(entries, first)
    leaves = [row.leaf(at) for at in range(len(row.names))]
    return {leaf.address: [int(entry.address) for entry in leaf.items] for leaf in leaves}


def test_a_new_item_changes_only_the_newest_page_of_a_list() -> None:
    before = numbers(70, "articles/index.html")
    after = numbers(71, "articles/index.html")
    assert [address for address in after if after[address] != before.get(address)] == ["articles/index.html"]
    assert sorted(before) == ["articles/index.html", "articles/page-1.html", "articles/page-2.html"]
    assert [number for page in reversed(before.values()) for number in page] == list(range(70, 0, -1))


def test_a_page_that_fills_up_leaves_the_others_alone() -> None:
    before, after = numbers(39, "tags/x.html"), numbers(40, "tags/x.html")
    assert list(before) == ["tags/x.html"]
    assert list(after) == ["tags/x-page-1.html", "tags/x.html"]
    assert after["tags/x-page-1.html"] == list(range(20, 0, -1))


def article(**meta: object) -> Article:
    return Article(
        path="articles/a/x.md",
        slug="x",
        section="a",
        body=Body(),
        meta=Meta(title="甲", **meta),  # type: ignore[arg-type]
    )


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("meta", "shown"),
    [
        ({"date": TODAY}, True),
        ({"date": date(2026, 11, 24)}, False),
        ({"expires": date(2026, 11, 24)}, True),
        ({"expires": TODAY}, False),
        ({"draft": True}, False),
    ],
)
def test_what_is_published_today(meta: dict[str, object], shown: bool) -> None:
    hub = Hub(articles=(article(**meta),))
    assert bool(published(hub, TODAY).articles) is shown
    assert bool(hidden(hub, TODAY)) is not shown
