"""A calendar for tests, written as a hub writes it."""

from __future__ import annotations

from pathlib import Path

from site_builder.errors import Problem
from site_builder.memo import Memo
from site_builder.model import Calendar
from site_builder.read import Words, read_calendar

HEAD = "id,name,rule,window_days,topics,audience,units,note"
WORDS = Words(audiences=("school", "market"), units=("city", "x", "y", "xt", "xv", "yv"))


def read(
    root: Path, *rows: str, head: str = HEAD, words: Words = WORDS
) -> tuple[Calendar, tuple[Problem, ...]]:
    """Return the calendar of rows, and what is told of them; the head is line 1."""
    (root / "calendar.csv").write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return read_calendar(root, words, Memo(root / "memo"))


def good(root: Path, *rows: str) -> Calendar:
    """Return the calendar of rows that have no mistake."""
    calendar, problems = read(root, *rows)
    assert not problems
    return calendar
