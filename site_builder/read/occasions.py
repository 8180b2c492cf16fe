"""The rule of a calendar row, such as `nth:05-sun-3`, as a value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from site_builder.errors import closest
from site_builder.i18n import _
from site_builder.model.calendar import TERMS, Announced, Day, Days, Lunar, Nth, Rule, Span, Term

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EXAMPLES = {
    "fixed": "fixed:11-09",
    "range": "range:03-22..03-28",
    "season": "season:11-01..03-15",
    "nth": "nth:05-sun-3",
    "term": "term:清明",
    "lunar": "lunar:09-09",
    "announced": "announced",
    "on": "on:2027-05-22..2027-05-28",
}
_DAY = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NTH = re.compile(r"(\d{1,2})-([a-z]{3})-([1-4]|last)", re.ASCII)
_LEAP = 2024  # a year that has a 29th of February
LONGEST = 366  # days: of an occasion, and of the time its posters hang


class RuleError(ValueError):
    """A rule that cannot be; carries what is wrong with it and what to write, as a person reads it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def read_rule(text: str) -> Rule | Days:
    """Return the rule, or the days of one year when it names them.

    Raises RuleError.
    """
    kind, _colon, words = text.strip().replace("：", ":").partition(":")
    kind, words = kind.strip().lower(), words.strip()
    if kind not in EXAMPLES:
        guess = closest(kind, EXAMPLES)
        examples = EXAMPLES[guess] if guess else ", ".join(EXAMPLES.values())
        raise RuleError(_("there is no such rule: {rule}").format(rule=text), _like(examples))
    return _READERS[kind](kind, words)


def _span(kind: str, words: str) -> Span:
    start, dots, end = words.partition("..")
    if (kind == "fixed") == bool(dots):
        raise _wrong(kind, words)
    first = _day(kind, start)
    return Span(first, _day(kind, end) if dots else first)


def _nth(kind: str, words: str) -> Nth:
    found = _NTH.fullmatch(words.lower())
    if not found or found[2] not in WEEKDAYS:
        raise _wrong(kind, words)
    month = _day(kind, f"{found[1]}-01").month
    return Nth(month, WEEKDAYS.index(found[2]), -1 if found[3] == "last" else int(found[3]))


def _term(kind: str, words: str) -> Term:
    if words not in TERMS:
        guess = closest(words, TERMS, cutoff=0.5)
        hint = _like(f"term:{guess}" if guess else EXAMPLES[kind])
        raise RuleError(_("there is no solar term “{word}”").format(word=words), hint)
    return Term(words)


def _lunar(kind: str, words: str) -> Lunar:
    found = _DAY.fullmatch(words)
    if not found:
        raise _wrong(kind, words)
    day = Day(int(found[1]), int(found[2]))
    if not (1 <= day.month <= 12 and 1 <= day.day <= 30):
        raise _no_such_day(kind, words)
    return Lunar(day)


def _announced(_kind: str, words: str) -> Announced:
    if words:
        raise RuleError(
            _("“announced” names no day: {words}").format(words=words),
            _("write the days of a year in a row of their own, below:  id,,{rule}").format(
                rule=EXAMPLES["on"]
            ),
        )
    return Announced()


def _on(kind: str, words: str) -> Days:
    start, dots, end = words.partition("..")
    first = _date(kind, start)
    last = _date(kind, end) if dots else first
    if not dt.timedelta(0) <= last - first < dt.timedelta(days=LONGEST):
        message = _("the last day stands before the first one, or a year behind it: {days}")
        raise RuleError(message.format(days=words), _like(EXAMPLES[kind]))
    return Days(first, last)


_READERS: dict[str, Callable[[str, str], Rule | Days]] = {
    "fixed": _span,
    "range": _span,
    "season": _span,
    "nth": _nth,
    "term": _term,
    "lunar": _lunar,
    "announced": _announced,
    "on": _on,
}


def _day(kind: str, words: str) -> Day:
    found = _DAY.fullmatch(words.strip())
    if not found:
        raise _wrong(kind, words)
    try:
        day = dt.date(_LEAP, int(found[1]), int(found[2]))
    except ValueError as error:
        raise _no_such_day(kind, words) from error
    return Day(day.month, day.day)


def _date(kind: str, words: str) -> dt.date:
    found = _DATE.fullmatch(words.strip())
    if not found:
        raise _wrong(kind, words)
    try:
        return dt.date(*map(int, found.groups()))
    except ValueError as error:
        raise _no_such_day(kind, words) from error


def _wrong(kind: str, words: str) -> RuleError:
    return RuleError(
        _("the rule is written wrongly: {rule}").format(rule=f"{kind}:{words}"), _like(EXAMPLES[kind])
    )


def _no_such_day(kind: str, words: str) -> RuleError:
    return RuleError(_("there is no such day: {word}").format(word=words.strip()), _like(EXAMPLES[kind]))


def _like(example: str) -> str:
    return _("write it like this: {example}").format(example=example)
