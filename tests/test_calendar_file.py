"""content/calendar.csv: what a person may write, and what they are told otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from site_builder.errors import SiteError
from site_builder.memo import Memo
from site_builder.pipeline import build_hub
from site_builder.read import read_calendar
from site_builder.settings import Folder
from tests.calendar_rows import HEAD, WORDS, good, read
from tests.site_text import write_site


def test_a_row_says_when_for_how_long_on_what_and_for_whom(tmp_path: Path) -> None:
    (one,) = good(
        tmp_path, "crane,黑颈鹤越冬,season:10-25..03-31,150,黑颈鹤;观鸟、草海,school；market,x,以观察为准"
    ).occasions
    assert (one.id, one.name, one.window, one.is_season) == ("crane", "黑颈鹤越冬", 150, True)
    assert one.topics == ("黑颈鹤", "观鸟", "草海")
    assert (one.audience, one.units, one.note) == (("school", "market"), ("x",), "以观察为准")


def test_a_hub_without_a_calendar_has_none(tmp_path: Path) -> None:
    assert read_calendar(tmp_path, WORDS, Memo(tmp_path / "memo"))[0].occasions == ()


def test_comments_empty_rows_short_rows_and_columns_in_any_order_are_read(tmp_path: Path) -> None:
    calendar, problems = read(
        tmp_path, "# 说明,,", "", ",,", "fixed:11-09,fire,消防日", head="rule,id,name,note"
    )
    assert not problems
    assert [(one.name, one.line) for one in calendar.occasions] == [("消防日", 5)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_table_as_any_office_program_saves_it_is_read(tmp_path: Path, encoding: str) -> None:
    text = f"{HEAD}\r\nfire,全国消防日,fixed:11-09,14,火灾\r\n"
    (tmp_path / "calendar.csv").write_bytes(text.encode(encoding))
    calendar, problems = read_calendar(tmp_path, WORDS, Memo(tmp_path / "memo"))
    assert [one.name for one in calendar.occasions] == ["全国消防日"]
    assert not [problem for problem in problems if problem.severity == "error"]


@pytest.mark.parametrize(
    ("row", "message", "hint"),
    [
        ("a,甲,fixed:02-30", "there is no such day: 02-30", "fixed:11-09"),
        ("a,甲,fixed:13-01", "there is no such day: 13-01", "fixed:11-09"),
        ("a,甲,range:06-01..06-31", "there is no such day: 06-31", "range:"),
        ("a,甲,season:00-10..03-01", "there is no such day: 00-10", "season:"),
        ("a,甲,lunar:01-31", "there is no such day: 01-31", "lunar:09-09"),
        ("a,甲,on:2027-02-29", "there is no such day: 2027-02-29", "on:2027-05-22"),
        ("a,甲,on:2027-05-30..2027-05-22", "the last day stands before the first one", "on:2027-05-22"),
        ("a,甲,nth:05-sun-5", "the rule is written wrongly: nth:05-sun-5", "nth:05-sun-3"),
        ("a,甲,nth:13-sun-1", "there is no such day: 13-01", "nth:05-sun-3"),
        ("a,甲,nth:05-son-3", "the rule is written wrongly", "nth:05-sun-3"),
        ("a,甲,term:请明", "there is no solar term “请明”", "term:清明"),
        ("a,甲,fixed:11-09..11-10", "the rule is written wrongly", "fixed:11-09"),
        ("a,甲,range:11-09", "the rule is written wrongly", "range:03-22..03-28"),
        ("a,甲,fixd:11-09", "there is no such rule: fixd:11-09", "fixed:11-09"),
        ("a,甲,11月9日", "there is no such rule: 11月9日", "fixed:11-09"),
        ("a,甲,", "there is no such rule: ", "announced"),
        ("a,甲,announced:05-20", "“announced” names no day: 05-20", "id,,on:2027-05-22"),
        ("火,甲,fixed:11-09", "id must be lower-case letters, digits and hyphens: 火", "fire-day"),
        ("a,,fixed:11-09", "name is empty", "write a name"),
        ("a,,on:2027-05-22", "name is empty", "stands above"),
        ("a,甲,fixed:11-09,0", "window_days must be a whole number from 1 to 366: 0", "7"),
        ("a,甲,fixed:11-09,七", "window_days must be a whole number from 1 to 366: 七", "7"),
        ("a,甲,fixed:11-09,7,,schol", "audience cannot be “schol”", "did you mean school?"),
        ("a,甲,fixed:11-09,7,,,z", "units cannot be “z”", "write one of: city, x"),
        ('a,"甲,fixed:11-09', "a quotation mark is not closed", "“"),
        ("a,甲,fixed:11-09,7,火灾,school,x,注,多出来的", "the row has more cells than the head: 9", "with ;"),
    ],
)
def test_a_mistake_is_told_at_its_line_with_what_to_write(
    tmp_path: Path, row: str, message: str, hint: str
) -> None:
    calendar, (found,) = (
        read(tmp_path, "ok,好,fixed:01-01", row, "last,末,fixed:01-02")
        if '"' not in row
        else read(tmp_path, "ok,好,fixed:01-01", row)
    )
    assert found.where == "content/calendar.csv:3"
    assert message in found.message
    assert hint in found.hint
    assert calendar.occasions[0].id == "ok"


def test_a_column_that_is_unknown_or_missing_is_told(tmp_path: Path) -> None:
    _calendar, problems = read(tmp_path, head="id,name,rul")
    assert [(p.where, p.message) for p in problems] == [
        ("content/calendar.csv:1", "unknown column: rul"),
        ("content/calendar.csv:1", "the column rule is missing"),
    ]
    assert problems[0].hint == "did you mean rule?"


def test_the_same_id_twice_is_told_with_the_first_line(tmp_path: Path) -> None:
    _calendar, (found,) = read(tmp_path, "a,甲,fixed:01-01", "a,乙,fixed:01-02")
    assert (found.where, found.message) == (
        "content/calendar.csv:3",
        "the id “a” is taken: it stands in line 2",
    )


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\xff\xff\xff", b"a\0b"])
def test_what_is_no_table_says_how_to_save_one(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "calendar.csv").write_bytes(data)
    (found,) = read_calendar(tmp_path, WORDS, Memo(tmp_path / "memo"))[1]
    assert "CSV" in found.hint


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "calendar.csv").mkdir()
    (found,) = read_calendar(tmp_path, WORDS, Memo(tmp_path / "memo"))[1]
    assert found.where == "content/calendar.csv"


def test_a_build_tells_mistakes_of_calendar_tree_and_texts_together_and_writes_nothing(
    tmp_path: Path,
) -> None:
    write_site(
        tmp_path,
        """\
        -- content/hub.toml --
        name = "甲"
        -- content/units.toml --
        [[audiences]]
        id = "school"
        name = "学校"
        -- content/calendar.csv --
        id,name,rule
        a,甲,fixed:02-30
        -- content/articles/health/a.md --
        ---
        title: 题目
        date: 2026-11-01
        audience: [schol]
        ---
        正文。
        """,
    )
    with pytest.raises(SiteError) as caught:
        build_hub(Folder(tmp_path), today=date(2026, 11, 23))
    assert [(p.where, p.message) for p in caught.value.problems] == [
        ("content/articles/health/a.md:4", "audience cannot be “schol”"),
        ("content/calendar.csv:2", "there is no such day: 02-30"),
    ]
    assert not (tmp_path / "output/site/index.html").exists()
