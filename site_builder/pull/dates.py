"""Dates as the web writes them, as days in China."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_tz

CHINA = timezone(timedelta(hours=8))
_FIRST, _LAST = 1990, 2100  # programs write 1970 or year 1 for "unknown", and 9999 for "never"
_CHINA_CST = re.compile(r"\bCST\b")  # China Standard Time here; e-mail rules read it as Chicago's
_ZONE = re.compile(r"(?:[+-]\d{4}|\b[A-Z]{1,5})\s*(?:\(.*\))?$")  # parsedate_tz takes a missing one as UTC
_NUMBERS = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_IN_URL = re.compile(r"/t?((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?([0-2]\d|3[01])[_/.]")
_IN_FOLDERS = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})/")


def day_of(text: str) -> date | None:
    """Return the day in China that text names, whatever the form; a time without a zone is China's."""
    text = text.strip()[:80]
    day = _iso(text) or _mail(text) or _numbers(_NUMBERS, text) or _numbers(_COMPACT, text)
    return day if day and _FIRST <= day.year <= _LAST else None


def day_in_url(url: str) -> date | None:
    """Return the day in an address such as `…/202607/t20260715_123.html`."""
    return _numbers(_IN_URL, url) or _numbers(_IN_FOLDERS, url)


def _iso(text: str) -> date | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return _in_china(moment)


def _mail(text: str) -> date | None:
    """Read the dates of RSS: RFC 822."""
    text = _CHINA_CST.sub("+0800", text)
    try:
        parts = parsedate_tz(text)
        if parts is None:
            return None
        zone = timezone(timedelta(seconds=parts[9] or 0)) if _ZONE.search(text) else CHINA
        return _in_china(datetime(*parts[:6], tzinfo=zone))
    except (ValueError, OverflowError):
        return None


def _in_china(moment: datetime) -> date | None:
    moment = moment if moment.tzinfo else moment.replace(tzinfo=CHINA)
    try:
        return moment.astimezone(CHINA).date()
    except (OverflowError, ValueError):
        return None


def _numbers(pattern: re.Pattern[str], text: str) -> date | None:
    found = pattern.search(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
