"""Solar terms and months of the Chinese calendar, as they fall in one year of ours."""

from __future__ import annotations

import datetime as dt

from site_builder.model.calendar import TERMS, LunarMonth, Year


def year_of(year: int) -> Year:
    """Return the terms of a year and the months of the Chinese year that begins in it."""
    # 30 ms to load, and as much for three years: for hubs whose calendar asks, once
    from lunar_python import Lunar, LunarYear, Solar  # noqa: PLC0415 - see above

    terms = {}
    for table in (Lunar.fromYmd(year, 1, 1), Lunar.fromYmd(year + 1, 1, 1)):
        for name, day in table.getJieQiTable().items():
            if name in TERMS and day.getYear() == year:
                terms[name] = dt.date(day.getYear(), day.getMonth(), day.getDay())
    months = {}
    for month in LunarYear.fromYear(year).getMonths():
        if month.getYear() == year and month.getMonth() > 0:
            first = Solar.fromJulianDay(month.getFirstJulianDay())
            start = dt.date(first.getYear(), first.getMonth(), first.getDay())
            months[month.getMonth()] = LunarMonth(start, month.getDayCount())
    return Year(terms, months)
