"""Chinese text set by the rules: marks squeezed, digits spaced, ends kept together."""

from __future__ import annotations

import re
from itertools import pairwise

from markupsafe import Markup, escape

CLOSING = "，。、；：！？）》〉】〕」』”’"
OPENING = "（《〈【〔「『“‘"
_HALF_RIGHT = frozenset("，。、；：）》〉】〕」』”’")  # their ink is on the left: the right half is empty
_LATIN = re.compile(r"[0-9A-Za-z%℃°+]")
_HAN = re.compile(r"[\u3400-\u9fff\u3007]")
_CLAUSE = re.compile(r"[^，。；、！？：]+[，。；、！？：」』”）]*|.+?")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_UNIT = re.compile(r"(?<=[0-9]) (?=[\u3400-\u9fff℃%])")
KEPT = 6  # characters that stay together at the end of a paragraph
_CLAUSE_KEPT = range(4, 10)  # a last clause of that length stays together instead

_GAPS = {"squeeze": "sq", "thin": "th"}


def clean(text: str) -> str:
    """Return text without invisible characters, blanks as single spaces; a number stays with its unit."""
    plain = " ".join(_INVISIBLE.sub("", text).split())
    return _UNIT.sub("\u00a0", plain)


def line(text: str) -> Markup:
    """Return text for one line or for a title: squeezed and spaced, free to break by its container's rule."""
    return _join(_pieces(clean(text)))


def paragraph(text: str) -> Markup:
    """Return running text whose last characters stay together, so that no line holds a lone character."""
    plain = clean(text)
    pieces, kept = _pieces(plain), _tail(plain)
    return _join(pieces[:-kept]) + unbroken(_join(pieces[-kept:]))


def clauses(text: str, longest: float) -> Markup:
    """Return a slogan that breaks between its clauses only; a clause wider than `longest` em may break."""
    parts = _CLAUSE.findall(clean(text))
    return Markup("").join(
        unbroken(line(part)) if len(part) <= longest else paragraph(part) for part in parts
    )


def unbroken(markup: Markup) -> Markup:
    """Return markup that is never broken across lines."""
    return Markup('<span class="nb">{}</span>').format(markup) if markup else markup


def clause_lengths(text: str) -> tuple[int, ...]:
    """Return the characters of each clause, its mark included."""
    return tuple(len(part) for part in _CLAUSE.findall(clean(text)))


def _tail(text: str) -> int:
    """Return how many characters at the end belong on one line."""
    last = len((_CLAUSE.findall(text) or [""])[-1])
    return last if last in _CLAUSE_KEPT else KEPT


def _pieces(text: str) -> list[Markup]:
    """Return one piece of markup a character."""
    gaps = [_gap(before, after) for before, after in pairwise(text)]
    return [_piece(char, gap) for char, gap in zip(text, [*gaps, ""], strict=True)] if text else []


def _gap(before: str, after: str) -> str:
    if before in _HALF_RIGHT and after in CLOSING + OPENING:
        return _GAPS["squeeze"]
    if before in OPENING and after in OPENING:
        return _GAPS["squeeze"]
    mixed = (_HAN.match(before) and _LATIN.match(after)) or (_LATIN.match(before) and _HAN.match(after))
    return _GAPS["thin"] if mixed else ""


def _piece(char: str, gap: str) -> Markup:
    return Markup('<span class="{}">{}</span>').format(gap, char) if gap else escape(char)


def _join(pieces: list[Markup]) -> Markup:
    return Markup("").join(pieces)
