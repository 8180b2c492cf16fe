"""Chinese text set by the rules: marks squeezed, digits spaced, ends kept together."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from site_builder.render.posters import characters
from site_builder.render.posters.fonts import width

CLOSING = "，。、；：！？）》〉】〕」』”’"
OPENING = "（《〈【〔「『“‘"
_HALF_RIGHT = frozenset("，。、；：）》〉】〕」』”’")  # their ink is on the left: the right half is empty
_LATIN = re.compile(r"[0-9A-Za-z%℃°+]")
_HAN = re.compile(r"[\u3400-\u9fff\u3007]")
_CLAUSE = re.compile(r"[^，。；、！？：]+[，。；、！？：」』”）]*|.+?")
_UNIT = re.compile(r"(?<=[0-9]) (?=[\u3400-\u9fff℃%])")
NO_BREAK = "\u00a0"
KEPT = 6  # characters that stay together at the end of a paragraph
_CLAUSE_KEPT = range(4, 13)  # a last clause of that length stays together instead, if that looks well
_NEGATIONS = frozenset("不别莫勿没未")  # never torn from what they negate
_RAGGED = 0.67  # of the room: a line shorter than that, above the last, looks torn off

SQUEEZE, THIN = "sq", "th"  # classes of the style sheet
GAPS = {SQUEEZE: -0.5, THIN: 0.18, "": 0.0}  # em behind the character


def clean(text: str) -> str:
    """Return text without invisible characters, blanks as single spaces; a number stays with its unit."""
    return _UNIT.sub(NO_BREAK, " ".join(characters.plain(text).split()))


def line(text: str) -> Markup:
    """Return text for one line or for a title: squeezed and spaced, free to break by its container's rule."""
    return _join(_pieces(clean(text)))


def paragraph(text: str, room: float = 16) -> Markup:
    """Return running text on lines of `room` em; its end stays together, so that no line is lonely."""
    plain = clean(text)
    pieces, kept = _pieces(plain), _tail(plain, room)
    return hanging(plain) + _join(pieces[:-kept]) + unbroken(_join(pieces[-kept:]))


def hanging(text: str) -> Markup:
    """Return what lets an opening mark hang out of the edge, so that the edge stays straight."""
    return Markup('<span class="op"></span>') if text[:1] in tuple(OPENING) else Markup("")


def clauses(text: str, room: float) -> Markup:
    """Return a slogan that breaks between its clauses only; a clause wider than `room` em may break."""
    parts = _CLAUSE.findall(clean(text))
    return Markup("").join(
        unbroken(line(part)) if _em(part) <= room else paragraph(part, room) for part in parts
    )


def unbroken(markup: Markup) -> Markup:
    """Return markup that is never broken across lines."""
    return Markup('<span class="nb">{}</span>').format(markup) if markup else markup


def count_lines(text: str, room: float) -> int:
    """Return on how many lines of `room` em a paragraph will probably stand."""
    plain = clean(text)
    return len(lines_of(plain, room, kept=_tail(plain, room)))


def lines_of(plain: str, room: float, *, kept: int = 1) -> list[float]:
    """Return the widths of the lines of `room` em on which text, its end kept together, will stand."""
    lines, word, free = [0.0], 0.0, len(plain) - kept
    for index, (char, gap) in enumerate(zip(plain, _gaps(plain), strict=True)):
        word += _width(char) + GAPS[gap]
        if index + 1 < len(plain) and (index >= free or not _may_break(char, plain[index + 1])):
            continue
        if lines[-1] + word - max(GAPS[gap], 0.0) > room and lines[-1]:
            lines.append(0.0)
        lines[-1] += word
        word = 0.0
    return lines


def _may_break(before: str, after: str) -> bool:
    if after in CLOSING or before in OPENING or NO_BREAK in (before, after):
        return False
    return not (_LATIN.match(before) and _LATIN.match(after))


def _em(text: str) -> float:
    """Return the width of a clause; the empty half of a mark at its end may hang out."""
    whole = sum(_width(char) + GAPS[gap] for char, gap in zip(text, _gaps(text), strict=True))
    return whole - (0.5 if text[-1:] in _HALF_RIGHT else 0.0)


@functools.cache
def _width(char: str) -> float:
    return 1.0 if _HAN.match(char) or char in CLOSING + OPENING else width(char, 400)


@functools.lru_cache(maxsize=4096)
def _tail(text: str, room: float) -> int:
    """Return how many characters at the end belong on one line: never so many that they cost a line."""
    fewest = len(lines_of(text, room))
    last = len((_CLAUSE.findall(text) or [""])[-1])
    most = KEPT + (text[-KEPT - 1 : -KEPT] in _NEGATIONS)
    for kept in (last, most) if last in _CLAUSE_KEPT else (most,):
        lines = lines_of(text, room, kept=kept)
        ragged = len(lines) > 1 and lines[-2] < _RAGGED * room and kept > most
        if len(lines) <= fewest and max(lines) <= room and not ragged:
            return kept
    return 1


@functools.lru_cache(maxsize=1024)
def _pieces(text: str) -> tuple[Markup, ...]:
    """Return one piece of markup a character."""
    return tuple(_piece(char, gap) for char, gap in zip(text, _gaps(text), strict=True))


def _gaps(text: str) -> list[str]:
    """Return the class of the gap behind each character."""
    return [*(_gap(before, after) for before, after in pairwise(text)), ""] if text else []


def _gap(before: str, after: str) -> str:
    if before in _HALF_RIGHT and after in CLOSING + OPENING:
        return SQUEEZE
    if before in OPENING and after in OPENING:
        return SQUEEZE
    mixed = (_HAN.match(before) and _LATIN.match(after)) or (_LATIN.match(before) and _HAN.match(after))
    return THIN if mixed else ""


def _piece(char: str, gap: str) -> Markup:
    return Markup('<span class="{}">{}</span>').format(gap, char) if gap else escape(char)


def _join(pieces: Sequence[Markup]) -> Markup:
    return Markup("").join(pieces)
