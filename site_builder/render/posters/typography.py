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
_NEVER_FIRST = CLOSING + "·～…"
_HALF_RIGHT = frozenset("，。、；：）》〉】〕」』”’")  # their ink is on the left: the right half is empty
_LATIN = re.compile(rf"[0-9A-Za-z%℃°+{''.join(characters.SMALL)}]")
_WORD = re.compile(rf"[0-9A-Za-z%℃°+{''.join(characters.SMALL)}.,:/?&=_#@-]")  # also in an address
_HAN = re.compile(r"[\u3400-\u9fff\u3007\ua000-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]")
_CLAUSE = re.compile(r"[^，。；、！？：]+[，。；、！？：」』”）]*|.+?")
_UNIT = re.compile(r"(?<=[0-9]) (?=[\u3400-\u9fff℃%])")
_COUNTED = (
    "毫米|厘米|分米|公里|千米|平方米|立方米|公斤|千克|毫克|毫升|小时|分钟|"
    "[米克吨升斤亩秒岁年月日天次人个只头级倍条号点度元]|km/h|km|cm|mm|kg|ml|[mgh](?![a-z])|[%‰℃°]"
)
_NUMBER = re.compile(  # with what it counts, or a range of them: 第3条, 50 毫米, 0℃～5℃, 1813—1858
    rf"第?[0-9][0-9.,:]*(?:{_COUNTED})?(?:[-–—～~][0-9][0-9.,:]*)?\u00a0?(?:{_COUNTED})?"
    r"|\S[·～]"  # and a mark of connection with what stands before it
)
_LONGEST_NUMBER = 14  # characters: a longer one may break
NO_BREAK = "\u00a0"
KEPT = 6  # characters that stay together at the end of a paragraph
_CLAUSE_KEPT = range(4, 13)  # a last clause of that length stays together instead, if that looks well
_LABEL_ROOM = 8.0  # em: narrow places are a little wider
_LABEL_KEPT, _LABEL_CLAUSE = 3, range(2, 7)  # characters at the end of a label; or its last clause, so long
_NEGATIONS = frozenset("不别莫勿没未")  # never torn from what they negate
_RAGGED = 0.67  # of the room: a line shorter than that, above the last, looks torn off

SQUEEZE, THIN = "sq", "th"  # classes of the style sheet
JOIN = "jn"  # no class: two dashes are one line
GAPS = {SQUEEZE: -0.5, THIN: 0.18, JOIN: -0.112, "": 0.0}  # em behind the character


def clean(text: str) -> str:
    """Return text without invisible characters, blanks as single spaces; a number stays with its unit."""
    return _UNIT.sub(NO_BREAK, " ".join(characters.plain(text).split()))


def line(text: str) -> Markup:
    """Return text for one line or for a title: squeezed and spaced, free to break by its container's rule."""
    return _join(_pieces(clean(text)))


def label(text: str) -> Markup:
    """Return a few words for a narrow place, free to break but near their end: no line has one character."""
    plain = clean(text)
    pieces, kept = _breakable(plain, _LABEL_ROOM), _label_end(plain)
    return _join(pieces[: len(pieces) - kept]) + unbroken(_join(pieces[len(pieces) - kept :]))


def paragraph(text: str, room: float = 16) -> Markup:
    """Return running text on lines of `room` em; its end stays together, so that no line is lonely."""
    plain = clean(text)
    pieces, kept = _breakable(plain, room), _tail(plain, room)
    return hanging(plain) + _join(pieces[:-kept]) + unbroken(_join(pieces[-kept:]))


def hanging(text: str) -> Markup:
    """Return what lets an opening mark hang out of the edge, so that the edge stays straight."""
    return Markup('<span class="op"></span>') if text[:1] in tuple(OPENING) else Markup("")


def clauses(text: str, room: float) -> Markup:
    """Return a slogan that breaks between its clauses only; a clause wider than `room` em may break."""
    parts = _joined(_CLAUSE.findall(clean(text)))
    return Markup("").join(
        unbroken(line(part)) if _em(part) <= room else paragraph(part, room) for part in parts
    )


def _joined(parts: list[str]) -> list[str]:
    """Return clauses, the last with the one before when it is a single character: that would look lost."""
    if len(parts) < 2 or len(parts[-1].strip(CLOSING)) > 1:
        return parts
    return [*parts[:-2], parts[-2] + parts[-1]]


def _label_end(text: str) -> int:
    """Return how many characters at the end of a label stay together, so that no line has only one."""
    last = len((_CLAUSE.findall(text) or [""])[-1])
    end = _whole_end(text, last if last in _LABEL_CLAUSE else _LABEL_KEPT)
    return end if end <= _LONGEST_NUMBER and len(text) > end + 1 else 0


def unbroken(markup: Markup) -> Markup:
    """Return markup that is never broken across lines."""
    return Markup('<span class="nb">{}</span>').format(markup) if markup else markup


def count_lines(text: str, room: float) -> int:
    """Return on how many lines of `room` em a paragraph will probably stand."""
    return len(widths_of(text, room))


def widths_of(text: str, room: float) -> list[float]:
    """Return how wide the lines of a paragraph will probably be, in em."""
    plain = clean(text)
    return lines_of(plain, room, kept=_tail(plain, room))


def lines_of(plain: str, room: float, *, kept: int = 1) -> list[float]:
    """Return the widths of the lines of `room` em on which text, its end kept together, will stand."""
    lines, word, free = [0.0], 0.0, len(plain) - kept
    whole = unbreakable(plain)
    for index, (wide, blank) in enumerate(_advances(plain)):
        word += wide
        if index + 1 < len(plain) and (index >= free or index + 1 in whole):
            continue
        if lines[-1] + word - blank > room and lines[-1]:
            lines.append(0.0)
        lines[-1] += word
        while lines[-1] > room > 2 and (index < free or kept == 1):  # a word wider than the line is broken
            lines[-1:] = [room, lines[-1] - room + 0.5]
        word = 0.0
    return lines


@functools.lru_cache(maxsize=1024)
def _advances(text: str) -> tuple[tuple[float, float], ...]:
    """Return the width of each character with the gap behind it, and of that what is blank, in em."""
    gaps = [GAPS[gap] for gap in _gaps(text)]
    return tuple((_width(char) + gap, max(gap, 0.0)) for char, gap in zip(text, gaps, strict=True))


@functools.lru_cache(maxsize=1024)
def unbreakable(text: str) -> frozenset[int]:
    """Return the indices at which no line may begin: within words and numbers, at marks."""
    within = {index for start, end in _numbers(text) for index in range(start + 1, end)}
    return frozenset(within | {at for at in range(1, len(text)) if not _may_break(text[at - 1], text[at])})


def _may_break(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in OPENING or NO_BREAK in (before, after):
        return False
    return not (_WORD.match(before) and _WORD.match(after))


def _numbers(text: str) -> list[tuple[int, int]]:
    """Return where the numbers stand that must be kept whole by markup."""
    found = [match.span() for match in _NUMBER.finditer(text) if not match[0].isdigit()]
    return [(start, end) for start, end in found if 1 < end - start <= _LONGEST_NUMBER]


def _em(text: str) -> float:
    """Return the width of a clause; the empty half of a mark at its end may hang out."""
    whole = sum(_width(char) + GAPS[gap] for char, gap in zip(text, _gaps(text), strict=True))
    return whole - (0.5 if text[-1:] in _HALF_RIGHT else 0.0)


@functools.cache
def _width(char: str) -> float:
    return 1.0 if "\u3400" <= char <= "\u9fff" or char in CLOSING + OPENING else width(char, 400)


@functools.lru_cache(maxsize=4096)
def _tail(text: str, room: float) -> int:
    """Return how many characters at the end belong on one line: never so many that they cost a line."""
    fewest = len(lines_of(text, room))
    last = len((_CLAUSE.findall(text) or [""])[-1])
    most = KEPT + (text[-KEPT - 1 : -KEPT] in _NEGATIONS)
    for wish in (*([last] if last in _CLAUSE_KEPT else []), most, 4, 3, 2):
        kept = _whole_end(text, wish)
        if len(text) - kept == 1:
            continue  # that would leave the first character alone
        lines = lines_of(text, room, kept=kept)
        ragged = len(lines) > 1 and lines[-2] < _RAGGED * room and kept > most
        if len(lines) <= fewest and max(lines) <= room and not ragged:
            return kept
    return 1


def _whole_end(text: str, kept: int) -> int:
    """Return how many characters at the end to keep so that no word or number is cut in two."""
    whole = unbreakable(text)
    return next((more for more in range(kept, len(text)) if len(text) - more not in whole), len(text))


def _breakable(text: str, room: float) -> Sequence[Markup]:
    """Return the pieces of a text; a word wider than `room` em may break behind each of its characters.

    The printer's own overflow-wrap tears opening marks from what follows them.
    """
    pieces, start = list(_pieces(text)), 0
    whole = unbreakable(text)
    for end in range(1, len(text) + 1):
        if end not in whole:
            if end - start > room and sum(map(_width, text[start:end])) > room:
                pieces[start : end - 1] = [piece + Markup("<wbr>") for piece in pieces[start : end - 1]]
            start = end
    return pieces


@functools.lru_cache(maxsize=1024)
def _pieces(text: str) -> tuple[Markup, ...]:
    """Return one piece of markup a character; a number that must be kept whole is the piece of its first."""
    pieces = [_piece(char, gap) for char, gap in zip(text, _gaps(text), strict=True)]
    for start, end in _numbers(text):
        pieces[start:end] = [unbroken(_join(pieces[start:end])), *[Markup("")] * (end - start - 1)]
    return tuple(pieces)


def _gaps(text: str) -> list[str]:
    """Return the class of the gap behind each character."""
    return [*(_gap(before, after) for before, after in pairwise(text)), ""] if text else []


def _gap(before: str, after: str) -> str:
    if before in _HALF_RIGHT and after in CLOSING + OPENING:
        return SQUEEZE
    if before in OPENING and after in OPENING:
        return SQUEEZE
    if before == after == "—":
        return JOIN
    mixed = (_HAN.match(before) and _LATIN.match(after)) or (_LATIN.match(before) and _HAN.match(after))
    return THIN if mixed else ""


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
