"""Titles: how many lines, where they break, how large they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from site_builder.render.posters.fonts import width
from site_builder.render.posters.marks import unbreakable
from site_builder.render.posters.typography import hanging, line

WEIGHT = 900
ONE_LINE = 8  # characters that fill the width of a portrait sheet
LEADING = 1.16
_TORN = 0.65  # what a size is worth when a break may run through a word
_BREAKS = re.compile(r"[，：；！？\s,:]+")
_NEVER_FIRST = frozenset("，、：；！？）》”’」』")
_NEVER_LAST = frozenset("、（《“‘「『")
_STARTS = frozenset("不别先莫勿早快慢少多怎要会能马看防再")  # words that begin the second half of advice


@dataclass(frozen=True, slots=True)
class Title:
    """The lines of a title as markup; their `sizes` in the unit of the box it was fitted to."""

    lines: tuple[Markup, ...]
    sizes: tuple[float, ...]

    @property
    def size(self) -> float:
        """Return the size of the smallest line."""
        return min(self.sizes)

    @property
    def height(self) -> float:
        return sum(self.sizes) * LEADING


def fit_title(
    text: str, highlight: str, *, box: tuple[float, float], most_lines: int, grown: float = 0.0
) -> Title:
    """Return the title as large as it can stand in a box (width, height), on few lines.

    Its lines are of one size, but short ones grow up to the size `grown` as far as the box has room.
    """
    wide, high = box
    choices = [lines for count in range(1, most_lines + 1) if (lines := split_title(text, highlight, count))]
    sizes = [
        min(wide / max(width(part, WEIGHT) for part in lines), high / len(lines) / LEADING)
        for lines in choices
    ]
    worth = [
        size * _TORN ** _torn(lines, text, highlight) for lines, size in zip(choices, sizes, strict=True)
    ]
    best = max(range(len(choices)), key=lambda i: (round(worth[i], 3), -i))
    return Title(
        lines=_mark(choices[best], highlight), sizes=_filled(choices[best], sizes[best], box, most=grown)
    )


def _filled(lines: Sequence[str], size: float, box: tuple[float, float], *, most: float) -> tuple[float, ...]:
    """Return the size of each line: `size`, or up to `most` where a line leaves some of the width."""
    wide, high = box
    limit = min(most, high / len(lines) / LEADING)
    return tuple(max(size, min(limit, wide / width(part, WEIGHT))) for part in lines)


def split_title(text: str, highlight: str, count: int) -> tuple[str, ...]:
    """Return the title on `count` lines, or nothing when it is too short for them.

    A mark at a break is dropped, as Chinese headlines do.
    """
    if count == 1:
        return (text,)
    at = _best_break(text, highlight, len(text) / count)
    if not at:
        return ()
    head = _BREAKS.sub("", text[:at]) if _BREAKS.search(text[at - 1 : at]) else text[:at]
    rest = split_title(text[at:].lstrip(), highlight, count - 1)
    return (head, *rest) if head and rest else ()


def _torn(lines: Sequence[str], text: str, highlight: str) -> int:
    """Return how many breaks may run through a word: they stand at no mark, highlight or opening word."""
    start = text.find(highlight) if highlight else -1
    edges = {start, start + len(highlight)} if start >= 0 else set()
    ends = [text.find(part) for part in lines[1:]]
    return sum(
        not (at in edges or text[at] in _STARTS or bool(_BREAKS.match(text[at - 1]))) for at in ends if at > 0
    )


def _best_break(text: str, highlight: str, ideal: float) -> int:
    """Return the index at which the second line begins; 0 when there is none."""
    start = text.find(highlight) if highlight else -1
    edges = {start, start + len(highlight)} if start >= 0 else set()
    inside = range(start + 1, start + len(highlight)) if start >= 0 else range(0)

    whole = unbreakable(text)

    def cost(at: int) -> float:
        uneven = abs(at - ideal)
        if _BREAKS.match(text[at - 1]):
            return uneven - 6
        bonus = 1.6 * (at in edges) + 1.2 * (text[at] in _STARTS) - 1.5 * (at in inside)
        return uneven - bonus + 9 * (at in whole or text[at] in _NEVER_FIRST or text[at - 1] in _NEVER_LAST)

    return min(range(2, len(text) - 1), key=lambda at: (cost(at), at), default=0)


def _mark(lines: Sequence[str], highlight: str) -> tuple[Markup, ...]:
    """Return lines with the highlighted part in `<em>`, also where a break runs through it."""
    joined, wanted = "".join(lines), highlight if len(lines) == 1 else _BREAKS.sub("", highlight)
    start = joined.find(wanted) if wanted else -1
    end = start + len(wanted) if start >= 0 else -1
    marked, offset = [], 0
    for part in lines:
        low, high = (min(max(edge - offset, 0), len(part)) for edge in (start, end))
        marked.append(_emphasised(part, low, high))
        offset += len(part)
    return tuple(marked)


def _emphasised(part: str, low: int, high: int) -> Markup:
    if low >= high:
        return hanging(part) + line(part)
    return (
        hanging(part)
        + line(part[:low])
        + Markup("<em>{}</em>").format(line(part[low:high]))
        + line(part[high:])
    )
