"""The science days and local seasons of a year, each with the rule that says when it falls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from site_builder.model.value import Value

TERMS = (
    "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
    "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
)  # fmt: skip


class Day(NamedTuple):
    """A day of any year, of our calendar or of the Chinese one."""

    month: int
    day: int


class Span(NamedTuple):
    """The same days each year, over the turn of the year where `end` stands before `start`."""

    start: Day
    end: Day


class Nth(NamedTuple):
    """The `number`th weekday (Monday is 0) of a month; -1 is the last one."""

    month: int
    weekday: int
    number: int


class Term(NamedTuple):
    """The day of a solar term, such as 清明."""

    name: str


class Lunar(NamedTuple):
    """A day of the Chinese calendar; the 30th of a month that has 29 is its last."""

    day: Day


class Announced(NamedTuple):
    """Days that are made known anew each year."""


class Days(NamedTuple):
    """The first and the last day of what takes place once."""

    first: dt.date
    last: dt.date


Rule = Span | Nth | Term | Lunar | Announced


class Occasion(Value, frozen=True, kw_only=True):
    """`window` is for how many days its posters hang, until its last day; a longer one has them all its days.

    `topics` are words that tags and titles of its posters have; `audience` and `units` whom it concerns,
    empty for all. `is_season` marks a time of year rather than a day. `on` are the days that were made known
    for single years; they stand in place of what the rule says of that year. `line` in
    content/calendar.csv.
    """

    id: str
    name: str
    rule: Rule
    window: int
    topics: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    note: str = ""
    is_season: bool = False
    on: tuple[Days, ...] = ()
    line: int = 0


class LunarMonth(NamedTuple):
    """A month of the Chinese calendar: its first day, and of how many days it is."""

    first: dt.date
    days: int


class Year(NamedTuple):
    """The `terms` of one of our years; by number the `months` of the Chinese year that begins in it."""

    terms: Mapping[str, dt.date]
    months: Mapping[int, LunarMonth]


def _no_almanac(year: int) -> Year:
    raise NotImplementedError(year)


class Calendar(NamedTuple):
    """The occasions of a hub, and what knows a Year; pure, whatever it remembers."""

    occasions: Sequence[Occasion] = ()
    almanac: Callable[[int], Year] = _no_almanac


NO_CALENDAR = Calendar()
