"""Plain values as the words a reader sees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

YEAR = 12

LICENSE_LABELS = {
    "own": "本站原创",
    "cc-by-4.0": "知识共享 署名 4.0（CC BY 4.0）",
    "permitted": "经授权转载",
    "link-only": "摘要，全文请看原网站",
}
REPRINT = {  # what to do before a text is used elsewhere
    "own": "注明出处和本页网址，可用于公益科普",
    "cc-by-4.0": "署名来源并注明许可，可以转载、改编",
    "permitted": "转载请先向来源单位取得授权",
    "link-only": "转载请先向原网站取得授权",
}


def season_words(months: Iterable[int]) -> str:
    """Return months as spans, a winter as one: 11, 12, 1, 2 → `11月至次年2月`; empty → `全年`."""
    wanted = set(months)
    if not wanted or len(wanted) == YEAR:
        return "全年"
    starts = [month for month in sorted(wanted) if _before(month) not in wanted]
    return "、".join(_span(start, wanted) for start in starts)


def _before(month: int) -> int:
    return (month - 2) % YEAR + 1


def _after(month: int) -> int:
    return month % YEAR + 1


def _span(start: int, wanted: set[int]) -> str:
    end = start
    while _after(end) in wanted:
        end = _after(end)
    if start == end:
        return f"{start}月"
    return f"{start}月至次年{end}月" if end < start else f"{start}—{end}月"


def month_words(day: date) -> str:
    return f"{day.year} 年 {day.month} 月"


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def days_words(start: date, end: date) -> str:
    """Return one day or a span: `2026年9月12日至13日`, `2026年9月30日至10月2日`."""
    if start == end:
        return day_words(start)
    year = f"{end.year}年" if end.year != start.year else ""
    month = f"{end.month}月" if year or end.month != start.month else ""
    return f"{day_words(start)}至{year}{month}{end.day}日"


def size_words(size: int) -> str:
    """Return a size in bytes as megabytes, a small one as kilobytes, never less than one."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(round(size / 1000), 1)} KB"
