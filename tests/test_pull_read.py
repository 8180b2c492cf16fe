"""Reading what comes back: encodings, dates, feeds of every kind, single pages."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest

from site_builder.pull.clean import plain_text
from site_builder.pull.dates import day_in_url, day_of
from site_builder.pull.decode import decode, from_root
from site_builder.pull.feeds import read_feed
from site_builder.pull.page import read_page
from site_builder.pull.trouble import FetchError
from tests.pull_hub import item, rss

URL = "https://feed.example.org/rss.xml"


@pytest.mark.parametrize(
    ("body", "content_type", "encoding"),
    [
        ("毕节科普".encode(), "text/xml; charset=gb2312", ""),  # says GB, is UTF-8
        (b"\xef\xbb\xbf" + "毕节科普".encode(), "", ""),
        (b"\xff\xfe" + "毕节科普".encode("utf-16-le"), "", ""),
        ("毕节科普".encode("gbk"), "text/html; charset=gb2312", ""),
        ("毕节科普".encode("gbk"), "text/html; charset=utf-8", ""),
        ("毕节科普".encode("gbk"), "text/html; charset=nonsense", ""),
        ("毕节科普".encode("gbk"), "text/html; charset=base64", ""),
        ("毕节科普".encode("big5", "ignore") or b"", "", "big5"),
        ("毕节科普".encode("gbk"), "", ""),
    ],
)
def test_chinese_text_is_decoded_whatever_the_server_says(
    body: bytes, content_type: str, encoding: str
) -> None:
    text = decode(body, content_type=content_type, encoding=encoding)
    assert text in ("毕节科普", "科普")


def test_characters_beyond_gb2312_survive_a_gb2312_label() -> None:
    body = '<?xml version="1.0" encoding="gb2312"?><t>朱镕基㐂€</t>'.encode("gb18030")
    assert "镕基㐂€" in decode(body)


def test_a_few_damaged_bytes_lose_only_themselves() -> None:
    assert decode("毕节科普".encode() + b"\xff!").startswith("毕节科普")


def test_control_characters_and_junk_before_the_root_go() -> None:
    assert from_root(decode(b"\r\n warning\x00\x0b <rss>\x1b\r\n</rss>")) == "<rss>\n</rss>"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue, 03 Nov 2026 23:30:00 +0000", date(2026, 11, 4)),
        ("Tue, 03 Nov 2026 23:30:00 +0800", date(2026, 11, 3)),
        ("Tue, 03 Nov 2026 23:30:00", date(2026, 11, 3)),
        ("Tue, 03 Nov 2026 23:30:00 CST", date(2026, 11, 3)),
        ("2026-11-03 23:30:00", date(2026, 11, 3)),
        ("2026-11-03T23:30:00Z", date(2026, 11, 4)),
        ("2026/11/3", date(2026, 11, 3)),
        ("2026年11月3日 08:00", date(2026, 11, 3)),
        ("发布时间：2026-11-03", date(2026, 11, 3)),
        ("20261103", date(2026, 11, 3)),
        ("1970-01-01T00:00:00Z", None),
        ("2026-13-45", None),
        ("明天", None),
        ("", None),
    ],
)
def test_dates_are_days_in_china(text: str, day: date | None) -> None:
    assert day_of(text) == day


def test_the_address_of_a_government_page_names_its_day() -> None:
    assert day_in_url("http://www.example.cn/bm/202607/t20260715_871.html") == date(2026, 7, 15)
    assert day_in_url("http://www.example.cn/n1/2026/0715/c1-2.html") == date(2026, 7, 15)
    assert day_in_url("http://www.example.cn/12345678901234.html") is None


def test_rss_with_all_its_fields() -> None:
    one = item(
        "一氧化碳",
        link="/a/1.html",
        guid="no-1",
        pubDate="Tue, 03 Nov 2026 23:30:00 +0000",
        author="气象台",
        description="<p>开窗</p>",
    )
    (found,) = read_feed(rss(one), URL)

    assert (found.title, found.link, found.guid) == ("一氧化碳", "https://feed.example.org/a/1.html", "no-1")
    assert (found.date, found.author, found.summary) == (date(2026, 11, 4), "气象台", "<p>开窗</p>")


def test_items_without_guid_date_link_or_title_are_kept() -> None:
    bare = read_feed(rss(item("只有标题"), "<item><description>没有标题，只有文字</description></item>"), URL)

    assert [one.title for one in bare] == ["只有标题", "没有标题，只有文字"]
    assert [one.link for one in bare] == ["", ""]
    assert [one.date for one in bare] == [None, None]


@pytest.mark.parametrize(
    "text", [rss(), rss("<item></item>"), '{"version": "https://jsonfeed.org/version/1.1", "items": []}']
)
def test_a_feed_without_items_is_told(text: str) -> None:
    with pytest.raises(FetchError, match="no items"):
        read_feed(text, URL)


@pytest.mark.parametrize("cut", ["</item>", "</channel>", "二的标", "</rss>"])
def test_a_feed_that_breaks_off_is_told_and_files_nothing(cut: str) -> None:
    text = rss(item("一"), item("二的标题"))
    with pytest.raises(FetchError, match="breaks off"):
        read_feed(text[: text.rindex(cut)], URL)


def test_atom_with_xml_base_and_xhtml() -> None:
    text = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://atom.example.org/x/"><title>源</title>
      <entry><id>tag:1</id><title type="html">&lt;b&gt;水&lt;/b&gt;</title><link href="y.html"/>
      <updated>2026-11-01T20:00:00Z</updated><content type="xhtml">
      <div xmlns="http://www.w3.org/1999/xhtml"><p>H<sub>2</sub>O</p></div></content></entry></feed>"""
    (found,) = read_feed(text, URL)

    assert (found.title, found.link) == ("水", "http://atom.example.org/x/y.html")
    assert (found.date, found.base) == (date(2026, 11, 2), "http://atom.example.org/x/")
    assert "H<sub>2</sub>O" in found.content


def test_rdf() -> None:
    text = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://h/"><title>源</title></channel>
      <item rdf:about="http://h/1"><title>甲</title><link>http://h/1</link><dc:date>2026-11-03</dc:date></item>
      </rdf:RDF>"""
    (found,) = read_feed(text, URL)

    assert (found.title, found.link, found.date) == ("甲", "http://h/1", date(2026, 11, 3))


def test_json_feed() -> None:
    rows = [
        {
            "id": 7,
            "url": "/7",
            "title": "七",
            "content_text": "甲\n\n<b>",
            "date_published": "2026-11-03T20:00:00Z",
        },
        {
            "id": "8",
            "content_html": "<p>只有正文</p>",
            "authors": [{"name": "甲"}, {"name": "乙"}],
            "summary": "摘要",
        },
        {"id": True, "title": None},
        "not an item",
    ]
    text = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": rows})
    seven, eight = read_feed(text, URL)

    assert (seven.link, seven.guid, seven.date) == ("https://feed.example.org/7", "7", date(2026, 11, 4))
    assert seven.content == "<p>甲</p><p>&lt;b&gt;</p>"
    assert (eight.title, eight.author) == ("摘要", "甲、乙")


@pytest.mark.parametrize(
    "text", ["{", '{"items": 3}', '{"items": []}', "[" * 100_000, "{" * 100_000, "", "hello"]
)
def test_what_is_no_feed_is_told(text: str) -> None:
    with pytest.raises(FetchError, match="not a feed"):
        read_feed(text, URL)


def test_a_web_page_names_its_feeds() -> None:
    page = """<!-- x --><!DOCTYPE html><html><head><title>首页</title>
      <link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>"""
    with pytest.raises(FetchError, match="web page") as caught:
        read_feed(page, "https://site.example.org/a/")

    assert "https://site.example.org/feed.xml" in caught.value.problems[0].hint


def test_entities_of_a_bomb_are_never_expanded() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "哈">{levels}]>' + rss(
        "<item><title>标题&l9;</title></item>"
    )
    start = time.monotonic()
    with pytest.raises(FetchError, match="trap"):
        read_feed(text, URL)
    assert time.monotonic() - start < 2


def test_a_file_named_by_an_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("机密")
    text = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>' + rss(
        "<item><title>看&x;</title></item>"
    )
    assert "机密" not in read_feed(text, URL)[0].title


def test_five_megabytes_on_one_line() -> None:
    text = rss(*(item(f"第{n}条", link=f"http://h/{n}", description="字" * 500) for n in range(3200)))
    assert len(text.encode()) > 5_000_000
    assert "\n" not in text
    start = time.monotonic()

    assert len(read_feed(text, URL)) == 3200
    assert time.monotonic() - start < 15


PAGE = """<html><head><title>雷雨天怎么躲_毕节市人民政府</title>
<meta name="ArticleTitle" content="雷雨天怎么躲">
<meta name="PubDate" content="2026-07-15 10:00"><meta name="ContentSource" content="市气象局"></head>
<body><div class="nav">首页 新闻 <a href="/">返回</a></div><div id="zoom" class="x"><div class="TRS_Editor">
<style>p{}</style><p>打雷时不要站在大树下，也不要在空旷的地方撑金属杆的雨伞，这一点非常要紧。</p>
<p>尽快进屋，关好门窗，不碰水管和电器，等雷声停了三十分钟再出门。</p></div></div><div>版权所有</div></body></html>"""


def test_a_government_page_by_its_meta_tags() -> None:
    found = read_page(PAGE, "https://www.example.gov.cn/a/t1.html")

    assert (found.title, found.date, found.publisher) == ("雷雨天怎么躲", date(2026, 7, 15), "市气象局")
    assert "三十分钟" in found.content
    assert "版权所有" not in found.content
    assert "首页" not in found.content


def test_the_description_of_a_page_is_its_summary() -> None:
    for key in ('name="Description"', 'property="og:description"'):
        text = PAGE.replace("<meta ", f'<meta {key} content="打雷 &amp;lt;怎么办">\n<meta ', 1)
        assert plain_text(read_page(text, "https://h.example.org/").summary) == "打雷 &lt;怎么办"


def test_a_page_without_meta_tags() -> None:
    text = PAGE.replace("meta name", "meta data-x").replace("TRS_Editor", "t").replace('id="zoom"', "")
    text = text.replace('<div class="x">', "").replace(
        "<p>打雷", "<h1>雷雨天怎么躲</h1><p>2026年07月16日</p><p>打雷"
    )
    found = read_page(text, "https://www.example.gov.cn/a/x.html")

    assert (found.title, found.date) == ("雷雨天怎么躲", date(2026, 7, 16))
    assert "三十分钟" in found.content


@pytest.mark.parametrize("text", ["", " ", "<>", "<html></html>", "\x00", "{}"])
def test_no_article_is_told(text: str) -> None:
    with pytest.raises(FetchError, match="no article"):
        read_page(text, "https://h.example.org/")
