"""What other programs get: Atom, JSON Feed, sitemap; and their absence when the hub has no address."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import feedparser
from lxml import etree

from site_builder.model import Source
from tests.page_hub import BASE, SETTINGS, article, notice, pages_of, poster, said, tree

ONLINE = replace(SETTINGS, base_url=BASE)


def test_a_feed_reader_gets_title_text_dates_rights_and_tags() -> None:
    row = article(
        "a",
        title="煤 & 炭 <b>",
        summary="要通风",
        date=date(2026, 11, 2),
        updated=date(2026, 11, 5),
        tags=("取暖", "煤"),
        source=Source(name="消防局", url="https://s.example/1", license="cc-by-4.0"),
        body=said('<p>见<a href="kepu:articles/health/b.md">另一篇</a></p>', "见另一篇"),
    )
    text = pages_of([row, article("b", date=date(2026, 1, 1))], settings=ONLINE)["feed.xml"]

    feed = feedparser.parse(text.encode())
    entry = feed.entries[0]

    assert not feed.bozo
    assert (feed.version, feed.feed.title, feed.feed.id) == ("atom10", "科普测试", BASE)
    assert feed.feed.updated == "2026-11-05T00:00:00+08:00"
    assert (entry.title, entry.id) == ("煤 & 炭 <b>", f"{BASE}articles/health/a.html")
    assert (entry.published, entry.updated) == ("2026-11-02T00:00:00+08:00", "2026-11-05T00:00:00+08:00")
    assert (entry.author, entry.summary) == ("消防局", "要通风")
    assert "CC BY 4.0" in entry.rights
    assert [tag.term for tag in entry.tags] == ["article", "取暖", "煤"]
    assert f'href="{BASE}articles/health/b.html"' in entry.content[0].value
    assert {link.rel: link.href for link in entry.links}["via"] == "https://s.example/1"


def test_atom_is_well_formed_whatever_a_text_says() -> None:
    text = pages_of([poster("p", summary="]]> & <!--"), notice("n", title='"<>')], settings=ONLINE)[
        "feed.xml"
    ]

    feed = etree.fromstring(text.encode())

    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 2


def test_a_json_feed_holds_the_same_items() -> None:
    files = pages_of([article("a"), notice("n")], settings=ONLINE)

    feed = json.loads(files["feed.json"])

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert sorted(item["url"] for item in feed["items"]) == [
        f"{BASE}articles/health/a.html",
        f"{BASE}notices/n.html",
    ]


def test_the_sitemap_names_every_page_that_may_be_found() -> None:
    """The page for lost readers and the players say that they may not."""
    files = pages_of([article("a", tags=("煤",)), poster("p"), notice("n")], settings=ONLINE)

    rows = etree.fromstring(files["sitemap.xml"].encode())

    pages = {
        BASE + path for path, text in files.items() if path.endswith(".html") and '"noindex"' not in text
    }
    assert {row.findtext("{*}loc") for row in rows} == pages


def test_a_hub_with_an_address_tells_it_and_its_feeds() -> None:
    head = tree(pages_of([article("a")], settings=ONLINE)["articles/health/a.html"])

    assert head.xpath("//link[@rel='canonical']/@href") == [f"{BASE}articles/health/a.html"]
    assert head.xpath("//link[@rel='alternate']/@href") == ["../../feed.xml", "../../feed.json"]


def test_a_hub_without_an_address_has_no_feeds_and_no_page_speaks_of_them() -> None:
    files = pages_of([article("a"), poster("p")])

    assert not {"feed.xml", "feed.json", "sitemap.xml"} & set(files)
    for path, text in files.items():
        if path.endswith(".html"):
            assert "feed." not in text, path
            assert "canonical" not in text, path
