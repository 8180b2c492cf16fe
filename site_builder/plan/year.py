"""Batches of the calendar: the page of twelve months, and the same for calendar programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

from site_builder.build import Batch, Target
from site_builder.digest import Json, View, digest
from site_builder.model import Calendar, Occasion, Poster
from site_builder.plan.batches import batch, tokens
from site_builder.plan.codes import code_of
from site_builder.plan.context import CALENDAR, Context, Entry, Frame, page_frame
from site_builder.plan.occurrences import Occurrence, month_after, occurrences, unknown_in
from site_builder.plan.timely import suits
from site_builder.plan.words import YEAR, day_words, month_words

FILE = "calendar.ics"
IN_TITLE = 2  # posters that the title of an event names
MOST = 4  # posters that a line of the page names


class Line(NamedTuple):
    """An occurrence, and the posters that suit it, the newest first."""

    occurrence: Occurrence
    posters: Sequence[Entry]

    @property
    def key(self) -> str:
        """Return what differs when anything of it does."""
        return f"{self.occurrence}{tokens(self.posters)}"


class End(NamedTuple):
    """The day on which posters come down, as their season is over or they expire."""

    day: date
    posters: Sequence[Entry]


class Twelve(NamedTuple):
    """Twelve months from the day `first`; of `unknown` occasions nobody has made known the days."""

    first: date
    lines: Sequence[Line]
    ends: Sequence[End]
    unknown: Sequence[Occasion]


def calendar_batches(context: Context, calendar: Calendar, today: date) -> Iterator[Batch]:
    """Yield the page and the file of the calendar; none without occasions.

    Both are made anew when the month changes, not every day.
    """
    if not calendar.occasions:
        return
    frame, twelve = context.frame, twelve_of(context.posters, calendar, today)
    yield batch(
        calendar_targets,
        paths=[CALENDAR, FILE],
        recipes=[CALENDAR, FILE],
        inputs=[
            frame.digest,
            repr((twelve.first, twelve.unknown, [end.day for end in twelve.ends])),
            *(line.key for line in twelve.lines),
            *(tokens(end.posters) for end in twelve.ends),
        ],
        shown=partial(dict, frame=frame, twelve=twelve),
    )


def twelve_of(posters: Sequence[Entry], calendar: Calendar, today: date) -> Twelve:
    """Return the months from that of `today`; posters are in order of date, oldest first."""
    first = today.replace(day=1)
    last = month_after(first, YEAR) - timedelta(days=1)
    running = [one for one in occurrences(calendar, first, last) if one.start <= last]
    newest = posters[::-1]
    return Twelve(
        first,
        lines=[Line(one, [entry for entry in newest if suits(one, entry)]) for one in running],
        ends=list(_ends(newest, first, last)),
        unknown=unknown_in(calendar, first, last),
    )


def _ends(posters: Sequence[Entry], first: date, last: date) -> Iterator[End]:
    found: dict[date, list[Entry]] = {}
    for entry in posters:
        for day in _last_days(entry, first):
            if first < day <= last:
                found.setdefault(day, []).append(entry)
    for day in sorted(found):
        yield End(day, found[day])


def _last_days(entry: Entry, first: date) -> Iterator[date]:
    """Yield on which days the poster comes down: behind each stretch of its season, and when it expires."""
    meta = entry.document.meta
    expires = meta.expires or date.max
    season = set(meta.season)
    for count in range(1, YEAR + 1):
        day = month_after(first, count)
        if month_after(day, -1).month in season and day.month not in season and day < expires:
            yield day
    if meta.expires:
        yield meta.expires


def calendar_targets(*, frame: Frame, twelve: Twelve) -> list[Target]:
    names = {audience.id: audience.name for audience in frame.settings.audiences}
    names |= {unit.id: unit.name for unit in frame.settings.units}
    view: View = {
        **page_frame(frame, CALENDAR, title="全年日历", kind="calendar"),
        "months": [_month_view(twelve, count, names) for count in range(YEAR)],
        "unknown": [{"name": one.name, "note": one.note} for one in twelve.unknown],
        "file": FILE,
    }
    return [Target(CALENDAR, CALENDAR, view), Target(FILE, FILE, _file_view(frame, twelve))]


def _month_view(twelve: Twelve, count: int, names: dict[str, str]) -> View:
    month = month_after(twelve.first, count)
    lines = [
        line for line in twelve.lines if max(line.occurrence.start, twelve.first).replace(day=1) == month
    ]
    return {
        "name": month_words(month),
        "anchor": f"m{month:%Y-%m}",
        "lines": [_line_view(line, names) for line in lines],
        "ends": [
            {"day": _short(end.day), "posters": _links(end.posters)}
            for end in twelve.ends
            if end.day.replace(day=1) == month
        ],
    }


def _line_view(line: Line, names: dict[str, str]) -> View:
    one = line.occurrence
    return {
        "when": one.days,
        "name": one.occasion.name,
        "hang": _short(one.hang),
        "down": _short(one.down),
        "season": one.occasion.is_season,
        "for": [names[id_] for id_ in (*one.occasion.units, *one.occasion.audience)],
        "note": one.occasion.note,
        "posters": _links(line.posters[:MOST]),
        "more": max(0, len(line.posters) - MOST),
        "topics": list(one.occasion.topics),
    }


def _links(posters: Sequence[Entry]) -> list[View]:
    return [{"title": entry.document.meta.title, "url": entry.address} for entry in posters]


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _file_view(frame: Frame, twelve: Twelve) -> View:
    """Return the file as events; each has an identity that stays, and the month as its time of making."""
    settings = frame.settings
    host = urlsplit(settings.base_url).hostname or f"{digest(settings.name.encode())[:16]}.invalid"
    hangs = [_event(_hang_view(line, settings.base_url), host) for line in twelve.lines]
    downs = [_event(_down_view(end, settings.base_url), host) for end in twelve.ends]
    return {
        "name": f"{settings.name}：什么时候挂什么",
        "stamp": f"{twelve.first:%Y%m%d}T000000Z",
        "events": [*hangs, *downs],
    }


def _event(view: dict[str, Json], host: str) -> View:
    return {**view, "uid": f"{view['uid']}@{host}"}


def _hang_view(line: Line, base: str) -> dict[str, Json]:
    one = line.occurrence
    posters = [f"挂：{_named(entry, base)}" for entry in line.posters] or ["还没有合适的海报。"]
    note = [one.occasion.note] if one.occasion.note else []
    return {
        "uid": f"{one.occasion.id}-{one.start:%Y%m%d}",
        "start": f"{one.hang:%Y%m%d}",
        "end": f"{one.down:%Y%m%d}",
        "summary": f"挂海报：{one.occasion.name}",
        "text": "\n".join(
            [f"{one.days} {one.occasion.name}", *posters, f"{day_words(one.down)}取下。", *note]
        ),
    }


def _down_view(end: End, base: str) -> dict[str, Json]:
    titles = [entry.document.meta.title for entry in end.posters]
    more = f"等 {len(titles)} 张" if len(titles) > IN_TITLE else ""
    return {
        "uid": f"down-{end.day:%Y%m%d}",
        "start": f"{end.day:%Y%m%d}",
        "end": f"{end.day + timedelta(days=1):%Y%m%d}",
        "summary": f"取下海报：{'、'.join(titles[:IN_TITLE])}{more}",
        "text": "\n".join([f"取下：{_named(entry, base)}" for entry in end.posters]),
    }


def _named(entry: Entry, base: str) -> str:
    assert isinstance(entry.document, Poster)
    address = f" {base}{entry.address}" if base else ""
    return f"《{entry.document.meta.title}》（编号 {code_of(entry.document)}）{address}"
