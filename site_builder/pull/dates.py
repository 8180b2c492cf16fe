"""Dates as the web writes them, as days and moments in China."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
_FIRST, _LAST = 1990, 2100  # programs write 1970 or year 1 for "unknown", and 9999 for "never"
_LONGEST = 80  # characters
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*\.?|\d\d?月)"
_DAY = r"(?P<day>\d\d?)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}\s*[-/.年]\s*(?P<month>\d\d?)\s*[-/.月]\s*{_DAY}",
        rf"(?<!\d){_DAY}(?:st|nd|rd|th)?[-\s]*{_MONTH}[-\s,]*(?P<year>(?:19|20)\d\d|\d\d(?!\d))",
        rf"{_MONTH}\s*{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY}\s+(?P<time>\d\d?:\d\d:\d\d)\s+(?P<zone>[\w:+-]*)\s*{_YEAR}",  # Java's own
        rf"(?<!\d){_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])(?!\d(?!\d{{5}}(?!\d)))",
    )
)
_CLOCK = re.compile(
    r"(?P<half>[上下]午|凌晨|早上|中午|晚上)?\s*(?P<hour>\d\d?)\s*[:时点]\s*(?P<minute>\d\d?)"
    r"(?:\s*[:分]\s*(?P<second>\d\d?))?(?:[.,]\d+)?\s*秒?\s*(?P<noon>[ap]\.?m\b)?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(\d\d)(\d\d)(\d\d)")
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?")
_FARTHEST = 14 * 60  # minutes from Greenwich
_ZONES = {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6}
_ZONES |= {
    "pst": -8,
    "pdt": -7,
    "bst": 1,
    "cet": 1,
    "cest": 2,
    "jst": 9,
}  # CST is China's here, not Chicago's
_SECONDS = re.compile(r"(1\d{9})(?:\d{3})?", re.ASCII)  # since 1970, or thousandths of them
_HAN_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]"
)
_HAN = {letter: str(number) for number, letter in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_IN_URL = re.compile(r"/t?((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?([0-2]\d|3[01])[_/.]")
_IN_FOLDERS = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})/")


def moment_of(text: str) -> datetime | date | None:
    """Return the moment in China that text names, or the day when it names no time.

    Any form will do; a time without a zone is China's.
    """
    text = text.strip()[:_LONGEST]
    try:
        found = _iso(text) or _written(_plain(text))
        found = found.astimezone(CHINA) if isinstance(found, datetime) else found
    except (ValueError, OverflowError):  # no date of any calendar
        return None
    return found if found and _FIRST <= found.year <= _LAST else None


def day_of(text: str) -> date | None:
    """Return the day in China that text names."""
    found = moment_of(text)
    return found.date() if isinstance(found, datetime) else found


def day_in_url(url: str) -> date | None:
    """Return the day in an address such as `…/202607/t20260715_123.html`."""
    return _numbers(_IN_URL, url) or _numbers(_IN_FOLDERS, url)


def _numbers(pattern: re.Pattern[str], text: str) -> date | None:
    found = pattern.search(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _iso(text: str) -> datetime | date | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= len("2026-11-03"):
        return moment.date()
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _written(text: str) -> datetime | date | None:
    for form in _FORMS:
        found = form.search(text)
        if found:
            words = found.groupdict()
            day = date(_year(words["year"]), _month(words["month"]), int(words["day"]))
            rest = f"{words['time']} {words['zone']}" if words.get("time") else text[found.end() :]
            return _at(day, rest)
    seconds = _SECONDS.fullmatch(text)
    return datetime.fromtimestamp(int(seconds[1]), CHINA) if seconds else None


def _at(day: date, rest: str) -> datetime | date:
    """Return the day with the time and the zone that the text after it names."""
    clock = _CLOCK.search(":".join(_DIGITS.findall(rest)[0]) if _DIGITS.fullmatch(rest) else rest)
    if not clock:
        return day
    hour, minute, second = (int(clock[key] or 0) for key in ("hour", "minute", "second"))
    late = (clock["noon"] or "").lower().startswith("p") or clock["half"] in ("下午", "晚上")
    if hour < 12 and late:
        hour += 12
    elif hour == 12 and (clock["noon"] or "").lower().startswith("a"):
        hour = 0
    zone = _zone(rest[clock.end() :])
    try:
        return datetime(day.year, day.month, day.day, hour, minute, min(second, 59), tzinfo=zone)
    except ValueError:  # 25:61 says nothing, but the day stands
        return day


def _zone(text: str) -> timezone:
    offset = _OFFSET.search(text)
    if offset:
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
        if minutes <= _FARTHEST:
            return timezone(timedelta(minutes=minutes if offset["sign"] == "+" else -minutes))
    named = next((word for word in re.findall(r"[a-z]+", text.lower()) if word in _ZONES), "")
    return timezone(timedelta(hours=_ZONES[named])) if named else CHINA


def _year(word: str) -> int:
    return int(word) if len(word) == 4 else 2000 + int(word)  # RFC 822 had two digits


def _month(word: str) -> int:
    digits = word.removesuffix("月")
    return int(digits) if digits.isdecimal() else _MONTHS.index(word[:3].lower()) + 1


def _plain(text: str) -> str:
    """Return text with half-width signs and digits in place of full-width and Han ones."""
    if text.isascii():
        return text
    return _HAN_DATE.sub(_digits, unicodedata.normalize("NFKC", text))


def _digits(found: re.Match[str]) -> str:
    year = "".join(_HAN[letter] for letter in found[1])
    return f"{year}年{_number(found[2])}月{_number(found[3])}日"


def _number(word: str) -> int:
    """Return the number of Han such as 三, 十, 十一, 二十, 二十一."""
    tens, mark, ones = word.rpartition("十")
    return int(_HAN.get(tens, "1") if mark else "0") * 10 + int(_HAN.get(ones, "0"))
