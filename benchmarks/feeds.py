"""Two hundred feeds as the web writes them, made from a seed, and what each entry really says."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime
from functools import cache
from random import Random
from xml.sax.saxutils import escape

from corpus import Article, make_article
from markdown_it import MarkdownIt

SEED = 20261123
CHINA = timezone(timedelta(hours=8))
LAST = datetime(2026, 11, 22, 23, 40, tzinfo=CHINA)
TEXTS = 400  # different texts; titles are all different
FULL = 0.4  # of the feeds carry whole articles, the others two sentences
MARKS = ("10³个", "CO₂与", "A&B：", "“真的”吗？", "5<6，", "第㐂回", "🌧️", "氟－", "Ｑ＆Ａ ", "O'Neil ")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`link` is the path on the feed's host; `html` what the entry says."""

    number: int
    title: str
    link: str
    moment: datetime
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a server sends for `path`; `said` are the titles, paths and days (in China) of its entries."""

    path: str
    body: bytes
    headers: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str, date], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How one site writes its feed."""

    write: Callable[[Sequence[Entry], Habits, str], str]
    day: Callable[[datetime], str]
    encoding: str
    declared: str
    charset: str  # in the header; empty for none
    link: Callable[[str, str], str]
    guid: str
    damage: Callable[[str], str]
    packing: str


def make_feed(number: int, entries: int, host: str) -> Feed:
    """Return the feed of this number; the same on every machine."""
    rng = Random(f"{SEED} {number}")
    habits = _habits(rng, number)
    full = rng.random() < FULL
    rows = [_entry(number, place, full=full) for place in range(entries)]
    if habits.write is json_feed:
        text = json_feed(rows, habits, host)
    else:
        text = habits.damage(habits.write(rows, habits, host))
    body = text.encode(habits.encoding)
    kind = "application/feed+json" if habits.write is json_feed else "text/xml"
    headers = {"Content-Type": f"{kind}; charset={habits.charset}" if habits.charset else kind}
    body = _packed(body, habits.packing)
    if habits.packing:
        headers["Content-Encoding"] = habits.packing
    path = f"/{number}/feed.xml"
    said = tuple((row.title, row.link, row.moment.astimezone(CHINA).date()) for row in rows)
    return Feed(path=path, body=body, headers=tuple(headers.items()), said=said)


def _entry(feed: int, place: int, *, full: bool) -> Entry:
    rng = Random(f"{SEED} {feed} {place}")
    text = _text(rng.randrange(TEXTS))
    mark = MARKS[rng.randrange(len(MARKS))] if rng.random() < 0.2 else ""
    number = feed * 1000 + place
    moment = LAST - timedelta(hours=9 * place, minutes=rng.randrange(500))
    return Entry(
        number=number,
        title=f"{mark}{text.title}（{number}）",
        link=f"/{feed}/{moment:%Y%m}/t{moment:%Y%m%d}_{number}.html"
        + ("?a=1&b=2" if rng.random() < 0.1 else ""),
        moment=moment,
        html=_html(text) if full else f"<p>{escape(text.summary)}</p>",
    )


@cache
def _text(number: int) -> Article:
    return make_article(number, TEXTS)


@cache
def _html(article: Article) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(article.body))


def _packed(body: bytes, packing: str) -> bytes:
    if packing == "gzip":
        return gzip.compress(body, 6, mtime=0)
    return zlib.compress(body) if packing == "deflate" else body


def rss2(entries: Sequence[Entry], habits: Habits, host: str) -> str:
    def row(entry: Entry) -> str:
        return (
            f"<item><title>{escape(entry.title)}</title><link>{escape(habits.link(host, entry.link))}</link>"
            f"{_guid(entry, habits, host)}<pubDate>{habits.day(entry.moment)}</pubDate>"
            f"<description><![CDATA[{entry.html}]]></description></item>"
        )

    return (
        f'<?xml version="1.0" encoding="{habits.declared}"?>\n<rss version="2.0"><channel>'
        f"<title>科普源</title>"
        f"<link>http://{host}/</link><description>每天一条</description>"
        f"{''.join(map(row, entries))}</channel></rss>"
    )


def rss2_escaped(entries: Sequence[Entry], habits: Habits, host: str) -> str:
    def row(entry: Entry) -> str:
        return (
            f"  <item>\n    <title><![CDATA[{entry.title}]]></title>\n"
            f"    <link>{escape(habits.link(host, entry.link))}</link>\n    {_guid(entry, habits, host)}\n"
            f"    <author>科普部</author>\n    <description>{escape(entry.html[:200])}</description>\n"
            f"    <content:encoded>{escape(entry.html)}</content:encoded>\n"
            f"    <pubDate>{habits.day(entry.moment)}</pubDate>\n  </item>\n"
        )

    return (
        f'<?xml version="1.0" encoding="{habits.declared}"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:media="http://search.yahoo.com/mrss/">\n'
        f"<channel>\n  <title>科普源</title>\n  <image><title>徽标</title><url>http://{host}/a.png</url></image>\n"
        f"{''.join(map(row, entries))}</channel>\n</rss>\n"
    )


def rss091(entries: Sequence[Entry], habits: Habits, host: str) -> str:
    """Return RSS 0.91, which has no dates of items: the extension for that is Dublin Core."""

    def row(entry: Entry) -> str:
        return (
            f"<item><title>{escape(entry.title)}</title><link>{escape(habits.link(host, entry.link))}</link>"
            f"<description>{escape(entry.html)}</description><dc:date>{habits.day(entry.moment)}</dc:date></item>\n"
        )

    return (
        f'<?xml version="1.0" encoding="{habits.declared}"?>\n'
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"'
        ' "http://my.netscape.com/publish/formats/rss-0.91.dtd">\n'
        '<rss version="0.91" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>科普源</title>'
        f"<language>zh-cn</language>{''.join(map(row, entries))}</channel></rss>"
    )


def rdf(entries: Sequence[Entry], habits: Habits, host: str) -> str:
    def row(entry: Entry) -> str:
        link = escape(habits.link(host, entry.link), {'"': "&quot;"})
        return (
            f'<item rdf:about="{link}"><title>{escape(entry.title)}</title><link>{link}</link>'
            f"<dc:creator>科普部</dc:creator><dc:date>{habits.day(entry.moment)}</dc:date>"
            f"<description>{escape(entry.html)}</description></item>"
        )

    return (
        f'<?xml version="1.0" encoding="{habits.declared}"?>\n'
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="http://{host}/"><title>科普源</title><link>http://{host}/</link></channel>\n'
        f"{''.join(map(row, entries))}</rdf:RDF>"
    )


def atom(entries: Sequence[Entry], habits: Habits, host: str) -> str:
    def row(entry: Entry) -> str:
        link = escape(habits.link(host, entry.link), {'"': "&quot;"})
        return (
            f'<entry><id>tag:{host},2026:{entry.number}</id><title type="text">{escape(entry.title)}</title>'
            f'<link rel="enclosure" type="audio/mpeg" href="http://{host}/a.mp3"/>'
            f'<link rel="alternate" href="{link}"/><updated>{habits.day(LAST)}</updated>'
            f"<published>{habits.day(entry.moment)}</published>"
            f'<author><name>科普部</name></author><content type="html">{escape(entry.html)}</content></entry>'
        )

    return (
        f'<?xml version="1.0" encoding="{habits.declared}"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><title>科普源</title>'
        f"<id>http://{host}/</id><updated>{habits.day(LAST)}</updated>{''.join(map(row, entries))}</feed>"
    )


def atom03(entries: Sequence[Entry], habits: Habits, host: str) -> str:
    def row(entry: Entry) -> str:
        link = escape(habits.link(host, entry.link), {'"': "&quot;"})
        return (
            f'<a:entry><a:title mode="escaped" type="text/html">{escape(escape(entry.title))}</a:title>'
            f'<a:link rel="alternate" type="text/html" href="{link}"/>'
            f"<a:id>{entry.number}@{host}</a:id><a:issued>{habits.day(entry.moment)}</a:issued>"
            f'<a:content type="text/html" mode="escaped">{escape(entry.html)}</a:content></a:entry>'
        )

    return (
        f'<?xml version="1.0" encoding="{habits.declared}"?>\n'
        '<a:feed version="0.3" xmlns:a="http://purl.org/atom/ns#"><a:title>科普源</a:title>'
        f"{''.join(map(row, entries))}</a:feed>"
    )


def json_feed(entries: Sequence[Entry], habits: Habits, host: str) -> str:
    items = [
        {
            "id": str(entry.number),
            "url": habits.link(host, entry.link),
            "title": entry.title,
            "content_html": entry.html,
            "date_published": habits.day(entry.moment),
        }
        for entry in entries
    ]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "科普源", "items": items}, ensure_ascii=False
    )


def _guid(entry: Entry, habits: Habits, host: str) -> str:
    if habits.guid == "number":
        return f'<guid isPermaLink="false">{entry.number}</guid>'
    return f"<guid>{escape(f'http://{host}{entry.link}')}</guid>" if habits.guid == "address" else ""


def _mail(moment: datetime) -> str:
    return format_datetime(moment)


def _mail_world(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _mail_bare(moment: datetime) -> str:
    return format_datetime(moment.replace(tzinfo=None)).replace(" -0000", "")


def _mail_cst(moment: datetime) -> str:
    return _mail_bare(moment) + " CST"


def _mail_chinese(moment: datetime) -> str:
    return f"周{'一二三四五六日'[moment.weekday()]}, {moment:%d} {moment.month}月 {moment:%Y %H:%M:%S} +0800"


def _java(moment: datetime) -> str:
    return f"{moment:%a} {MONTHS[moment.month - 1]} {moment:%d %H:%M:%S} CST {moment:%Y}"


def _iso(moment: datetime) -> str:
    return moment.isoformat()


def _iso_world(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _bare(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def _slashes(moment: datetime) -> str:
    return f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment:%M:%S}"


def _han(moment: datetime) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"


def _absolute(host: str, link: str) -> str:
    return f"http://{host}{link}"


def _relative(_host: str, link: str) -> str:
    return link


def _below(_host: str, link: str) -> str:
    return ".." + link


def whole(text: str) -> str:
    return text


def junk_before(text: str) -> str:
    return "\r\n\r\nWarning: mysql_connect() in /web/rss.php on line 7\r\n" + text


def named_entities(text: str) -> str:
    return text.replace("“", "&ldquo;").replace("”", "&rdquo;")


def bare_ampersands(text: str) -> str:
    return text.replace("&amp;", "&")


def control_characters(text: str) -> str:
    return text.replace("</title>", "\x08\x0b</title>")


def padded(text: str) -> str:
    return text.replace("<title>", "<title>\r\n    ").replace("</title>", "\r\n  </title>")


def after_the_end(text: str) -> str:
    return text + "\n<!-- 0.23 s -->\n<script>count()</script>\n"


WRITERS = (rss2, rss2, rss2, rss2_escaped, rss2_escaped, rss091, rdf, atom, atom, atom03, json_feed)
MAIL = (_mail, _mail, _mail_world, _mail_bare, _mail_cst, _mail_chinese, _java, _bare, _slashes, _han)
ISO = (_iso, _iso, _iso_world, _bare, _day, _han)
ENCODINGS = (
    *[("utf-8", "utf-8", "utf-8")] * 5,
    ("utf-8", "UTF-8", ""),
    ("utf-8", "gb2312", "gb2312"),  # says GB, is UTF-8
    ("utf-8-sig", "utf-8", "utf-8"),
    *[("gb18030", "gb2312", "gb2312")] * 3,
    ("gb18030", "GBK", ""),
    ("gb18030", "gb18030", "ISO-8859-1"),  # what an old Java server says of everything
    ("gb18030", "utf-8", "utf-8"),  # says UTF-8, is GBK
    ("utf-16", "utf-16", ""),
)
DAMAGES = (
    *[whole] * 12,
    junk_before,
    named_entities,
    bare_ampersands,
    control_characters,
    padded,
    after_the_end,
)


def _habits(rng: Random, number: int) -> Habits:
    write = WRITERS[number % len(WRITERS)]
    encoding, declared, charset = ("utf-8", "utf-8", "utf-8") if write is json_feed else rng.choice(ENCODINGS)
    return Habits(
        write=write,
        day=rng.choice(MAIL if write in (rss2, rss2_escaped) else ISO),
        encoding=encoding,
        declared=declared,
        charset=charset,
        link=rng.choice((_absolute, _absolute, _absolute, _relative, _below)),
        guid=rng.choice(("number", "address", "")),
        damage=rng.choice(DAMAGES),
        packing=rng.choice(("gzip", "gzip", "deflate", "", "")),
    )


def all_feeds(feeds: int, entries: int, hosts: Sequence[str]) -> Iterator[tuple[str, Feed]]:
    """Yield each feed with its host, the first host having the most."""
    for number in range(feeds):
        host = hosts[min(int(len(hosts) * Random(f"{SEED} host {number}").random() ** 2), len(hosts) - 1)]
        yield host, make_feed(number, entries, host)
