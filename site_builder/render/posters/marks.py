"""Chinese text character by character: which stand together, and what gap is between two."""

from __future__ import annotations

import functools
import re
from itertools import pairwise

from site_builder.render.posters import characters

CLOSING = "，。、；：！？）》〉】〕」』”’"
OPENING = "（《〈【〔「『“‘"
HALF_RIGHT = frozenset("，。、；：）》〉】〕」』”’")  # their ink is on the left: the right half is empty
NO_BREAK = "\u00a0"
LONGEST_NUMBER = 14  # characters: a longer one may break
_NEVER_FIRST = CLOSING + "·～… "
_LATIN = re.compile(rf"[0-9A-Za-z%℃°+{''.join(characters.SMALL)}]")
_WORD = re.compile(rf"[0-9A-Za-z%℃°+{''.join(characters.SMALL)}.,:/?&=_#@-]")  # also in an address
_HAN = re.compile(r"[\u3400-\u9fff\u3007\ua000-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]")
_UNIT = re.compile(r"(?<=[0-9]) (?=[\u3400-\u9fff℃%])")
_COUNTED = (
    "毫米|厘米|分米|公里|千米|平方米|立方米|公斤|千克|毫克|毫升|小时|分钟|"
    "[米克吨升斤亩秒岁年月日天次人个只头级倍条号点度元]|km/h|km|cm|mm|kg|ml|[mgh](?![a-z])|[%‰℃°]"
)
_NUMBER = re.compile(  # with what it counts, or a range of them: 12月1日, 第3条, 50 毫米, 0℃～5℃, 1813—1858
    r"[0-9]{1,2}\u00a0?月\s?[0-9]{1,2}\u00a0?日|"
    rf"第?[0-9][0-9.,:]*(?:{_COUNTED})?(?:[-–—～~][0-9][0-9.,:]*)?\u00a0?(?:{_COUNTED})?"
    r"|\S[·～]"  # and a mark of connection with what stands before it
)

SQUEEZE, THIN = "sq", "th"  # classes of the style sheet
JOIN = "jn"  # no class: two dashes are one line
GAPS = {SQUEEZE: -0.5, THIN: 0.18, JOIN: -0.112, "": 0.0}  # em behind the character


def clean(text: str) -> str:
    """Return text without invisible characters, blanks as single spaces; a number stays with its unit."""
    return _UNIT.sub(NO_BREAK, " ".join(characters.plain(text).split()))


@functools.lru_cache(maxsize=1024)
def unbreakable(text: str) -> frozenset[int]:
    """Return the indices at which no line may begin: within words and numbers, at marks."""
    within = {index for start, end in numbers(text) for index in range(start + 1, end)}
    return frozenset(within | {at for at in range(1, len(text)) if not may_break(text[at - 1], text[at])})


def may_break(before: str, after: str) -> bool:
    """Say whether a line may end between two characters, unless they belong to one number."""
    if after in _NEVER_FIRST or before in OPENING or NO_BREAK in (before, after):
        return False
    if before == after == "—":
        return False
    return not (_WORD.match(before) and _WORD.match(after))


def within_words(text: str) -> frozenset[int]:
    """Return the indices at which a line may begin where a word is wider than the line."""
    inside = {index for start, end in numbers(text) for index in range(start + 1, end)}
    return frozenset(
        at
        for at in unbreakable(text) - inside
        if text[at] not in _NEVER_FIRST and text[at - 1] not in OPENING
    )


def numbers(text: str) -> list[tuple[int, int]]:
    """Return where the numbers stand that must be kept whole by markup."""
    found = [match.span() for match in _NUMBER.finditer(text) if not match[0].isdigit()]
    return [(start, end) for start, end in found if 1 < end - start <= LONGEST_NUMBER]


def gaps(text: str) -> list[str]:
    """Return the class of the gap behind each character."""
    return [*(_gap(before, after) for before, after in pairwise(text)), ""] if text else []


def _gap(before: str, after: str) -> str:
    if before in HALF_RIGHT and after in CLOSING + OPENING:
        return SQUEEZE
    if before in OPENING and after in OPENING:
        return SQUEEZE
    if before == after == "—":
        return JOIN
    mixed = (_HAN.match(before) and _LATIN.match(after)) or (_LATIN.match(before) and _HAN.match(after))
    return THIN if mixed else ""
