"""Chinese text as markup: marks squeezed, digits spaced, each line ending where a reader pauses."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from site_builder.render.posters import characters
from site_builder.render.posters.lines import break_lines, broken_words, widths_of
from site_builder.render.posters.marks import (
    CLOSING,
    GAPS,
    JOIN,
    LONGEST_NUMBER,
    OPENING,
    clean,
    gaps,
    numbers,
    unbreakable,
)

_CLAUSE = re.compile(r"[^，。；、！？：]+[，。；、！？：」』”）]*|.+?")
_LABEL_KEPT, _LABEL_CLAUSE = 3, range(2, 7)  # characters at the end of a label; or its last clause, so long
_LABEL_ROOM = 8.0  # em: narrow places are a little wider
_BREAK, _WBR = Markup("<br>"), Markup("<wbr>")


def line(text: str) -> Markup:
    """Return text for one line or for a title: squeezed and spaced, free to break by its container's rule."""
    return _join(_pieces(clean(text)))


def label(text: str) -> Markup:
    """Return a few words for a narrow place, free to break but near their end: no line has one character."""
    plain = clean(text)
    broken, kept = broken_words(plain, _LABEL_ROOM), _label_end(plain)
    pieces = [_WBR + piece if at in broken else piece for at, piece in enumerate(_pieces(plain))]
    return _join(pieces[: len(pieces) - kept]) + unbroken(_join(pieces[len(pieces) - kept :]))


def paragraph(text: str, room: float = 16) -> Markup:
    """Return running text on lines of `room` em; an opening mark hangs out of the edge it begins."""
    plain = clean(text)
    pieces = _pieces(plain)
    starts = [*break_lines(plain, room), len(plain)]
    return _BREAK.join(
        hanging(plain[start:]) + unbroken(_join(pieces[start:end])) for start, end in pairwise(starts)
    )


def hanging(text: str) -> Markup:
    """Return what lets an opening mark hang out of the edge, so that the edge stays straight."""
    return Markup('<span class="op"></span>') if text[:1] in tuple(OPENING) else Markup("")


def clauses(text: str, room: float) -> Markup:
    """Return a slogan that breaks between its clauses only; a clause wider than `room` em may break."""
    parts = _joined(_CLAUSE.findall(clean(text)))
    return Markup("").join(
        unbroken(line(part)) if len(break_lines(part, room)) < 2 else paragraph(part, room) for part in parts
    )


def _joined(parts: list[str]) -> list[str]:
    """Return clauses, the last with the one before when it is a single character: that would look lost."""
    if len(parts) < 2 or len(parts[-1].strip(CLOSING)) > 1:
        return parts
    return [*parts[:-2], parts[-2] + parts[-1]]


def _label_end(text: str) -> int:
    """Return how many characters at the end of a label stay together, so that no line has only one."""
    last = len((_CLAUSE.findall(text) or [""])[-1])
    kept = last if last in _LABEL_CLAUSE else _LABEL_KEPT
    whole = unbreakable(text)
    end = next((more for more in range(kept, len(text)) if len(text) - more not in whole), len(text))
    return end if end <= LONGEST_NUMBER and len(text) > end + 1 else 0


def unbroken(markup: Markup) -> Markup:
    """Return markup that is never broken across lines."""
    return Markup('<span class="nb">{}</span>').format(markup) if markup else markup


def count_lines(text: str, room: float) -> int:
    """Return on how many lines of `room` em a paragraph stands."""
    return len(line_widths(text, room))


def line_widths(text: str, room: float) -> list[float]:
    """Return how wide the lines of a paragraph are, in em."""
    return widths_of(clean(text), room)


@functools.lru_cache(maxsize=1024)
def _pieces(text: str) -> tuple[Markup, ...]:
    """Return one piece of markup a character; a number that must be kept whole is the piece of its first."""
    pieces = [_piece(char, gap) for char, gap in zip(text, gaps(text), strict=True)]
    for start, end in numbers(text):
        pieces[start:end] = [unbroken(_join(pieces[start:end])), *[Markup("")] * (end - start - 1)]
    return tuple(pieces)


def _piece(char: str, gap: str) -> Markup:
    shown = _small(char) if char in characters.SMALL else escape(char)
    if gap == JOIN:
        return Markup('<span style="margin-right:{}em">{}</span>').format(GAPS[JOIN], shown)
    return Markup('<span class="{}">{}</span>').format(gap, shown) if gap else shown


def _small(char: str) -> Markup:
    style = f"font-size:{characters.SMALLER}em;line-height:0;vertical-align:{characters.shift(char)}em"
    return Markup('<span style="{}">{}</span>').format(style, characters.SMALL[char])


def _join(pieces: Sequence[Markup]) -> Markup:
    return Markup("".join(pieces))  # noqa: S704 - no more than is in them: Markup.join looks at each again
