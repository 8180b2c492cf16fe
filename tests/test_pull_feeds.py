"""Feeds of every kind and in every state: titles, addresses, days, authors, files."""

# ruff: noqa: E501 - a row of markup is read best as one

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from site_builder.pull.dates import CHINA, day_of, moment_of
from site_builder.pull.decode import decode
from site_builder.pull.entry import Enclosure, Item
from site_builder.pull.feeds import read_feed
from site_builder.pull.jsonfeed import read_json_feed
from site_builder.pull.trouble import FetchError
from tests.pull_hub import rss

URL = "https://feed.example.org/a/rss.xml"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


def of_rss(row: str) -> Item:
    (one,) = read_feed(rss(f"<item>{row}</item>").replace("<rss ", f"<rss {SPACES} "), URL)
    return one


def of_atom(row: str, *, version: str = 'xmlns="http://www.w3.org/2005/Atom"') -> Item:
    (one,) = read_feed(f"<feed {version}><title>源</title><entry>{row}</entry></feed>", URL)
    return one


@pytest.mark.parametrize(
    "root",
    [
        '<rss version="0.91"><channel>{}</channel></rss>',
        '<rss version="0.92"><channel>{}</channel></rss>',
        '<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel>{}</channel></rss>',
        '<RSS version="2.0"><channel>{}</channel></RSS>',
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/>{}</r:RDF>',
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">{}</r:RDF>',
    ],
)
def test_every_version_of_rss(root: str) -> None:
    row = (
        "<item><title>甲 &amp; 乙</title><link>/1.html?a=1&amp;b=2</link><description>字</description></item>"
    )
    (one,) = read_feed(root.format(row), URL)
    assert (one.title, one.link, one.summary) == ("甲 & 乙", "https://feed.example.org/1.html?a=1&b=2", "字")


@pytest.mark.parametrize(
    ("row", "link"),
    [
        (
            "<link>\n <![CDATA[ http://h.example.org/a?x=1&amp;y=2 ]]>\n</link>",
            "http://h.example.org/a?x=1&y=2",
        ),
        ("<link>../b.html</link>", "https://feed.example.org/b.html"),
        ("<guid>http://h.example.org/g</guid>", "http://h.example.org/g"),
        ("<guid>no-address</guid>", ""),
        ("<link>javascript:alert(1)</link><guid>http://h.example.org/g</guid>", "http://h.example.org/g"),
        (
            '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="/self"/><link>/c</link>',
            "/c",
        ),
        ("<link>/中文 页.html</link>", "https://feed.example.org/中文%20页.html"),
        (f"<link>http://h.example.org/{'x' * 3000}</link>", ""),
    ],
)
def test_the_address_of_an_item(row: str, link: str) -> None:
    found = of_rss(f"<title>题</title>{row}").link
    assert found == (f"https://feed.example.org{link}" if link.startswith("/") else link)


@pytest.mark.parametrize(
    ("row", "link"),
    [
        ('<link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="/1"/>', "/1"),
        (
            '<link rel="alternate" type="application/pdf" href="/1.pdf"/><link type="text/html" href="/1"/>',
            "/1",
        ),
        ('<link rel="self" href="/self"/><id>https://feed.example.org/2</id>', "/2"),
        ('<id>tag:x</id><link href="1.html" xml:base="/deep/er/"/>', "/deep/er/1.html"),
    ],
)
def test_the_address_of_an_entry(row: str, link: str) -> None:
    assert of_atom(f"<title>题</title>{row}").link == f"https://feed.example.org{link}"


def test_titles_keep_what_they_say() -> None:
    assert of_rss(
        "<title>&lt;b&gt;水&lt;/b&gt; 5&lt;6 R&amp;amp;D 10&lt;sup&gt;3&lt;/sup&gt;</title>"
    ).title == ("水 5<6 R&D 10³")
    assert of_atom('<title type="text">为什么 &lt;b&gt; 不显示</title>').title == "为什么 <b> 不显示"
    assert of_atom("<title>源 &lt;em&gt;水&lt;/em&gt;</title>").title == "源 水"
    xhtml = '<div xmlns="http://www.w3.org/1999/xhtml">H<sub>2</sub>O</div>'
    assert of_atom(f'<title type="xhtml">{xhtml}</title>').title == "H₂O"


def test_old_atom() -> None:
    one = of_atom(
        '<title mode="escaped" type="text/html">A &amp;amp; B</title><link rel="alternate" href="/1"/>'
        '<issued>2026-11-03T23:30:00</issued><content mode="base64" type="image/png">aGk=</content>',
        version='version="0.3" xmlns="http://purl.org/atom/ns#"',
    )
    assert (one.title, one.date, one.content) == ("A & B", date(2026, 11, 3), "")


@pytest.mark.parametrize(
    ("row", "author"),
    [
        ("<author>who@example.org (气象台)</author>", "气象台"),
        ("<author>who@example.org</author><dc:creator>科普部</dc:creator>", "科普部"),
        ("<itunes:author>广播站</itunes:author>", "广播站"),
        ("<author>who@example.org</author>", ""),
    ],
)
def test_authors_are_names_without_mail_addresses(row: str, author: str) -> None:
    assert of_rss(f"<title>题</title>{row}").author == author


def test_the_author_and_the_source_of_atom() -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><author><name>编辑部</name><email>a@b.cn</email></author>'
        "<entry><title>甲</title><source><title>某社</title><id>x</id></source></entry>"
        "<entry><title>乙</title><author><name>某人</name></author></entry></feed>"
    )
    first, second = read_feed(text, URL)
    assert (first.author, first.publisher, second.author) == ("编辑部", "某社", "某人")


def test_files_that_come_with_an_item_are_named_once() -> None:
    one = of_rss(
        '<title>题</title><enclosure url="/a.mp3" type="audio/mpeg"/><enclosure url="/a.mp3" type="audio/mpeg"/>'
        '<media:group><media:content url="/b.mp4" medium="video"/><media:description>片子</media:description>'
        '</media:group><media:thumbnail url="/c.jpg"/><enclosure url="javascript:alert(1)" type="x"/>'
    )
    home = "https://feed.example.org"
    assert one.enclosures == (
        Enclosure(f"{home}/a.mp3", "audio"),
        Enclosure(f"{home}/b.mp4", "video"),
        Enclosure(f"{home}/c.jpg", "image"),
    )
    assert one.summary == "片子"


@pytest.mark.parametrize(
    "text",
    [
        rss("<item><title>甲&nbsp;乙&ldquo;丙&rdquo;</title><link>/1?a=1&b=2</link></item>"),
        rss(
            "<item><title>甲 乙“丙”</title><link>/1?a=1&b=2</link><description>一<br>二<p>三</description></item>"
        ),
        rss(
            "<item><title>甲 乙“丙”</title><description><b><i>x</b></i></description><link>/1?a=1&b=2</link></item>"
        ),
        rss("<item><title>甲 乙“丙”</title><link>/1?a=1&b=2</link><media:x y='1'/></item>"),
        "<br />\n<b>Warning</b>: x() in rss.php\n"
        + rss("<item><title>甲 乙“丙”</title><link>/1?a=1&amp;b=2</link></item>"),
        rss("<item><title>甲 乙“丙”&#0;&#x1F;</title><link>/1?a=1&amp;b=2</link></item>")
        + "<script>x</script>",
        rss(
            "<item><title>甲 乙“丙”</title><link>/1?a=1&amp;b=2</link><description>5 < 6 && 7</description></item>"
        ),
    ],
)
def test_feeds_that_are_no_xml_are_mended(text: str) -> None:
    (one,) = read_feed(text, URL)
    assert (one.title.replace("\xa0", " "), one.link) == ("甲 乙“丙”", "https://feed.example.org/1?a=1&b=2")


def test_what_a_broken_feed_says_below_its_bare_html_is_not_lost() -> None:
    row = "<title>题{0}</title><description>一<br>二<img src=x></description><pubDate>2026-11-0{0}</pubDate>"
    found = read_feed(rss(*(f"<item>{row.format(n)}</item>" for n in (1, 2, 3))), URL)
    assert [(one.title, one.date) for one in found] == [(f"题{n}", date(2026, 11, n)) for n in (1, 2, 3)]
    assert all("一<br>二" in one.summary for one in found)


def test_an_undated_item_has_the_day_of_its_address() -> None:
    assert of_rss("<title>题</title><link>/202607/t20260715_1.html</link>").date == date(2026, 7, 15)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("周二, 03 11月 2026 23:30:00 +0800", (3, 23, 30)),
        ("Tue Nov 03 23:30:00 CST 2026", (3, 23, 30)),
        ("2026年11月3日 下午3:05", (3, 15, 5)),
        ("2026/11/3 8:05:00", (3, 8, 5)),
        ("２０２６年１１月３日 ０８：３０", (3, 8, 30)),
        ("2026-11-03 23:30:00 GMT", (4, 7, 30)),
        ("Nov 3, 2026 3:05 PM", (3, 15, 5)),
        ("Tue, 3-Nov-26 10:00:00 GMT", (3, 18, 0)),
        ("20261103233000", (3, 23, 30)),
        ("1793719800", (3, 23, 30)),
        ("Tue, 03 Nov 2026 23:30:00 +9999", (3, 23, 30)),
    ],
)
def test_moments_in_many_forms(text: str, moment: tuple[int, int, int]) -> None:
    day, hour, minute = moment
    assert moment_of(text) == datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    "text", ["二〇二六年十一月三日", "November 3rd, 2026", "2026.11.03", "2026-11-03 25:99"]
)
def test_days_in_many_forms(text: str) -> None:
    assert day_of(text) == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("name", "header", "declared"),
    [
        ("gb18030", "text/xml; charset=ISO-8859-1", "GBK"),
        ("gb18030", "text/xml; charset=iso-8859-1", ""),
        ("gb18030", "text/xml; charset=utf-8", "utf-8"),
        ("utf-8", "text/xml; charset=gb2312", "gb2312"),
        ("utf-8-sig", "", ""),
        ("utf-16", "", "utf-16"),
        ("utf-16-le", "", "utf-16"),
        ("utf-16-be", "text/xml", "utf-16"),
        ("hz", "text/xml; charset=hz-gb-2312", ""),
    ],
)
def test_chinese_feeds_in_every_encoding(name: str, header: str, declared: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    feed = "<rss><channel><item><title>毕节的科普知识，人人都能看懂</title></item></channel></rss>"
    text = decode((head + feed).encode(name), content_type=header)
    assert read_feed(text, URL)[0].title == "毕节的科普知识，人人都能看懂"


def test_western_text_stays_western() -> None:
    body = "Élève, café, naïve".encode("latin-1")
    assert decode(body, content_type="text/plain; charset=ISO-8859-1") == "Élève, café, naïve"


def test_a_summary_cut_inside_a_character_spoils_no_other() -> None:
    body = ("毕节科普知识" * 20).encode()[:-1] + b"</description>"
    assert decode(body, content_type="text/xml; charset=gbk").startswith("毕节科普知识" * 19)


def test_a_json_feed_with_files() -> None:
    rows = [
        {
            "id": "1",
            "url": "http://h.example.org/202607/t20260715_1.html",
            "title": "甲 <rss>",
            "image": "/p.jpg",
            "attachments": [{"url": "/a.pdf", "mime_type": "application/pdf"}, {"url": "file:///x"}, "x"],
        }
    ]
    text = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": rows})
    (one,) = read_feed(f"\n {text}", URL)
    home = "https://feed.example.org"
    assert one.enclosures == (Enclosure(f"{home}/p.jpg", "image"), Enclosure(f"{home}/a.pdf", "application"))
    assert one.date == date(2026, 7, 15)
    with pytest.raises(FetchError, match="more than 5000 items"):
        read_json_feed(text.replace("[{", "[" + "{}," * 6000 + "{", 1), URL)
