"""Government and press sites as they are built in China, invented: lists of many shapes, articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.loopback import Reply, Route

MENU = """<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>
<li><a href="/kp/">科普园地</a></li><li><a href="/hd/index.shtml">互动交流</a></li>
<li><a href="javascript:void(0)">无障碍浏览</a></li><li><a href="#top">返回顶部</a></li></ul>"""
SIDE = """<div class="side"><h3>热点</h3><ul><li><a href="/rd/t20250101_7.html">一年回顾一览</a></li>
<li><a href="/rd/t20250102_8.html">便民电话一览</a></li></ul></div>"""
FOOT = """<div class="foot"><a href="http://other.example.cn/">某省门户网站</a>
<a href="/map.html">网站地图</a> 版权所有 某某市科学技术协会 2026-01-01 地址：某某路1号</div>"""
TEXT = "<p>冬天烤火要先看烟囱，门窗要留一条缝，睡前把火熄掉，家里有人头痛就开窗透气。这是{}的正文。</p>"


@dataclass(frozen=True)
class One:
    """An article: `text` is the HTML of its body, `head` what its head says besides."""

    path: str
    title: str
    day: str = "2026-11-20"
    text: str = ""
    head: str = ""


@dataclass(frozen=True)
class Site:
    """A list page made by `shape` of articles, in `encoding`; the articles are UTF-8."""

    shape: Callable[[Sequence[One]], str]
    articles: tuple[One, ...]
    home: str = "/kp/"
    encoding: str = "utf-8"
    more: dict[str, Route] = field(default_factory=dict)

    def routes(self) -> dict[str, Route]:
        page = list_page(self.shape(self.articles), encoding=self.encoding)
        return {self.home: page, **{one.path: article_page(one) for one in self.articles}, **self.more}


def list_page(inner: str, *, encoding: str = "utf-8", head: str = "") -> Reply:
    """A page with a menu before its list, a side column and a footer behind it."""
    declared = "gb2312" if encoding == "gb18030" else encoding
    text = f"""<html><head><meta charset="{declared}"><title>科普_某某市科协</title>{head}</head>
    <body>{MENU}{SIDE}{inner}{FOOT}</body></html>"""
    return Reply(text.encode(encoding), headers={"Content-Type": "text/html"})


def article_page(one: One, *, encoding: str = "utf-8") -> Reply:
    """A page with buttons around the text and a line of credits below the title."""
    text = f"""<!DOCTYPE html><html><head><meta charset="{encoding}"><title>{one.title}_某某市科协</title>
<meta name="ArticleTitle" content="{one.title}"><meta name="PubDate" content="{one.day} 09:30">
<meta name="ContentSource" content="某某市气象局">{one.head}</head><body>{MENU}
<h1>{one.title}</h1><div class="info">发布时间：{one.day} 09:30 来源：某某市气象局 浏览次数：12
字号：[<a href="javascript:f(1)">大</a> <a href="javascript:f(2)">中</a> <a href="#">小</a>]</div>
<div id="zoom"><div class="TRS_Editor">{one.text or TEXT.format(one.title)}</div></div>
<div class="tools">【打印】【<a href="javascript:close()">关闭窗口</a>】</div>{FOOT}</body></html>"""
    return Reply(text.encode(encoding), headers={"Content-Type": f"text/html; charset={encoding}"})


def many(count: int, form: str = "/kp/202611/t202611{day}_{number}.html", start: int = 0) -> tuple[One, ...]:
    """Articles with titles of their own, the newest first."""
    rows = []
    for n in range(start, start + count):
        day = f"{20 - n % 18:02}"
        rows.append(
            One(form.format(day=day, number=1000 - n), f"第{n + 1}期山里人家安全提示", f"2026-11-{day}")
        )
    return tuple(rows)


def trs(rows: Sequence[One]) -> str:
    """`ul li a` with relative addresses, the day in a span behind."""
    lines = (f'<li><a href=".{one.path[3:]}">{one.title}</a><span>{one.day}</span></li>' for one in rows)
    return f'<div class="main"><ul class="list">{"".join(lines)}</ul></div>'


def cut(rows: Sequence[One]) -> str:
    """Titles cut off on the page and whole in their attribute; the day, without its year, in front."""
    lines = (
        f'<li><em>[{one.day[5:]}]</em> · <a href="{one.path}" title="{one.title}">{one.title[:6]}…</a></li>'
        for one in rows
    )
    return f'<div class="w"><ul class="NewsList">{"".join(lines)}</ul></div>'


def table(rows: Sequence[One]) -> str:
    """Two articles in a row of a table, each with its day behind it."""
    cells = [
        f'<td><img src="/dot.gif"></td><td><a href="{one.path}">{one.title}</a></td><td>({one.day})</td>'
        for one in rows
    ]
    lines = "".join(f"<tr>{''.join(cells[n : n + 2])}</tr>" for n in range(0, len(cells), 2))
    return f'<table><tr><td valign="top"><table class="t">{lines}</table></td></tr></table>'


def cards(rows: Sequence[One]) -> str:
    """A whole card inside the link: picture, heading, abstract, the day's number in large type."""
    lines = (
        f'<div class="card"><a href="{one.path}"><img src="/p.jpg"><h3>{one.title}</h3>'
        f"<p>摘要：{'看一看。' * 20}</p>"
        f"<div><b>{one.day[8:]}</b><i>{one.day[:7].replace('-', '.')}</i></div></a></div>"
        for one in rows
    )
    return f'<div class="cards">{"".join(lines)}</div>'


def pictures(rows: Sequence[One]) -> str:
    """A picture and a word that lead to the same place; the title is only in their attributes."""
    lines = (
        f'<li><a href="{one.path}" title="{one.title}"><img src="/p.jpg"></a><a href="{one.path}" '
        f'title="标题：{one.title}&#10;发布时间：{one.day}&#10;点击数：7">[详细]</a></li>'
        for one in rows
    )
    return f'<ul class="pics">{"".join(lines)}</ul>'


def terms(rows: Sequence[One]) -> str:
    """A list of definitions: its section's link and the title in dt, the day in dd."""
    lines = (
        f'<dt>[<a href="/kp/">科普</a>] <a href="{one.path}">{one.title}</a></dt>'
        f"<dd>{one.day.replace('-', '/')} 来源：甲</dd>"
        for one in rows
    )
    return f'<dl class="d">{"".join(lines)}</dl>'


SHAPES: dict[str, tuple[Callable[[Sequence[One]], str], str]] = {  # each with the addresses it is met with
    "trs": (trs, "/kp/202611/t202611{day}_{number}.html"),
    "cut": (cut, "/art/2026/11/{day}/art_12_{number}.html"),
    "table": (table, "/show.asp?id={number}"),
    "cards": (cards, "/n1/2026/11{day}/c1-{number}.html"),
    "pictures": (pictures, "/kp/art_0123456789abcdef0123456789ab{number:04}.html"),
    "terms": (terms, "/2026-11/{day}/content_{number}.htm"),
}
