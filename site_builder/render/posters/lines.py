"""Where the lines of a text end: few of them, broken where a reader pauses, the last not much shorter."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from site_builder.render.posters.fonts import width
from site_builder.render.posters.marks import (
    CLOSING,
    GAPS,
    HALF_RIGHT,
    OPENING,
    gaps,
    unbreakable,
    within_words,
)

_BOLDEST = 700  # weight of running text: no line is wider than it is thought to be
_HALF = 0.5  # em: the empty half of a mark may stand outside the line
_ONE_MORE = 100.0  # what a line costs: more than any fault of its shape
_OVERFULL = 10_000.0  # what one costs that holds a word wider than itself
_PAUSES = {**dict.fromkeys("。！？；…—", 0.0), **dict.fromkeys("，：", 0.01), **dict.fromkeys("、” ", 0.03)}
_WITHIN, _TORN = 0.095, 0.06  # a break within a clause; more, within what is said in one breath
_SPAN = re.compile(r"(?<=[日月年])至(?=\d)")
_YEAR = re.compile(r"(?<=\d年)\s?(?=\d{1,2}\s?月)")
_IN_DATE, _BEFORE_TO = 0.2, -0.07  # what a break costs more behind a year, and before the end of a span
_NEGATIONS = frozenset("不别莫勿没未")  # never torn from what they negate
_PARTICLES = frozenset("的了着过吗呢吧们得地")  # never torn from the word before them
_QUOTED = 9  # characters: so short a quotation is not torn
_SHORT, _SHORT_COSTS = 0.45, 1.5  # of the room: a last line shorter than that looks forgotten
_LONELY, _LONELY_COSTS = 4, 0.12  # characters of a last line; the cost of each that it lacks


@dataclass(frozen=True, slots=True)
class _Text:
    """A text measured at the `places` where a line may begin, in em.

    A line is as wide as from its `begin` to its `end`; `hang` is what may stand outside it. `pause` is the
    cost of a break there.
    """

    places: Sequence[int]
    begin: Sequence[float]
    end: Sequence[float]
    hang: Sequence[float]
    pause: Sequence[float]


def break_lines(text: str, room: float) -> tuple[int, ...]:
    """Return the indices of the characters with which the lines of `room` em begin.

    A word wider than the room is broken within, but before no mark.
    """
    return _best(text, round(room, 3))


def widths_of(text: str, room: float) -> list[float]:
    """Return the widths of the lines of `room` em on which text stands, in em."""
    measured = _measured(text, broken_words(text, room))
    places = [bisect_left(measured.places, start) for start in (*break_lines(text, room), len(text))]
    return [measured.end[end] - measured.begin[start] for start, end in pairwise(places)]


@functools.lru_cache(maxsize=4096)
def _best(text: str, room: float) -> tuple[int, ...]:
    """Return the beginnings of the lines whose shapes and breaks cost least, as few lines as can be."""
    measured = _measured(text, broken_words(text, room))
    last = len(measured.places) - 1
    costs, before = [_ONE_MORE], [0]  # up to each place, with the line that begins there
    for end in range(1, last + 1):
        least, best = _OVERFULL + costs[end - 1], end - 1
        edge, most = measured.end[end], room + measured.hang[end] + 0.001
        for start in range(end - 1, -1, -1):
            wide = edge - measured.begin[start]
            if wide > most:
                break
            free = 1 - wide / room
            shape = free * free if end < last else _end_costs(measured, start, wide / room)
            if (cost := costs[start] + shape) < least:
                least, best = cost, start
        costs.append(least + measured.pause[end] + _ONE_MORE)
        before.append(best)
    return tuple(measured.places[place] for place in _way(before))


def _way(before: Sequence[int]) -> list[int]:
    """Return the places from the first to the last but one, each the one before the next."""
    way, place = [], len(before) - 1
    while place:
        place = before[place]
        way.append(place)
    return way[::-1]


def _end_costs(text: _Text, start: int, share: float) -> float:
    """Return what a last line costs for being short."""
    if not start:
        return 0.0
    characters = text.places[-1] - text.places[start]
    return _SHORT_COSTS * max(0.0, _SHORT - share) ** 2 + _LONELY_COSTS * max(0, _LONELY - characters)


@functools.lru_cache(maxsize=1024)
def _measured(text: str, broken: frozenset[int]) -> _Text:
    """Return a text measured where lines may begin, also within words at the `broken` indices."""
    whole = unbreakable(text) - broken
    places = [at for at in range(len(text) + 1) if at not in whole]
    behind = [GAPS[gap] for gap in gaps(text)]
    steps = [_width(char) + gap for char, gap in zip(text, behind, strict=True)]
    widths = [0.0, *accumulate(steps)]
    ends = [(text[at - 1 : at], behind[at - 1] if at else 0.0) for at in places]
    return _Text(
        places=places,
        begin=[widths[at] + _HALF * (text[at : at + 1] in tuple(OPENING)) for at in places],
        end=[
            widths[at] - _width(" ") * (char == " ") - max(gap, 0.0)
            for at, (char, gap) in zip(places, ends, strict=True)
        ],
        hang=[_HALF * (char in HALF_RIGHT) for char, _gap in ends],
        pause=_pauses(text, places),
    )


def _pauses(text: str, places: Sequence[int]) -> list[float]:
    quoted, dated = _quotations(text), _in_dates(text)
    costs = []
    for at in places:
        before, after = text[at - 1 : at], text[at : at + 1]
        torn = before in _NEGATIONS or after in _PARTICLES or before == after or at in quoted
        costs.append(_PAUSES.get(before, _WITHIN) + _TORN * torn + dated.get(at, 0.0) if at else 0.0)
    return costs


def _in_dates(text: str) -> dict[int, float]:
    """Return what a break costs more at the indices within dates, or less between two."""
    less = {found.start(): _BEFORE_TO for found in _SPAN.finditer(text)}
    return less | {found.end(): _IN_DATE for found in _YEAR.finditer(text)}


def _quotations(text: str) -> frozenset[int]:
    """Return the indices within short quotations and brackets."""
    inside: set[int] = set()
    opened: list[int] = []
    for at, char in enumerate(text):
        if char in OPENING:
            opened.append(at)
        elif opened and char in "”’）》〉】〕」』":
            start = opened.pop()
            inside |= set(range(start + 1, at + 1)) if at - start <= _QUOTED else set()
    return frozenset(inside)


@functools.lru_cache(maxsize=1024)
def _widest(text: str) -> float:
    """Return the width of the widest word, which no line may break."""
    measured = _measured(text, frozenset())
    edges = [end - hang for end, hang in zip(measured.end, measured.hang, strict=True)]
    return max((end - begin for begin, end in zip(measured.begin, edges[1:], strict=False)), default=0.0)


def broken_words(text: str, room: float) -> frozenset[int]:
    """Return the indices within words at which lines of `room` em may begin: none where every word fits."""
    return within_words(text) if _widest(text) > room else frozenset()


@functools.cache
def _width(char: str) -> float:
    return 1.0 if "\u3400" <= char <= "\u9fff" or char in CLOSING + OPENING else width(char, _BOLDEST)
