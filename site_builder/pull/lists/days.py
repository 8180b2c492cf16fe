"""The day that stands beside a link in a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from site_builder.pull.dates import day_in_url, day_of

_WHOLE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)日?")
_MONTH_APART = re.compile(r"(?<![\d.])(\d{1,2})\s+((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})(?!\s*[-/.月]?\d)")
_DAY_APART = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})月?\s+(\d{1,2})(?![\d:：])")
_YEARLESS = re.compile(  # 1.5 is a number, 01.05 a day
    r"(?<![\d.:：/-])(?:(\d{1,2})\s*[-/月]\s*(\d{1,2})|(\d\d)\.(\d\d))日?(?![\d:：%％]|\s*[-/.个岁])"
)
_AHEAD = timedelta(days=7)  # a list may announce; a later day is one of last year


def whole_day(text: str) -> str:
    """Return the first date with a year as it stands in text, empty when there is none."""
    found = _WHOLE.search(text)
    return found[0] if found else ""


def day_beside(
    after: str, before: str, hints: Iterable[str], *, url: str, today: date
) -> tuple[date | None, bool]:
    """Return the day of an article in a list, and whether it is shown there and not only in its address.

    `after` and `before` are the words of its row around the link, `hints` the title attributes in it. A date
    without a year is the last such day.
    """
    for text in (after, before, *hints):
        day = day_of(whole_day(text)) or _apart(text)
        if day:
            return day, True
    yearless = _yearless(after, today) or _yearless(before, today)
    return day_in_url(url) or yearless, yearless is not None


def _apart(text: str) -> date | None:
    """Read a day that is set in large type beside its year and month."""
    for pattern, order in ((_MONTH_APART, (1, 2, 0)), (_DAY_APART, (0, 1, 2))):
        found = pattern.search(text)
        if found:
            year, month, day = (int(found.groups()[place]) for place in order)
            return _date(year, month, day)
    return None


def _yearless(text: str, today: date) -> date | None:
    found = _YEARLESS.search(text)
    if not found:
        return None
    month, number = (int(part) for part in found.groups() if part)
    day = _date(today.year, month, number)
    if day and day - today > _AHEAD:
        return _date(today.year - 1, day.month, day.day)
    return day


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
