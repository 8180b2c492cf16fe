"""Foreign HTML on its way to Markdown: nothing harmful in, no words lost."""

from __future__ import annotations

import time

import pytest

from site_builder.pull.clean import one_line, plain_text
from site_builder.pull.feeds import read_feed
from site_builder.pull.foreign import clean_tree
from site_builder.pull.links import web_address
from site_builder.pull.markdown import to_markdown
from site_builder.pull.page import read_page
from tests.pull_hub import prove, rss

BASE = "https://h.example.org/a/b.html"


def written(markup: str) -> str:
    return to_markdown(clean_tree(markup, BASE), prove)


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ("<p>一</p><p>二</p>", "一\n\n二"),
        ("一<br>二<br><br>三", "一\\\n二\n\n三"),
        ("<p>　　首行缩进&nbsp;</p>", "首行缩进"),
        ("<h1>大</h1><h3>小 #</h3>", "## 大\n\n### 小 \\#"),
        ("<ul><li>甲</li><li>乙</li></ul>", "- 甲\n- 乙"),
        ("<ol start=3><li>甲<li>乙<ul><li>丙</ul></ol>", "3. 甲\n\n4. 乙\n\n   - 丙"),
        ("<blockquote><p>引</p><p>文</p></blockquote>", "> 引\n>\n> 文"),
        ("<p>看<a href='/c?x=1&copy=2'>这里</a></p>", "看[这里](https://h.example.org/c?x=1\\&copy=2)"),
        ("<p><strong>注意：</strong>开窗</p>", "**注意**：开窗"),
        ("<p>说<b>“要通风”</b>吧</p>", "说“**要通风**”吧"),
        ("<p><b>粗<i>又斜</i></b></p>", "**粗*又斜***"),
        ("<table><tr><th>名<th>数</tr><tr><td>a|b<td>3</table>", "| 名 | 数 |\n| --- | --- |\n| a\\|b | 3 |"),
        ("<table><tr><td><p>排版</p><p>表格</p></td></tr></table>", "排版\n\n表格"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<p>用<code>a`b</code></p>", "用``a`b``"),
        ("<p>3×10<sup>8</sup> H<sub>2</sub>O x<sup>n+1</sup> y<sup>甲</sup></p>", "3×10⁸ H₂O xⁿ⁺¹ y\\^甲"),
        ("<p>x<sub>a<sup>2</sup></sub> y<sup>2<sub>3</sub></sup></p>", "x\\_(a²) y\\^(2₃)"),
        ("<p>见注<sup>[1]</sup></p>", "见注\\[1\\]"),
        (
            "<img data-src='p.jpg' src='blank.gif' alt='地质图'>",
            "[图：地质图](https://h.example.org/a/p.jpg)",
        ),
        ("<p>字<img src=x.gif>字</p>", "字字"),
        ("<a href='/'><div>块里的字</div></a>", "块里的字"),
        ("<hr>", "***"),
        (
            "<table><tr><th rowspan=2>甲<th colspan=2>乙<tr><td>丙<td>丁<tr><td>戊<td>己<td>庚</table>",
            "| 甲 | 乙 |  |\n| --- | --- | --- |\n|  | 丙 | 丁 |\n| 戊 | 己 | 庚 |",
        ),
        (
            "<table><tr><td>甲<td rowspan=3>乙<tr><td>丙<tr><td>丁<tr><td>戊<td>己</table>",
            "| 甲 | 乙 |\n| --- | --- |\n| 丙 |  |\n| 丁 |  |\n| 戊 | 己 |",
        ),
        (
            "<table><tr><th>名<th>做法<tr><td>甲<td><ul><li>一<li>二</ul></table>",
            "| 名 | 做法 |\n| --- | --- |\n| 甲 | 一 二 |",
        ),
        ("<ul><li>甲</li><ul><li>乙</li></ul><li>丙</li></ul>", "- 甲\n\n  - 乙\n\n- 丙"),
        ("<ul><li>甲<ol><li>乙<ul><li>丙</ul></ol></ul>", "- 甲\n\n  1. 乙\n\n     - 丙"),
        (
            "<dl><dt>露点</dt><dd>水汽凝结的温度</dd><dt>霜</dt><dd>冻住的露</dd></dl>",
            "**露点**\n\n水汽凝结的温度\n\n**霜**\n\n冻住的露",
        ),
        (
            "<p>见注<a href='#fn1'><sup>[1]</sup></a></p><p><a id=fn1 href='#r1'>[1]</a> 出处</p>",
            "见注\\[1\\]\n\n\\[1\\] 出处",
        ),
        (
            "<p>见<a href='b.html#n2'>下文</a>和<a href='c.html#n2'>他文</a></p>",
            "见下文和[他文](https://h.example.org/a/c.html#n2)",
        ),
    ],
)
def test_markdown_of_html(markup: str, markdown: str) -> None:
    assert written(markup) == markdown


@pytest.mark.parametrize(
    "text",
    [
        *(
            "# 不是标题",
            "1. 不是列表",
            "- 不是",
            "+ 不是",
            "> 不是",
            "---",
            "===",
            "***",
            "_a_",
            "a_b_c",
            "~~a~~",
        ),
        *(
            "[a](b)",
            "![a](b)",
            "[^1]",
            "[^1]: 注",
            "`a`",
            "```",
            "~~~",
            "&copy; &#65;",
            "\\*",
            "| a | b |",
            ": 定义",
        ),
        *(
            "<b>不是标签</b>",
            "<script>alert(1)</script>",
            "{{ site }}",
            "{% raw %}",
            "{.class #id}",
            "a^2^",
            "$x$",
        ),
        *(
            "http://h.example.org",
            "<http://h.example.org>",
            "- [ ] 任务",
            "    四格",
            "# ",
            "#",
            "1)",
            "*",
            "$$",
            "==a==",
        ),
        *(
            "::: box",
            "a  ",
            "(c) (tm) -- ...",
            '"引"',
            "||暗||",
            "a\\",
            "[a]: http://h",
            "+++",
            "--- \n---",
            ":smile:",
        ),
    ],
)
def test_text_that_looks_like_markdown_stays_text(text: str) -> None:
    markup = text.replace("&", "&amp;").replace("<", "&lt;")
    for shape in (
        "<p>{}</p>",
        "<p>前<br>{}</p>",
        "<ul><li>{}</li></ul>",
        "<h2>{}</h2>",
        "<b>{}</b>后",
        "{}<hr>{}",
    ):
        shown = prove(written(shape.replace("{}", markup)))
        assert "".join(text.split()) in "".join(shown.split()), shape


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>字",
        "<img src=x onerror=alert(1)>字",
        "<a href='javascript:alert(1)'>字</a>",
        "<a href=' java\nscript:alert(1)'>字</a>",
        "<a href='data:text/html,x'>字</a>",
        "<svg onload=alert(1)>字</svg>字",
        "<iframe src='http://evil'></iframe>字",
        "<p style='position:fixed' id=x class=y onclick=alert(1)>字</p>",
        "字<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>字</noscript>字",
    ],
)
def test_nothing_active_comes_through(markup: str) -> None:
    text = written(markup)

    assert "字" in text
    assert not any(
        word in text for word in ("alert(1)](", "javascript", "onerror=alert(1)>", "data:", "style", "<")
    )


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul><li", "b", "table><tr><td", "a", "p", "font"])
@pytest.mark.parametrize("depth", [30, 300, 100_000])
def test_deep_nesting_loses_no_words_and_no_time(tag: str, depth: int) -> None:
    text = prove(written(f"<{tag}>" * depth + "深处的字" + "<p>后面"))

    assert "深处的字" in text
    assert "后面" in text


def test_crowds_of_attributes_cost_no_time() -> None:
    crowd = " ".join(f"a{n}" for n in range(60_000))
    start = time.monotonic()
    assert prove(written(f"<p {crowd}>字</p>后面")).split() == ["字", "后面"]
    assert read_page(f"<title>防雷知识</title><h1>防雷知识</h1><p {crowd}>字</p>", BASE).title == "防雷知识"
    named = crowd.replace(" ", '="" ') + '=""'
    assert read_feed(rss(f"<item {named}><title>甲</title></item>"), BASE)
    assert time.monotonic() - start < 3


def test_invisible_marks_go() -> None:
    assert one_line("a\u202eb\u200b\u00adc\n\td\x00\ufeff") == "abc d"
    assert "\u202e" not in written("<p>正\u202e反</p>")


def test_plain_text_of_markup() -> None:
    assert plain_text("<p>a &lt; b</p><p>c<script>x</script></p>") == "a < b c"
    assert plain_text("a &amp;lt; b") == "a &lt; b"
    assert plain_text("<p>10<sup>3</sup>毫克</p><p>CO<sub>2</sub> &lt; 1</p>") == "10³毫克 CO₂ < 1"


@pytest.mark.parametrize(
    ("link", "full"),
    [
        ("c.html", "https://h.example.org/a/c.html"),
        ("//x.example.org/y", "https://x.example.org/y"),
        (" /a b\n(c) ", "https://h.example.org/a%20b%28c%29"),
        ("/年 报　1.html", "https://h.example.org/年%20报%E3%80%801.html"),
        ("/\x1b[31m\x9b\u202e", "https://h.example.org/%1B[31m%C2%9B%E2%80%AE"),
        ("javascript:alert(1)", ""),
        ("mailto:x@example.org", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_links_are_full_web_addresses(link: str, full: str) -> None:
    assert web_address(link, BASE) == full
