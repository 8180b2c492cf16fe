"""What Markdown becomes: Chinese emphasis and lines, footnotes, tables, attributes, links, pictures."""

from __future__ import annotations

import pytest

from site_builder.model import Heading, Link
from site_builder.read import render_markdown


def html(text: str, path: str = "articles/disaster/stove.md") -> str:
    return render_markdown(text, path=path).text.html.strip()


def inner(text: str) -> str:
    return html(text).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**“重点”**后面", "<strong>“重点”</strong>后面"),
        ("**注意！**请看", "<strong>注意！</strong>请看"),
        ("前面**“重点”**后面", "前面<strong>“重点”</strong>后面"),
        ("这是**《办法》**的规定", "这是<strong>《办法》</strong>的规定"),
        ("约**30%**的人", "约<strong>30%</strong>的人"),
        ("先开窗**（要快）**再打**120**。", "先开窗<strong>（要快）</strong>再打<strong>120</strong>。"),
        ("**一、**先看。*注意*：", "<strong>一、</strong>先看。<em>注意</em>："),
        ("***全部。***后面", "<em><strong>全部。</strong></em>后面"),
        ("**等等……**再说", "<strong>等等……</strong>再说"),
        ("**用 `kepu`**就行", "<strong>用 <code>kepu</code></strong>就行"),
        ("3 * 4 * 5", "3 * 4 * 5"),
        ("** 空格 **不算", "** 空格 **不算"),
        ("下划_线_不断词", "下划_线_不断词"),
    ],
)
def test_emphasis_works_beside_full_width_marks(written: str, shown: str) -> None:
    assert inner(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*foo bar*", "<em>foo bar</em>"),
        ("a * foo bar*", "a * foo bar*"),
        ('a*"foo"*', "a*&quot;foo&quot;*"),
        ("foo*bar*", "foo<em>bar</em>"),
        ("5*6*78", "5<em>6</em>78"),
        ("*foo bar *", "*foo bar *"),
        ("*(*foo)", "*(*foo)"),
        ("*(*foo*)*", "<em>(<em>foo</em>)</em>"),
        ('foo**"bar"**baz', "foo**&quot;bar&quot;**baz"),
        ("**foo*bar*baz**", "<strong>foo<em>bar</em>baz</strong>"),
        ("foo_bar_baz", "foo_bar_baz"),
        ("_(foo)_", "<em>(foo)</em>"),
        ("**foo:**bar", "**foo:**bar"),
        ("*foo**bar**baz*", "<em>foo<strong>bar</strong>baz</em>"),
        ("***foo** bar*", "<em><strong>foo</strong> bar</em>"),
    ],
)
def test_latin_emphasis_follows_commonmark(written: str, shown: str) -> None:
    assert inner(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("第一行\n第二行", "第一行第二行"),
        ("第一行，\n第二行", "第一行，第二行"),
        ("他说：\n“快走”", "他说：“快走”"),
        ("**粗**\n细", "<strong>粗</strong>细"),
        ("中文\nEnglish", "中文\nEnglish"),
        ("one\ntwo", "one\ntwo"),
        ("“one”\n“two”", "“one”\n“two”"),
        ("硬换行  \n下一行", "硬换行<br>\n下一行"),
        ("气温 15\n度", "气温 15\n度"),
    ],
)
def test_lines_of_chinese_are_joined_without_a_blank(written: str, shown: str) -> None:
    assert inner(written) == shown


def test_plain_text_has_words_without_marks() -> None:
    found = render_markdown(
        "## 标题 {#t}\n\n**重点**看[这里](a.md)，\n下一行`码`。\n\n- 一\n- 二\n\n![图示](a.png)\n"
    )

    assert found.text.words == "标题\n重点看这里，下一行码。\n一\n二\n图示"


def test_footnotes_link_both_ways() -> None:
    shown = html("煤气有毒[^1]。再说[^1]。\n\n[^1]: 指一氧化碳。\n")

    assert '<a href="#fn1" id="fnref1">[1]</a>' in shown
    assert '<li id="fn1"' in shown
    assert 'href="#fnref1"' in shown
    assert "指一氧化碳。" in shown


def test_tables_can_scroll_and_keep_their_sides_without_style_attributes() -> None:
    shown = html("| 菌 | 数 |\n|:--|--:|\n| 牛肝菌 | 12 |\n")

    assert shown.startswith('<div class="table" tabindex="0"><table>')
    assert shown.endswith("</table></div>")
    assert '<td class="right">12</td>' in shown
    assert "style" not in shown


def test_task_lists_become_boxes_with_labels() -> None:
    shown = html("- [ ] 手电\n- [x] **饮用水**\n- 普通\n")

    assert '<li class="task"><label><input type="checkbox"> 手电</label></li>' in shown
    assert '<input type="checkbox" checked> <strong>饮用水</strong></label>' in shown
    assert "<li>普通</li>" in shown


def test_headings_get_stable_ascii_anchors_of_their_own() -> None:
    found = render_markdown("## 常通风\n## 常通风\n### CO 是什么？\n## 自己起名 {#own}\n## ！？\n")

    assert found.text.headings == (
        Heading(level=2, text="常通风", anchor="chang-tong-feng"),
        Heading(level=2, text="常通风", anchor="chang-tong-feng-2"),
        Heading(level=3, text="CO 是什么？", anchor="co-shi-shen-me"),
        Heading(level=2, text="自己起名", anchor="own"),
        Heading(level=2, text="！？", anchor="part"),
    )
    assert '<h2 id="chang-tong-feng-2">常通风</h2>' in found.text.html


@pytest.mark.parametrize("heading", ["## a\n## a-2\n## a\n", "## a-2\n## a\n## a\n"])
def test_anchors_never_meet(heading: str) -> None:
    anchors = [found.anchor for found in render_markdown(heading).text.headings]

    assert len(set(anchors)) == len(anchors) == 3


def test_allowed_attributes_are_kept_and_others_dropped() -> None:
    shown = html('![图](a.png){.wide #pic width=50% onerror=alert(1) style="color:red"}')

    assert 'class="wide"' in shown
    assert 'id="pic"' in shown
    assert 'width="50%"' in shown
    assert "onerror" not in shown
    assert "style" not in shown


@pytest.mark.parametrize(
    "attributes",
    [
        "href=x",
        "src=x",
        "srcset=x",
        "onclick=x",
        "style=x",
        "formaction=x",
        "width=1px;x",
        'id="a b"',
        "data-x=1",
    ],
)
def test_no_other_attribute_reaches_the_page(attributes: str) -> None:
    name = attributes.partition("=")[0]

    for written in (f"[看](a.md){{{attributes}}}", f"{{{attributes}}}\n段落", f"## 题 {{{attributes}}}"):
        value = attributes.partition("=")[2].strip('"')
        assert f'{name}="{value}"' not in html(written)


def test_attributes_above_a_block_belong_to_it() -> None:
    assert html("{.tip #box}\n记住三点") == '<p id="box" class="tip">记住三点</p>'


def test_braces_that_are_no_attributes_stay_text() -> None:
    assert inner("集合 {1, 2} 与`x`{不是}") == "集合 {1, 2} 与<code>x</code>{不是}"


def test_relative_links_name_files_of_the_hub() -> None:
    found = render_markdown(
        "见[狂犬病](../health/rabies.md#xian-chong)、\n[本节](#fa-sheng)、\n[官网](https://www.gov.cn/中文)。",
        path="articles/disaster/stove.md",
        first_line=8,
    )

    assert 'href="kepu:articles/health/rabies.md#xian-chong"' in found.text.html
    assert 'href="#fa-sheng"' in found.text.html
    assert '<a href="https://www.gov.cn/%E4%B8%AD%E6%96%87" rel="noopener">' in found.text.html
    assert found.text.links == (
        Link(target="../health/rabies.md#xian-chong", line=8, text="狂犬病"),
        Link(target="#fa-sheng", line=9, text="本节"),
        Link(target="https://www.gov.cn/中文", line=10, text="官网"),
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[a](b.md)", "kepu:articles/disaster/b.md"),
        ("[a](./b/../c.md)", "kepu:articles/disaster/c.md"),
        ("[a](%E6%AF%95%E8%8A%82.md)", "kepu:articles/disaster/毕节.md"),
        ("[a](<有 空格.md>)", "kepu:articles/disaster/有 空格.md"),
        ("[a][1]\n\n[1]: ../../pages/about.md", "kepu:pages/about.md"),
        ("[a](a&b.md)", "kepu:articles/disaster/a&amp;b.md"),
    ],
)
def test_links_are_resolved_from_the_folder_of_their_file(written: str, shown: str) -> None:
    assert f'href="{shown}"' in html(written)


def test_mail_and_telephone_links_are_kept() -> None:
    assert 'href="tel:120"' in html("[打 120](tel:120)")
    assert 'href="mailto:a@b.cn"' in html("<a@b.cn>")


def test_picture_alone_with_a_title_becomes_a_figure() -> None:
    found = render_markdown(
        '\n![烟囱的接法](stove.svg "接口 < 要糊严")\n', path="articles/d/a.md", first_line=5
    )

    assert found.text.html.strip() == (
        '<figure><img src="kepu:articles/d/stove.svg" alt="烟囱的接法" loading="lazy">'
        "<figcaption>接口 &lt; 要糊严</figcaption></figure>"
    )
    assert found.body.pictures == (Link(target="stove.svg", line=6, text="烟囱的接法"),)


def test_picture_inside_a_sentence_stays_there() -> None:
    assert inner('看![图](a.png "题")这里') == (
        '看<img src="kepu:articles/disaster/a.png" alt="图" title="题" loading="lazy">这里'
    )


def test_rendering_alone_leaves_out_what_cannot_be_used() -> None:
    assert html("[点我](javascript:alert(1))和![图](http://a.cn/b.png)") == "<p>点我和图</p>"


def test_first_level_headings_are_lowered() -> None:
    assert html("# 大标题") == '<h2 id="da-biao-ti">大标题</h2>'
