"""Which posters should hang this month, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

from site_builder.digest import View
from site_builder.model import Calendar, Meta, Occasion
from site_builder.plan.cards import Cards
from site_builder.plan.context import Entry
from site_builder.plan.occurrences import Occurrence, month_after, occurrences
from site_builder.plan.words import YEAR

ALIKE = 2  # posters for one reason that stand in front
_DATED, _SEASONAL, _PLAIN = range(3)  # what is for certain days comes first


class Whom(NamedTuple):
    """For whom something is: `ids` of one `kind`, units or audiences."""

    kind: str
    ids: Sequence[str]

    def meets(self, named: Sequence[str]) -> bool:
        """Say whether what names these ids is for them; what names nobody is for everybody."""
        return not named or any(id_ in named for id_ in self.ids)

    def named_in(self, about: Meta | Occasion) -> Sequence[str]:
        return about.units if self.kind == "units" else about.audience


class Timely(NamedTuple):
    """A poster that should hang, and why: empty when only its season says so."""

    entry: Entry
    why: str


class _Candidate(NamedTuple):
    """A poster in season, and what is coming that it suits, the most pressing first."""

    entry: Entry
    reasons: Sequence[Occurrence]


class Month(Struct, frozen=True, kw_only=True):
    """The month of `today`: what of it is still to come decides, what is over does not."""

    today: date
    occasions: Sequence[Occasion]
    candidates: Sequence[_Candidate]

    @classmethod
    def of(cls, calendar: Calendar, posters: Sequence[Entry], today: date) -> Month:
        """Return the month; posters are in order of date, oldest first."""
        last = month_after(today) - timedelta(days=1)
        coming = sorted(occurrences(calendar, today, last), key=_pressing)
        in_season = [entry for entry in posters[::-1] if is_in_season(entry, today.month)]
        return cls(
            today=today,
            occasions=[one.occasion for one in coming],
            candidates=[
                _Candidate(entry, [one for one in coming if suits(one, entry)]) for entry in in_season
            ],
        )

    def posters(self, whom: Whom | None = None) -> list[Timely]:
        """Return the posters for somebody, for everybody without one: the most pressing first.

        Those for certain days stand first, then those for a time of year, then the rest; of these first those
        with the shortest season, then the newest. Of those with one reason all but a few stand last.
        """
        ranked = []
        for at, (entry, reasons) in enumerate(self.candidates):
            if whom and not whom.meets(whom.named_in(entry.document.meta)):
                continue
            reason = next(
                (one for one in reasons if not whom or whom.meets(whom.named_in(one.occasion))), None
            )
            rank = _pressing(reason) if reason else (_PLAIN, date.max)
            length = len(entry.document.meta.season) or YEAR
            ranked.append((*rank, length, at, Timely(entry, reason.why if reason else "")))
        return _varied([row[-1] for row in sorted(ranked, key=lambda row: row[:-1])])


def _varied(posters: Sequence[Timely]) -> list[Timely]:
    """Put the posters behind of whose reason enough stand in front: a board shows more than one topic."""
    front: list[Timely] = []
    behind: list[Timely] = []
    told: Counter[str] = Counter()
    for one in posters:
        told[one.why] += 1
        (behind if one.why and told[one.why] > ALIKE else front).append(one)
    return [*front, *behind]


def is_in_season(entry: Entry, month: int) -> bool:
    season = entry.document.meta.season
    return not season or month in season


def suits(one: Occurrence, entry: Entry) -> bool:
    """Say whether a text is in season then, and on one of its topics: a tag is one, or the title has one."""
    meta = entry.document.meta
    on_topic = any(topic in meta.tags or topic in meta.title for topic in one.occasion.topics)
    return on_topic and (not meta.season or not one.months.isdisjoint(meta.season))


def timely_cards(posters: Sequence[Timely], cards: Cards) -> list[View]:
    """Return the card of each poster, with why it should hang."""
    return [{**cards.of(one.entry), "why": one.why} for one in posters]


def whys(posters: Sequence[Timely]) -> str:
    """Return what differs when anything of the posters does that a card shows."""
    return "\n".join([f"{one.entry.token} {one.why}" for one in posters])


def _pressing(one: Occurrence) -> tuple[int, date]:
    return (_SEASONAL if one.occasion.is_season else _DATED), one.start
