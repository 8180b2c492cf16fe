"""Everything bad that an address may send, and what the editor is to be told of it."""

# ruff: noqa: E501 - some of the markup is one word

from __future__ import annotations

import gzip
import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.loopback import Reply, Route

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>源</title>'
TAIL = "</channel></rss>"
SCRIPT = "<script>alert(1)</script>"
PATHS = ("../../x", "..\\..\\x", "CON", "aux.md", "/etc/passwd", "a\0b", ".", "x" * 300, "🌧️" * 150, "a:b?c*d")


BARE = ("../../x", "..\\..\\x", "CON", "aux.md", "/etc/passwd", "NUL", "com1.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """`said` stands in what is told of the source; a source that is read tells nothing and gives `items`."""

    name: str
    reply: Route
    said: str = ""
    items: int = 0
    more: Mapping[str, Route] = field(default_factory=dict)  # what it leads to


def feed(*items: str) -> str:
    return f"{HEAD}{''.join(items)}{TAIL}"


def entry(title: str, *, link: str = "", more: str = "") -> str:
    return f"<item><title><![CDATA[{title}]]></title><link>{link}</link>{more}</item>"


def traps() -> list[Trap]:
    """Return one trap for each kind of bad input; the paths they lead to are their names."""
    return [*_bodies(), *_ways(), *_markup(), *_texts(), *_pages()]


def _bodies() -> list[Trap]:
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    packed = {"Content-Encoding": "gzip, gzip"}
    small = gzip.compress(feed(entry("x" * 30_000_000)).encode())
    return [
        Trap(name="gzip-bomb", reply=Reply(bomb, headers=packed), said="MiB"),
        Trap(name="gzip-feed", reply=Reply(small, headers={"Content-Encoding": "gzip"}), said="MiB"),
        Trap(
            name="gzip-broken", reply=Reply(small[:900], headers={"Content-Encoding": "gzip"}), said="damaged"
        ),
        Trap(name="endless", reply=Reply(b"<item>" * 10_000, endless=True), said="MiB"),
        Trap(name="announced-50-mb", reply=Reply(headers={"Content-Length": "52428800"}), said="MiB"),
        Trap(name="byte-a-second", reply=Reply(b"x" * 60, pause=1), said="not complete after"),
        Trap(
            name="breaks-off",
            reply=Reply(b"<rss>", headers={"Content-Length": "900", "Connection": "close"}),
            said="broke off",
        ),
        Trap(name="empty", reply=b"", said="not a feed"),
        Trap(name="huge-header", reply=Reply(headers={"X": "x" * 100_000}), said="broke off"),
    ]


def _ways() -> list[Trap]:
    def to(address: str) -> Reply:
        return Reply(status=302, headers={"Location": address})

    return [
        Trap(name="redirect-loop", reply=to("/redirect-loop"), said="more than 6 times"),
        Trap(name="redirect-inside", reply=to("http://10.0.0.1/"), said="10.0.0.1 is an address inside"),
        Trap(
            name="redirect-cloud", reply=to("http://169.254.169.254/"), said="169.254.169.254 is an address"
        ),
        Trap(name="redirect-shared", reply=to("http://100.64.0.1/"), said="100.64.0.1 is an address inside"),
        Trap(name="redirect-mapped", reply=to("http://[::ffff:10.0.0.1]/"), said="is an address inside"),
        Trap(name="redirect-file", reply=to("file:///etc/passwd"), said="not a web address"),
        Trap(name="redirect-nowhere", reply=Reply(status=302), said="more than 6 times"),
    ]


def _markup() -> list[Trap]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    deep = "<a>" * 100_000 + "x" + "</a>" * 100_000
    html = "<div>" * 100_000 + "深" + "</div>" * 100_000
    return [
        Trap(
            name="billion-laughs",
            reply=f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "哈">{laughs}]>'
            + feed(entry("标题&l9;")),
            said="a trap",
        ),
        Trap(
            name="reads-a-file",
            reply='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + feed("<item><title>看看&x;这里</title></item>"),
            items=1,
        ),
        Trap(name="deep-xml", reply=feed(deep, entry("甲")), said="nested too deep"),
        Trap(name="deep-json", reply="[" * 100_000, said="not a feed"),
        Trap(name="deep-json-feed", reply='{"items":' * 100_000, said="not a feed"),
        Trap(name="deep-html", reply=feed(entry("深深的", more=_content(html))), items=1),
        Trap(name="50-mb", reply=Reply(_fifty()), said="MiB"),
        Trap(
            name="100000-items", reply=feed("<item><title>条</title></item>" * 100_000), said="more than 5000"
        ),
        Trap(name="100000-json", reply=_json_feed(20_000), said="more than 5000"),
        Trap(
            name="a-million-tags", reply=feed(entry("甲", more="<b/>" * 1_000_000)), said="more than 300000"
        ),
        Trap(name="crowd-of-attributes", reply=feed(f"<item {' a' * 500_000}/>", entry("甲")), items=1),
        Trap(name="bare-signs", reply=feed("&<" * 600_000, entry("甲")), items=0, said="more than 300000"),
        Trap(
            name="crowd-of-words", reply=feed(entry("甲", more=f"<tags>{_numbers(300_000)}</tags>")), items=1
        ),
        Trap(name="crowd-in-a-link", reply=feed(entry("甲", more=f"<link>{_categories()}</link>")), items=1),
        Trap(name="crowd-of-categories", reply=feed(_categories(), entry("甲", more=_categories())), items=1),
        Trap(
            name="crowd-of-spaces", reply=feed(entry("甲", more=_spaces())), said="more than 200 namespaces"
        ),
        Trap(
            name="author-of-1-mb",
            reply=feed(entry("甲", more=f"<author>{'a' * 1_000_000}</author>")),
            items=1,
        ),
        Trap(name="comments-that-never-end", reply=feed("<!--" * 60_000), said="no items"),
    ]


def _texts() -> list[Trap]:
    named = "".join(entry(f"{path} 号", link=f"/{n}", more=_guid(path)) for n, path in enumerate(PATHS))
    bare = "".join(
        f"<item><title>{_escaped(path)}</title><guid>{n}</guid></item>" for n, path in enumerate(BARE)
    )
    return [
        Trap(name="title-of-1-mb", reply=feed(entry("长" * 350_000, link="/long")), items=1),
        Trap(name="file-names", reply=feed(named), items=len(PATHS)),
        Trap(name="bare-file-names", reply=feed(bare), items=len(BARE)),
        Trap(
            name="long-address",
            reply=feed(entry("长地址", link="http://h.example.org/" + "x" * 90_000)),
            items=1,
        ),
        Trap(name="script-everywhere", reply=scripted(), items=2),
        Trap(name="script-in-json", reply=_scripted_json(), items=1),
        Trap(name="svg-with-script", reply=feed(entry("画", link="/svg", more=_content(_SVG))), items=1),
        Trap(
            name="picture-bomb",
            reply=feed(
                entry("图", link="/picture", more=_content('<img alt="大" src="/bomb.png"><p>字在这里</p>'))
            ),
            items=1,
            more={"/bomb.png": Reply(_bomb_picture(), headers={"Content-Type": "image/png"})},
        ),
        Trap(
            name="terminal-codes",
            reply=feed(
                entry("\x1b]0;改名\x07红\x1b[31m \u202e倒", link="/red"), entry("\x9b2J乙", link="/clear")
            ),
            items=2,
        ),
    ]


def _pages() -> list[Trap]:
    sorry = "<!DOCTYPE html><html><head><title>出错了</title></head><body>系统繁忙，请稍后再试</body></html>"
    picture = {"Content-Type": "image/png"}
    return [
        Trap(name="error-page-200", reply=sorry, said="web page, not a feed"),
        Trap(
            name="picture-as-feed",
            reply=Reply(_bomb_picture(), headers={"Content-Type": "text/xml"}),
            said="not a feed",
        ),
        Trap(name="feed-as-picture", reply=Reply(feed(entry("甲")).encode(), headers=picture), items=1),
        Trap(name="says-gbk-is-utf-8", reply=Reply(feed(entry("甲")).encode(), headers=_GBK), items=1),
        Trap(name="status-500", reply=Reply(status=500), said="500"),
        Trap(name="status-204", reply=Reply(status=204), said="204"),
    ]


_GBK = {"Content-Type": "text/xml; charset=gbk"}
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script><a xlink:href='
    '"javascript:alert(3)"><text>点我</text></a></svg><img src="data:image/svg+xml,%3Csvg onload=alert(4)%3E" alt="徽">'
    '<object data="x.svg"></object><embed src="x.svg"><p>画在这里</p>'
)
_EVIL_HTML = (
    f'{SCRIPT}<p onclick="alert(1)" style="x:expression(alert(1))" id="top">点这里</p><a href="java&#10;script:alert(1)">'
    '甲</a><a href="data:text/html,alert(1)">乙</a><img src=x onerror="alert(1)" alt="丙"><iframe src="//h"></iframe>'
    '<form action="//h"><input autofocus onfocus="alert(1)"></form><math><mtext></p><style><img src=x onerror=alert(1)>'
    "</style></mtext></math><!--><img src=x onerror=alert(1)>--><noscript><p title='</noscript><img src=x onerror="
    "alert(1)>'></noscript><p>字在这里</p>[点](javascript:alert(1)) <javascript:alert(1)> &lt;script>alert(1)&lt;/script>"
)


def scripted() -> str:
    """Return a feed with script in every place that a feed can carry text in."""
    evil = _escaped(SCRIPT)
    first = (
        f"<title>{evil}标题一</title><link>javascript:alert(1)</link><guid>{evil}</guid><author>{evil}人</author>"
        f"<category>{evil}</category><comments>javascript:alert(1)</comments><pubDate>{evil}</pubDate>"
        f'<enclosure url="javascript:alert(1)" type="{evil}"/><source url="javascript:alert(1)">{evil}站</source>'
        f"<description>{_escaped(_EVIL_HTML)}</description>"
    )
    second = (
        f'<title><![CDATA[{SCRIPT}<b onclick=alert(1)>标题二</b>]]></title><link>/2?{evil}"onclick=alert(1)</link>'
        f"<dc:creator><![CDATA[{SCRIPT}人]]></dc:creator><dc:date>{evil}</dc:date>"
        f'<media:content url="/x.mp4?{evil}" medium="{evil}"><media:title>{evil}</media:title></media:content>'
        f'<itunes:image href="data:text/html,{evil}"/><content:encoded xml:base="javascript:alert(1)//">'
        f"<![CDATA[{_EVIL_HTML}]]></content:encoded>"
    )
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    )
    items = "".join(f"<item>{row}</item>" for row in (first, second))
    return (
        f'<?xml version="1.0"?><?xml-stylesheet href="javascript:alert(1)"?><rss version="2.0" {spaces}><channel>'
        f"<title>{evil}源</title><link>javascript:alert(1)</link><image><url>javascript:alert(1)</url></image>"
        f"<!-- {SCRIPT} -->{items}</channel></rss>"
    )


def _scripted_json() -> str:
    row = {
        "id": SCRIPT,
        "url": "javascript:alert(1)",
        "external_url": "/3",
        "title": f"{SCRIPT}标题三",
        "summary": SCRIPT + "摘要",
        "content_html": _EVIL_HTML,
        "image": "javascript:alert(1)",
        "authors": [{"name": SCRIPT + "人", "url": "javascript:alert(1)"}],
        "attachments": [{"url": "data:text/html,x", "mime_type": SCRIPT}],
    }
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": SCRIPT, "items": [row]})


def _content(html: str) -> str:
    return f"<description><![CDATA[{html}]]></description>"


def _numbers(count: int) -> str:
    return ",".join(map(str, range(count)))


def _categories() -> str:
    return "".join(f"<category>{number}</category>" for number in range(30_000))


def _spaces() -> str:
    return "".join(f'<a{number}:x xmlns:a{number}="urn:{number}"/>' for number in range(30_000))


def _guid(text: str) -> str:
    return f"<guid>{_escaped(text)}</guid>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\0", "")


def _fifty() -> bytes:
    return feed(entry("大", more=_content("<p>" + "x" * 50_000_000 + "</p>"))).encode()


def _json_feed(items: int) -> str:
    rows = ",".join(f'{{"id":{n},"title":"条"}}' for n in range(items))
    return f'{{"version":"https://jsonfeed.org/version/1","items":[{rows}]}}'


def _bomb_picture() -> bytes:
    """Return a PNG of 50,000 by 50,000 white points in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" + b"\xff" * 6250) + b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
