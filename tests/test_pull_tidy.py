"""What surrounds an article on its page goes; who made it is kept; its words stay."""

from __future__ import annotations

import pytest

from site_builder.pull.foreign import clean_tree
from site_builder.pull.markdown import to_markdown
from site_builder.pull.page import read_page
from site_builder.pull.tidy import credits_in
from tests.gov_site import One, article_page
from tests.pull_hub import prove

URL = "http://h.example.cn/kp/t20261120_1.html"
WORDS = "<p>冬天烤火先看烟囱，门窗要留一条缝，睡前把火熄掉，家里有人头痛就开窗透气。</p>" * 3


def body(text: str) -> str:
    item = read_page(article_page(One("/1", "烤火先看烟囱", text=text)).body.decode(), URL)
    return to_markdown(clean_tree(item.content, item.base), prove)


@pytest.mark.parametrize(
    "furniture",
    [
        "<p>【字体：<a href=#>大</a> <a href=#>中</a> <a href=#>小</a>】</p>",
        "<div>字号：A+ A-</div>",
        "<div>分享到：<ul><li>微信</li><li>新浪微博</li><li>QQ空间</li></ul></div>",
        "<p>【打印】【关闭窗口】</p>",
        "<p>[打印本页] [关闭本页] [返回顶部]</p>",
        "<div class='bdsharebuttonbox'><a>分享</a></div>",
        "<p>上一篇：<a href='/2.html'>另一篇很长很长的文章</a></p><p>下一篇：没有了</p>",
        "<ul><li>上一条： 甲</li><li>下一条： 乙</li></ul>",
        "<p>扫一扫在手机打开当前页</p>",
        "<p>浏览次数：1234</p>",
        "<p>（责任编辑：某甲）</p>",
        "<p>来源：某某市气象局　责任编辑：某甲</p>",
        "<p>来源：某某日报 | 作者：某乙 | 编辑：某甲</p>",
    ],
)
def test_buttons_neighbours_and_credits_are_not_part_of_the_text(furniture: str) -> None:
    assert body(furniture + WORDS) == body(WORDS + furniture) == body(WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "<p>关闭</p>",
        "<p>上一篇文章讲过烟囱。</p>",
        "<p>大</p><p>中</p><p>小</p>",
        "<p>打印件请交到窗口。</p>",
        "<ul><li>微信</li><li>短信</li></ul>",
        "<p>来源：" + "煤炉、柴火和没有烟囱的炭盆都会放出看不见的一氧化碳。" * 4 + "</p>",
        "<p>编辑：要把话说短。这一条是写给各村通讯员的，不是署名。</p>",
        "<table><tr><td>来源：煤炉</td><td>后果</td></tr></table>",
        "<p>责任编辑：<img src=/a.jpg alt=照片上的编辑部></p>",
    ],
)
def test_words_that_only_look_like_furniture_stay(text: str) -> None:
    assert len(body(WORDS + text)) > len(body(WORDS))


def test_a_fact_in_the_middle_is_no_credit() -> None:
    assert "来源：煤炉" in body(WORDS * 5 + "<p>来源：煤炉</p>" + WORDS * 5)


@pytest.mark.parametrize(
    ("words", "publisher", "author", "editor"),
    [
        ("责任编辑：某甲", "", "", "某甲"),
        ("（责编：某甲、某乙）", "", "", "某甲、某乙"),
        ("来源：某某市气象局", "某某市气象局", "", ""),
        ("信息来源: 某某市气象局 编辑: 某甲", "某某市气象局", "", "某甲"),
        ("【作者：某乙】【编辑：某甲】", "", "某乙", "某甲"),
        ("文/某乙 编辑/某甲", "", "某乙", "某甲"),
    ],
)
def test_who_made_a_text(words: str, publisher: str, author: str, editor: str) -> None:
    found = credits_in(words)

    assert found is not None
    assert (found.publisher, found.author, found.editor) == (publisher, author, editor)


def test_credits_below_the_title_and_in_the_text_are_told_apart_from_words() -> None:
    page = article_page(One("/1", "烤火先看烟囱", text=WORDS + "<p>责任编辑：某甲</p>")).body.decode()
    page = page.replace('<meta name="ContentSource" content="某某市气象局">', "")
    item = read_page(page, URL)

    assert (item.publisher, item.editor, item.author) == ("某某市气象局", "某甲", "")


def test_files_beside_the_text_are_linked_and_named_by_their_kind() -> None:
    page = article_page(One("/1", "烤火先看烟囱", text=WORDS)).body.decode()
    page = page.replace(
        '<div class="tools">',
        '<div class="fj">附件：<a href="/P02.pdf">取暖指南</a></div><div class="tools">',
    )
    item = read_page(page, URL)
    text = to_markdown(clean_tree(item.content, item.base), prove)

    assert text.endswith("\n\n[取暖指南（PDF）](http://h.example.cn/P02.pdf)")
