"""Every link inside the hub leads to a file that is there."""

from __future__ import annotations

import pytest

from site_builder.check import RULES
from site_builder.model import Link
from tests.checked_hub import article, hub_with, told

PAGE = "articles/health/a.html"


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="b.html">乙</a>',
        '<a href="../../index.html?q=1#top">首页</a>',
        '<a href="%62.html">乙</a>',
        '<a href="#here">这里</a>',
        '<a href="">本页</a>',
        '<a href="https://www.who.int/">WHO</a>',
        '<a href="mailto:office@example.cn">写信</a>',
        '<a href="tel:120">120</a>',
        '<link rel="stylesheet" href="../../assets/hub.css">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">',
    ],
)
def test_a_link_that_leads_somewhere_is_no_problem(tag: str) -> None:
    site = {PAGE: tag, "articles/health/b.html": "", "index.html": "", "assets/hub.css": ""}
    assert told("links", hub_with(site=site)) == []


@pytest.mark.parametrize(
    "url", ["c.html", "../health/c.html", "/%2e%2e/c.html"[1:], "b.HTML", "../../../outside.html"]
)
def test_a_link_that_leads_nowhere_names_the_page_and_its_line(url: str) -> None:
    site = {PAGE: f'<!doctype html>\n<p>甲\n<a href="{url}">丙</a>', "articles/health/b.html": ""}
    assert told("links", hub_with(site=site)) == [
        ("error", f"output/site/{PAGE}:3", f"the link leads nowhere: {url}")
    ]


def test_a_link_written_in_a_text_is_told_at_its_line_there() -> None:
    text = article("a", links=[Link(target="form.pdf", line=12, text="表")])
    checked = hub_with([text], site={PAGE: '<a href="form.pdf">表</a>'})
    assert [where for _severity, where, _message in told("links", checked)] == [
        "content/articles/health/a.md:12"
    ]


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="x.js"></script>',
        '<link rel="stylesheet" href="x.css">',
        '<div style="background: url(x.png)"></div>',
        '<style>body { background: url("x.png") }</style>',
        '<form action="x.html"></form>',
    ],
)
def test_what_a_page_loads_must_be_there_too(tag: str) -> None:
    assert len(told("links", hub_with(site={PAGE: tag}))) == 1


def test_a_style_sheet_is_read_too() -> None:
    site = {
        "assets/hub.css": "@font-face { src: url(han.woff2) }\n@import 'more.css';",
        "assets/more.css": "",
    }
    assert told("links", hub_with(site=site)) == [
        ("error", "output/site/assets/hub.css", "the link leads nowhere: han.woff2")
    ]


def test_the_page_that_was_probably_meant_is_named() -> None:
    checked = hub_with(site={"stove.html": "", "index.html": '<a href="stvoe.html">炉</a>'})
    assert [problem.hint for problem in RULES["links"].find(checked)] == ["did you mean stove.html?"]


def test_a_file_in_another_folder_is_named_with_the_way_there() -> None:
    checked = hub_with(
        site={"articles/farming/stove.html": "", PAGE: '<a href="../farming/stvoe.html">炉</a>'}
    )
    hints = [problem.hint for problem in RULES["links"].find(checked)]
    assert hints == ["did you mean ../farming/stove.html?"]
