"""Which posters the screens of the hub, of each audience and of each unit show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from site_builder.model import Poster
from site_builder.plan.context import Context, Entry
from site_builder.plan.occurrences import month_after
from site_builder.plan.timely import Whom, is_in_season
from site_builder.plan.words import YEAR
from site_builder.settings import Format, Settings, line_of

PAGE = "screens/index.html"
WIDE, TALL = (1920, 1080), (1080, 1920)
_LEAST, _MOST = 1.5, 2.0  # long side to short side of what fills a screen


class Show(Struct, frozen=True, kw_only=True):
    """`key` is part of addresses, empty for the hub; entries with the shortest season first, then the newest.

    `title` says for whom it is, empty for everyone; `kind` is hub, audience or unit.
    """

    key: str
    kind: str
    title: str
    entries: Sequence[Entry]

    def address(self, name: str, suffix: str) -> str:
        """Return where a file of the show lies: `tv`, `zip` → `screens/tv-for-village.zip`."""
        return f"screens/{name}{self.key}.{suffix}"


def shows(context: Context) -> Iterator[Show]:
    """Yield the show of the hub, of each audience and of each unit."""
    settings, newest = context.frame.settings, context.posters[::-1]
    entries = sorted(newest, key=lambda entry: len(entry.document.meta.season) or YEAR)
    yield Show(key="", kind="hub", title="", entries=entries)
    for audience in settings.audiences:
        theirs = _for(Whom("audiences", (audience.id,)), entries)
        yield Show(
            key=show_key("audiences", audience.id), kind="audience", title=audience.name, entries=theirs
        )
    above = {unit.id: unit for unit in settings.units}
    for unit in settings.units:
        theirs = _for(Whom("units", line_of(unit, above)), entries)
        yield Show(key=show_key("units", unit.id), kind="unit", title=unit.name, entries=theirs)


def show_key(kind: str, id_: str) -> str:
    """Return the key of the show of a unit or an audience."""
    return f"-at-{id_}" if kind == "units" else f"-for-{id_}"


def _for(whom: Whom, entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if whom.meets(whom.named_in(entry.document.meta))]


def of_month(entries: Sequence[Entry], today: date) -> list[Entry]:
    """Return the entries to be shown from today until the end of its month."""
    last = month_after(today) - timedelta(days=1)
    return [entry for entry in entries if _is_in(entry, today, last)]


def _is_in(entry: Entry, first: date, last: date) -> bool:
    start, end = days_of(entry)
    in_season = is_in_season(entry, first.month)
    return in_season and (not start or start <= last) and (not end or end >= first)


def days_of(entry: Entry) -> tuple[date | None, date | None]:
    """Return the first and the last day on which a screen shows the poster; None where nothing says so."""
    poster = entry.document
    assert isinstance(poster, Poster)
    showing = poster.showing
    ends = [
        poster.meta.expires - timedelta(days=1) if poster.meta.expires else None,
        poster.event.end if poster.event else None,
        showing.end if showing else None,
    ]
    return showing.start if showing else None, min(filter(None, ends), default=None)


def seconds_of(entry: Entry) -> int:
    """Return for how long the poster is to be shown; 0 when it does not say."""
    assert isinstance(entry.document, Poster)
    return entry.document.showing.seconds if entry.document.showing else 0


def newest_day(entries: Sequence[Entry]) -> str:
    """Return the newest day that the entries are dated: no clock that is right shows an earlier one."""
    days = [entry.document.meta.date.isoformat() for entry in entries if entry.document.meta.date]
    return max(days, default="")


def screens_address(settings: Settings, posters: Sequence[Entry]) -> str:
    """Return the address of the page of players and packs.

    Empty when there is none, as no format of the hub fills a screen or nothing could be shown.
    """
    return PAGE if posters and any(screen_format(settings, canvas) for canvas in (WIDE, TALL)) else ""


def screen_format(settings: Settings, canvas: tuple[int, int]) -> Format | None:
    """Return the hub's format that fills a screen like canvas best; None when it offers none."""
    upright = canvas[0] < canvas[1]
    fitting = [
        one
        for one in settings.formats
        if one.unit == "px"
        and (one.height > one.width) == upright
        and _LEAST <= max(one.width, one.height) / min(one.width, one.height) <= _MOST
    ]
    return min(fitting, key=lambda one: (abs(one.width - canvas[0]), one.name), default=None)


def slide_format(settings: Settings, canvas: tuple[int, int]) -> Format | None:
    """Return the format that a picture for canvas is drawn in; it may be one of the other shape."""
    other = TALL if canvas == WIDE else WIDE
    return screen_format(settings, canvas) or screen_format(settings, other)


def canvases(settings: Settings) -> list[tuple[int, int]]:
    """Return the screens that get pictures: a wide one always, so that every television set has some."""
    return [WIDE, TALL] if screen_format(settings, TALL) else [WIDE]


def slide_address(poster: Poster, canvas: tuple[int, int]) -> str:
    """Return where the picture for one kind of screen lies, below `screens/`."""
    return f"{'wide' if canvas == WIDE else 'tall'}/{poster.slug}.jpg"
