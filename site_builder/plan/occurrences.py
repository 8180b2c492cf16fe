"""When the occasions of the calendar fall, and from when their posters hang."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from site_builder.model import Calendar, Occasion
from site_builder.model.calendar import Announced, Day, Days, Lunar, Nth, Span, Term, Year
from site_builder.plan.words import YEAR, day_words, days_words

WEEK = 7


class Occurrence(NamedTuple):
    """An occasion in one year, from `start` to `end`; its posters hang from `hang` until `end`."""

    occasion: Occasion
    start: date
    end: date
    hang: date

    @property
    def down(self) -> date:
        """Return the day on which its posters come down."""
        return self.end + timedelta(days=1)

    @property
    def months(self) -> frozenset[int]:
        """Return the months in which its posters hang."""
        count = (self.end.year - self.hang.year) * YEAR + self.end.month - self.hang.month
        return frozenset((self.hang.month - 1 + step) % YEAR + 1 for step in range(count + 1))

    @property
    def days(self) -> str:
        """Return its days without the year: `11月9日`, `3月22日至28日`, `4月`, `11月1日至次年3月15日`."""
        first, last = self.start, self.end
        if first.day == 1 and last.day > 1 and last == _last_of(first.year, first.month):
            return f"{first.month}月"
        words = (
            days_words(first, last) if first.year == last.year else f"{day_words(first)}至{day_words(last)}"
        )
        return words.replace(f"{first.year}年", "").replace(f"{last.year}年", "次年")

    @property
    def why(self) -> str:
        """Return why something hangs: `11月9日 全国消防日`, `一氧化碳高发期`."""
        return self.occasion.name if self.occasion.is_season else f"{self.days} {self.occasion.name}"


def occurrences(calendar: Calendar, first: date, last: date) -> list[Occurrence]:
    """Return what hangs on any day from first to last, in the order of its days."""
    found = [
        one
        for occasion in calendar.occasions
        for one in _of(occasion, range(first.year - 1, last.year + 2), calendar.almanac)
        if one.hang <= last and one.end >= first
    ]
    return sorted(found, key=lambda one: (one.start, one.end, one.occasion.id))


def unknown_in(calendar: Calendar, first: date, last: date) -> list[Occasion]:
    """Return the occasions whose days are made known each year, but are not for any year of that time."""
    years = range(first.year, last.year + 1)
    return [
        occasion
        for occasion in calendar.occasions
        if isinstance(occasion.rule, Announced) and not any(days.first.year in years for days in occasion.on)
    ]


def _of(occasion: Occasion, years: range, almanac: Callable[[int], Year]) -> Iterator[Occurrence]:
    known: dict[int, list[Days]] = {}
    for days in occasion.on:
        known.setdefault(days.first.year, []).append(days)
    for year in years:
        ruled = known.get(year)
        for days in ruled if ruled is not None else _by_rule(occasion, year, almanac):
            hang = min(days.first, days.last - timedelta(days=occasion.window - 1))
            yield Occurrence(occasion, days.first, days.last, hang)


def _by_rule(occasion: Occasion, year: int, almanac: Callable[[int], Year]) -> Iterator[Days]:
    """Yield the days that begin in a year."""
    match occasion.rule:
        case Span(start, end):
            first = _day_of(year, start)
            last = _end_of(year + (end < start), end)
            if first and first <= last:
                yield Days(first, last)
        case Nth(month, weekday, number):
            day = _nth(year, month, weekday, number=number)
            yield Days(day, day)
        case Term(name):
            day = almanac(year).terms[name]
            yield Days(day, day)
        case Lunar(Day(month, number)):
            found = almanac(year).months[month]
            day = found.first + timedelta(days=min(number, found.days) - 1)
            yield Days(day, day)
        case _:
            return


def _day_of(year: int, day: Day) -> date | None:
    """Return a day of a year, None for 29 February in most."""
    return date(year, *day) if day.day <= monthrange(year, day.month)[1] else None


def _end_of(year: int, day: Day) -> date:
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _nth(year: int, month: int, weekday: int, *, number: int) -> date:
    if number < 0:
        last = _last_of(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % WEEK)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % WEEK + WEEK * (number - 1))


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def month_after(day: date, count: int = 1) -> date:
    """Return the first day of the month that is `count` behind that of a day."""
    months = day.year * YEAR + day.month - 1 + count
    return date(months // YEAR, months % YEAR + 1, 1)
