"""The ways between pages: relative at any depth, complete, and told to screen readers."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from msgspec import structs

from site_builder.model import Article, Body, Heading
from tests.page_hub import BASE, SETTINGS, article, notice, page, pages_of, poster, said, tree, words


def many(count: int) -> list[Article]:
    return [article(f"{n:02}", date=date(2026, 1 + n // 28, 1 + n % 28)) for n in range(count)]


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("index.html", "index.html"),
        ("about.html", "index.html"),
        ("posters/p.html", "../index.html"),
        ("articles/health/a.html", "../../index.html"),
    ],
)
def test_the_way_home_fits_the_depth_of_the_page(path: str, home: str) -> None:
    text = pages_of([article("a"), poster("p"), page("about")])[path]

    assert tree(text).xpath("//a[@class='brand']/@href") == [home]


def test_every_link_and_picture_of_every_page_is_made() -> None:
    files = pages_of(
        [
            *many(45),
            article("a", cover="art:stove", tags=("取暖", "煤")),
            article("b", tags=("取暖",)),
            poster("p", of="articles/health/a.md", tags=("取暖",)),
            notice("n", tags=("讲座",)),
            page("about"),
        ],
        settings=replace(SETTINGS, base_url=BASE),
    )

    for path, text in files.items():
        if path.endswith(".html") and path != "404.html":
            for address in tree(text).xpath(
                "//body//@href | //body//@src | //head/link[@rel!='canonical']/@href"
            ):
                target = posixpath.normpath(
                    posixpath.join(posixpath.dirname(path), address.partition("#")[0])
                )
                if not address.startswith(("#", "https://beian")):
                    assert target in files, f"{path} leads to {address}"


def test_a_list_goes_on_to_older_texts_and_back() -> None:
    files = pages_of(many(45))

    first, second = files["articles/health/index.html"], files["articles/health/page-1.html"]

    assert tree(first).xpath("//a[@class='turn-older']/@href") == ["../../articles/health/page-1.html"]
    assert not tree(first).xpath("//a[@class='turn-newer']")
    assert tree(second).xpath("//a[@class='turn-newer']/@href") == ["../../articles/health/index.html"]
    assert not tree(second).xpath("//a[@class='turn-older']")
    assert "共 45 篇" in words(first, "//main")


def test_an_article_leads_to_the_ones_before_and_after_it() -> None:
    files = pages_of([article(slug, date=date(2026, 3, n)) for n, slug in enumerate("abc", start=1)])

    text = files["articles/health/b.html"]

    assert words(text, "//a[@rel='prev']") == "上一篇文章a"
    assert words(text, "//a[@rel='next']") == "下一篇文章c"
    assert not tree(files["articles/health/a.html"]).xpath("//a[@rel='prev']")


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("articles/health/a.html", "健康生活", "true"),
        ("articles/health/index.html", "健康生活", "page"),
        ("posters/p.html", "海报", "true"),
        ("notices/index.html", "通知活动", "page"),
    ],
)
def test_the_navigation_tells_where_the_reader_is(path: str, name: str, value: str) -> None:
    text = pages_of([article("a"), poster("p")])[path]

    current = tree(text).xpath("//header//a[@aria-current]")

    assert [(link.text, link.get("aria-current")) for link in current] == [(name, value)]


def test_a_long_article_opens_with_what_it_holds() -> None:
    def body(count: int) -> Body:
        heads = tuple(Heading(level=2, text=f"第{n}段", anchor=f"s{n}") for n in range(count))
        html = "".join(f'<h2 id="{head.anchor}">{head.text}</h2>' for head in heads)
        return said(html, "", headings=heads)

    files = pages_of([article("long", body=body(3)), article("short", body=body(2))])

    found = tree(files["articles/health/long.html"]).xpath("//nav[@class='toc']//a")
    assert [(link.get("href"), link.text) for link in found] == [
        ("#s0", "第0段"),
        ("#s1", "第1段"),
        ("#s2", "第2段"),
    ]
    assert not tree(files["articles/health/short.html"]).xpath("//nav[@class='toc']")


def test_the_page_for_lost_readers_leads_home_from_any_depth() -> None:
    online = pages_of(settings=replace(SETTINGS, base_url=BASE))["404.html"]
    offline = pages_of()["404.html"]

    assert tree(online).xpath("//a/@href") == [f"{BASE}index.html"]
    assert tree(offline).xpath("//a/@href") == ["index.html"]
    for text in (online, offline):
        assert tree(text).xpath("//link[@rel='stylesheet'] | //script | //img") == []


def test_standing_pages_are_in_the_footer_in_their_order() -> None:
    text = pages_of([page("b", order=1), page("a", order=2)])["index.html"]

    links = tree(text).xpath("//footer//a/@href")

    assert links.index("b.html") < links.index("a.html")


def test_headings_never_skip_a_level() -> None:
    files = pages_of(
        [
            article("a", tags=("煤",)),
            article("b", tags=("煤",)),
            poster("p", of="articles/health/a.md"),
            notice("n"),
            page("about"),
        ]
    )

    for path, text in files.items():
        if path.endswith(".html"):
            levels = [int(head.tag[1]) for head in tree(text).xpath("//h1 | //h2 | //h3 | //h4")]
            assert levels[0] == 1, path
            assert levels.count(1) == 1, path
            assert all(low <= high + 1 for high, low in pairwise(levels)), path


def test_a_tag_lists_all_kinds_newest_first() -> None:
    one = {"tags": ("雨",)}
    site = pages_of(
        [
            article("yi", date=date(2026, 3, 2), **one),
            poster("er", date=date(2026, 3, 1), **one),
            notice("san", date=date(2026, 3, 3), **one),
        ]
    )
    listed = words(site["tags/yu.html"], "//main")
    assert listed.index("通知san") < listed.index("文章yi") < listed.index("海报er")


def test_without_sections_in_the_settings_each_folder_is_one() -> None:
    odd = '健康" onclick='
    site = pages_of([structs.replace(article("a"), section=odd)], settings=replace(SETTINGS, sections=()))
    assert "文章a" in words(site["articles/jian-kang-onclick/index.html"], "//main")
    shown = tree(site["articles/jian-kang-onclick/a.html"])
    assert "../../articles/jian-kang-onclick/index.html" in shown.xpath("//a/@href")
    assert not tree(site["index.html"]).xpath("//*[@onclick]")
