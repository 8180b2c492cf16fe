"""A poster's Markdown as the parts that a sheet and a screen show."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.errors import Problem
from site_builder.model import Block, Figure, Figures, Grade, Grades, Poster
from site_builder.read import Texts, Words, read_hub
from site_builder.read.notes import suggest
from tests.site_text import write_site

STOVE = """
-- content/articles/health/stove.md --
---
title: 烤火
date: 2026-11-01
---
正文。
-- content/posters/stove.md --
---
title: 冬天烤火，先看烟囱
highlight: 烟囱
subtitle: 烟囱通 · 留条缝·睡前熄火
kicker: 冬季取暖安全
theme: fire
art: stove
article: articles/health/stove.md
date: 2026-11-02
phones: ["急救 120", "消防救援 119"]
qr_text: 扫码看全文
---
烧煤会生出一氧化碳，
没有**颜色**、没有气味。

## 烟囱通 {.do icon=chimney}
煤炉烟囱要伸到屋外。

短：通屋外，不漏烟

## 不闷火 {.dont icon=no-bed}
睡前把炭火熄掉，
端到屋外。
短：睡前熄火

## 早认出 {icon=headache}
头痛头晕。

一屋几个人都不舒服，先想到煤气。

## 快救人 {.do icon=phone}
马上打 120。

"""
GRADES = """
## 中毒轻重看得出 {.grades note="越往右越危险，都要离开屋子"}
| 程度 | 情况 | 表现 | 怎么办 |
| --- | --- | --- | --- |
| 起初 | 出屋会好些 | 头晕 | 离屋透气 |
| 危重 | 叫不醒 | 昏迷 | 侧卧等急救 |
"""
NUMBERS = """
## 记住三个数 {.numbers}
| 数字 | 说明 |
| --- | --- |
| 15 分钟 | 冲洗伤口 |
| 24 小时 | 尽早打针 |
| 0.1% | 浓度 |
| 120 | 急救电话 |
"""


def read_poster(root: Path, text: str) -> Poster:
    write_site(root, text)
    hub, problems = read_hub(root / "content", Words())
    assert problems == ()
    return hub.posters[0]


def problems_of(root: Path, old: str, new: str) -> tuple[Problem, ...]:
    """Return what is told of the sample with a part of it written otherwise."""
    assert old in STOVE
    write_site(root, STOVE.replace(old, new))
    return read_hub(root / "content", Words())[1]


def test_front_matter_of_a_poster_is_read(tmp_path: Path) -> None:
    poster = read_poster(tmp_path, STOVE)

    assert poster.subtitle == ("烟囱通", "留条缝", "睡前熄火")
    assert (poster.kicker, poster.highlight, poster.theme) == ("冬季取暖安全", "烟囱", "fire")
    assert (poster.art, poster.article) == ("stove", "articles/health/stove.md")
    assert poster.phones == ("急救 120", "消防救援 119")
    assert (poster.slug, poster.qr_text) == ("stove", "扫码看全文")


def test_lead_and_blocks_are_plain_text_with_their_lines(tmp_path: Path) -> None:
    poster = read_poster(tmp_path, STOVE)

    assert poster.lead == "烧煤会生出一氧化碳，没有颜色、没有气味。"
    assert poster.blocks == (
        Block(
            heading="烟囱通",
            kind="do",
            icon="chimney",
            text="煤炉烟囱要伸到屋外。",
            short="通屋外，不漏烟",
            line=16,
        ),
        Block(
            heading="不闷火",
            kind="dont",
            icon="no-bed",
            text="睡前把炭火熄掉，端到屋外。",
            short="睡前熄火",
            line=21,
        ),
        Block(
            heading="早认出",
            kind="plain",
            icon="headache",
            text="头痛头晕。一屋几个人都不舒服，先想到煤气。",
            short="",
            line=26,
        ),
        Block(heading="快救人", kind="do", icon="phone", text="马上打 120。", short="", line=31),
    )
    assert poster.grades is None
    assert poster.figures is None


def test_table_of_grades_is_read_from_mild_to_severe(tmp_path: Path) -> None:
    poster = read_poster(tmp_path, STOVE + GRADES)

    assert poster.grades == Grades(
        title="中毒轻重看得出",
        note="越往右越危险，都要离开屋子",
        columns=("程度", "情况", "表现", "怎么办"),
        rows=(
            Grade(name="起初", note="出屋会好些", figure="头晕", action="离屋透气"),
            Grade(name="危重", note="叫不醒", figure="昏迷", action="侧卧等急救"),
        ),
        line=35,
    )
    assert len(poster.blocks) == 4


def test_numbers_are_parted_from_their_units(tmp_path: Path) -> None:
    poster = read_poster(tmp_path, STOVE + NUMBERS)

    assert isinstance(poster.figures, Figures)
    assert poster.figures.rows == (
        Figure(value="15", unit="分钟", label="冲洗伤口"),
        Figure(value="24", unit="小时", label="尽早打针"),
        Figure(value="0.1%", unit="", label="浓度"),
        Figure(value="120", unit="", label="急救电话"),
    )


def test_a_number_may_be_a_word_of_its_own(tmp_path: Path) -> None:
    poster = read_poster(tmp_path, STOVE + NUMBERS.replace("15 分钟", "数千 年").replace("24 小时", "约十万"))

    assert isinstance(poster.figures, Figures)
    assert [(row.value, row.unit) for row in poster.figures.rows[:2]] == [("数千", "年"), ("约十万", "")]


def test_body_of_a_poster_reads_without_braces_and_short_forms(tmp_path: Path) -> None:
    poster = read_poster(tmp_path, STOVE + GRADES)

    text = Texts(tmp_path / "content").of(poster)
    assert "短：" not in text.html
    assert "{" not in text.html
    assert '<h2 class="do" id="yan-cong-tong">烟囱通</h2>' in text.html
    assert "<strong>颜色</strong>" in text.html
    assert "睡前把炭火熄掉，端到屋外。" in text.words
    assert "icon" not in text.html


def test_a_poster_without_drawing_has_the_plain_one(tmp_path: Path) -> None:
    assert read_poster(tmp_path, STOVE.replace("art: stove\n", "")).art == "plain"


def test_odd_number_of_blocks_and_private_telephones_are_warned_about(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        STOVE.replace("急救 120", "张三 139 0000 0000").replace(
            "## 快救人 {.do icon=phone}\n马上打 120。\n", ""
        ),
    )

    hub, problems = read_hub(tmp_path / "content", Words())

    assert len(hub.posters) == 1
    assert [(problem.where, problem.severity) for problem in problems] == [
        ("content/posters/stove.md:10", "warning"),
        ("content/posters/stove.md:26", "warning"),
    ]
    assert "private number" in problems[0].message
    assert "3 blocks" in problems[1].message


def test_a_long_text_and_a_nameless_telephone_number_are_warned_about(tmp_path: Path) -> None:
    long, nameless = (
        problems_of(tmp_path, "马上打 120。", f"马上打 120，{'说清地方和人数，' * 8}不要先挂。"),
        problems_of(tmp_path, '["急救 120", "消防救援 119"]', "[急救 120, 12345]"),
    )
    assert [(one.message, one.severity) for one in (*long, *nameless)] == [
        ("the text of the block is long: 77 characters", "warning"),
        ("the telephone number does not say whose it is: 12345", "warning"),
    ]


def test_a_poster_without_title_is_not_told_what_the_title_lacks(tmp_path: Path) -> None:
    found = problems_of(tmp_path, "title: 冬天烤火，先看烟囱\n", "")
    assert [problem.message for problem in found] == ["title is missing"]


def test_an_article_that_is_a_web_address_is_told_in_short(tmp_path: Path) -> None:
    address = f"https://kepu.example.cn/{'a' * 900}"
    (found,) = problems_of(tmp_path, "article: articles/health/stove.md", f"article: {address}")
    assert "article is the path of a text of this hub, not a web address: https://kepu" in found.message
    assert len(found.message) < 150
    assert found.hint == "write it like this: articles/health/rabies.md"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("water-tap", "tap"),
        ("fire-extinguisher", "extinguisher"),
        ("touch", "no-touch"),
        ("Windows", "window"),
    ],
)
def test_an_icon_of_nearly_the_same_name_or_with_the_same_word_is_named(written: str, meant: str) -> None:
    known = ("bag", "no-bed", "no-touch", "extinguisher", "tap", "window")
    assert suggest(written, known) == f"did you mean {meant}?"


def test_poster_without_closed_braces_tells_the_heading_as_written(tmp_path: Path) -> None:
    write_site(tmp_path, STOVE.replace("{.do icon=chimney}", "{.do icon=}"))

    _hub, problems = read_hub(tmp_path / "content", Words())

    assert [problem.where for problem in problems] == ["content/posters/stove.md:16"]
    assert "烟囱通 {.do icon=}" in problems[0].message


@pytest.mark.parametrize(
    ("named", "there", "hint"),
    [
        ("stoves.md", "stove.md", "did you mean articles/health/stove.md?"),
        ("stove.md", "stove/index.md", "did you mean articles/health/stove/index.md?"),
        ("rabies.md", "stove.md", "write the way below content/"),
        ("rabies/index.md", "stove/index.md", "write the way below content/"),
    ],
)
def test_only_an_article_of_nearly_the_same_name_is_taken_for_the_one_that_is_gone(
    tmp_path: Path, named: str, there: str, hint: str
) -> None:
    text = STOVE.replace("articles/health/stove.md --", f"articles/health/{there} --")
    write_site(
        tmp_path, text.replace("article: articles/health/stove.md", f"article: articles/health/{named}")
    )
    problems = read_hub(tmp_path / "content", Words())[1]
    assert [problem.hint for problem in problems if "there is no file" in problem.message] == [hint]
