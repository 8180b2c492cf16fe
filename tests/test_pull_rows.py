"""What is read from the HTML of a list page, without a network."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.pull.lists.addresses import is_article, is_own
from site_builder.pull.lists.choice import chosen
from site_builder.pull.lists.pager import next_page
from site_builder.pull.lists.rows import Page, all_rows
from site_builder.pull.tree import base_of, drop_unseen, page_tree
from tests.gov_site import FOOT, MENU, SIDE

URL = "http://h.example.cn/kp/"


def page(inner: str, url: str = URL) -> Page:
    text = f"<html><title>列表</title><body>{MENU}{SIDE}{inner}{FOOT}</body></html>"
    tree = page_tree(text)
    drop_unseen(tree)
    return Page(text, tree, url, base_of(tree, url), date(2026, 11, 23))


def rows(inner: str) -> list[tuple[str, str]]:
    """Return title and day of what is found, without the last two rows of each test, which are alike."""
    return [(row.title, str(row.date or "")) for row in chosen(all_rows(page(inner)))]


def listed(first: str) -> list[tuple[str, str]]:
    """Return what is found of a list whose first line is given; two ordinary ones follow."""
    more = "".join(
        f'<li><a href="t2026111{n}_{n}.html">后面的第{n}篇文章</a> 2026-11-1{n}</li>' for n in (1, 2)
    )
    found = rows(f'<ul class="l"><li>{first}</li>{more}</ul>')
    assert found[-2:] == [("后面的第1篇文章", "2026-11-11"), ("后面的第2篇文章", "2026-11-12")]
    return found[:-2]


@pytest.mark.parametrize(
    ("beside", "day"),
    [
        ("2026-11-03", "2026-11-03"),
        ("[2026/11/3]", "2026-11-03"),
        ("2026年11月03日 08:30", "2026-11-03"),
        ("2026.11.03", "2026-11-03"),
        ("发布时间：2026-11-03 来源：气象局", "2026-11-03"),
        ("11-03", "2026-11-03"),
        ("(11/3)", "2026-11-03"),
        ("11月3日", "2026-11-03"),
        ("12-25", "2025-12-25"),  # a list does not know what will be
        ("11-28", "2026-11-28"),  # but may announce
        ("<b>03</b><i>2026-11</i>", "2026-11-03"),
        ("<b>2026.11</b> <i>03</i>", "2026-11-03"),
        ("<!-- 3 -->2026-11-03", "2026-11-03"),
        ("08:30", ""),
        ("13-45", ""),
        ("1.5万", ""),
        ("11.03", "2026-11-03"),
        ("", ""),
    ],
)
def test_the_day_beside_a_link(beside: str, day: str) -> None:
    behind = listed(f'<a href="/a/content_7.html">一篇文章的标题</a><span>{beside}</span>')
    before = listed(f'<span>{beside}</span><a href="/a/content_7.html">一篇文章的标题</a>')

    assert behind == before == [("一篇文章的标题", day)]


def test_the_day_in_the_address_counts_where_none_is_shown_and_not_before_one_that_is() -> None:
    assert listed('<a href="/a/202611/t20261103_7.html">一篇文章的标题</a>') == [
        ("一篇文章的标题", "2026-11-03")
    ]
    assert listed('<a href="/a/t20261103_7.html">一篇文章的标题</a>2020-01-02') == [
        ("一篇文章的标题", "2020-01-02")
    ]
    assert listed('<a href="/art/2026/1/3/art_7_8.html">一篇文章的标题</a>') == [
        ("一篇文章的标题", "2026-01-03")
    ]


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ('<a href="{}"> · 看得全的标题</a>', "看得全的标题"),
        ('<a href="{}" title="看得全的标题其实更长">看得全的标题…</a>', "看得全的标题其实更长"),
        ('<a href="{}" title="看得全的标题其实更长">看得全的标...</a>', "看得全的标题其实更长"),
        ('<a href="{}" title="点击查看详情">看得全的标题</a>', "看得全的标题"),
        (
            '<a href="{}" title="标题：看得全的标题&#10;作者：甲&#10;日期：2026-11-03"><img></a>',
            "看得全的标题",
        ),
        ('<a href="{}"><img alt="看得全的标题"></a>', "看得全的标题"),
        ('<a href="{}">看得全的标题<font>2026-11-03</font></a>', "看得全的标题"),
        ('<a href="{}"><font>2026年11月03日</font>看得全的标题</a>', "看得全的标题"),
        ('<a href="{}">看得全的标题 [2026-11-03]</a>', "看得全的标题"),
        ('<a href="{}">停水通知（2026年11月03日）</a>', "停水通知（2026年11月03日）"),
        ('<a href="{}"><h4>看得全的标题</h4><p>摘要摘要摘要摘要</p></a>', "看得全的标题"),
        (
            '<a href="{}"><div class="tit">看得全的标题</div><p>' + "摘要很长。" * 20 + "</p></a>",
            "看得全的标题",
        ),
    ],
)
def test_the_title_of_a_link(link: str, title: str) -> None:
    assert listed(link.format("/a/t20261103_7.html")) == [(title, "2026-11-03")]


def test_a_date_inside_a_title_is_not_the_day_of_the_article() -> None:
    found = listed('<a href="/a/content_7.html">回顾2008-05-12那一天的故事</a> 2026-11-03')
    assert found == [("回顾2008-05-12那一天的故事", "2026-11-03")]


def test_menus_side_columns_and_pagers_are_no_lists() -> None:
    assert rows("") == []
    assert (
        rows(
            '<p><a href="index_1.html">下一页</a><a href="?id=3">健康科普</a><a href="?id=4">农业科普</a></p>'
        )
        == []
    )
    assert (
        rows(
            '<ul class="menu">'
            + "".join(f'<li><a href="/zt/{n}/">专题专栏之{n}号</a></li>' for n in range(9))
        )
        == []
    )


def test_the_heaviest_of_several_lists_is_meant() -> None:
    hot = "".join(f'<li><a href="/x/t2026110{n}_1.html">右边栏里的热点文章{n}</a></li>' for n in range(1, 9))
    own = "".join(
        f'<li><a href="t2026110{n}_2.html">栏目自己的文章{n}</a>2026-11-0{n}</li>' for n in range(1, 4)
    )
    found = rows(f'<div class="r"><ul>{hot}</ul></div><div class="l"><ul class="u">{own}</ul></div>')

    assert [title for title, _day in found] == ["栏目自己的文章1", "栏目自己的文章2", "栏目自己的文章3"]


def test_a_list_cut_into_blocks_of_five_is_one() -> None:
    lines = [
        f'<li><a href="t202611{n:02}_2.html">栏目自己的文章{n}</a>2026-11-{n:02}</li>' for n in range(1, 16)
    ]
    blocks = "".join(f"<ul class='u'>{''.join(lines[n : n + 5])}</ul><hr>" for n in (0, 5, 10))

    assert len(rows(f"<div class='l'>{blocks}</div>")) == 15


@pytest.mark.parametrize(
    "url",
    [
        "http://h/kp/202611/t20261120_123.shtml",
        "http://h/art_0123456789abcdef0123456789abcdef.html",
        "http://h/art/2026/11/20/art_12_345.html",
        "http://h/2026-11/20/content_12345.htm",
        "http://h/n1/2026/1120/c1007-40000000.html",
        "http://h/rumor/rumordetail?id=ab12",
        "http://h/info/1021/34567.htm",
        "http://h/show.asp?newsid=7",
    ],
)
def test_addresses_of_articles(url: str) -> None:
    assert is_article(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://h/",
        "http://h/kp/",
        "http://h/kp/index_12.shtml",
        "http://h/2026/index.html",
        "http://h/kp/list.html",
        "http://h/about.html",
        "http://h/202611/",
    ],
)
def test_addresses_of_sections(url: str) -> None:
    assert not is_article(url)


def test_which_hosts_are_a_sources_own() -> None:
    home = "http://www.h.example.cn/kp/"
    assert is_own("https://h.example.cn/a", home)
    assert not is_own("https://kjj.h.example.cn/a", home)
    assert is_own("https://kjj.h.example.cn/a", home, ["h.example.cn"])
    assert not is_own("https://evil-h.example.cn/a", home, ["h.example.cn"])
    assert not is_own("http://[", home)


@pytest.mark.parametrize(
    ("inner", "following"),
    [
        ('<a href="2.html">下一页</a>', URL + "2.html"),
        ('<a href="2.html" title="下一页"><img></a>', URL + "2.html"),
        ('<a rel="next" href="2.html">→</a>', URL + "2.html"),
        ('<a href="2.html">[下一页]</a>', URL + "2.html"),
        ('<a href="9.html">下5页</a>', ""),
        ('<a href="javascript:next()">下一页</a>', ""),
        ('<a href="#">下一页</a>', ""),
        ('<a href="index_1.shtml">2</a>', URL + "index_1.shtml"),
        ("<script>createPageHTML(4, 0, 'index', 'shtml')</script>", URL + "index_1.shtml"),
        ("<script>createPageHTML('page', 4, 3, 'index', 'shtml', 60)</script>", ""),
        ("<script>var currentPage = 1;//n\nvar countPage = 3//m</script>", URL + "index_2.html"),
        ("", ""),
    ],
)
def test_the_next_page(inner: str, following: str) -> None:
    assert next_page(page(inner)) == following
