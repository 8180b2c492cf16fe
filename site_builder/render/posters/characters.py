"""Characters as the typefaces have them: what nobody sees is dropped, what is one letter is one character."""

from __future__ import annotations

import html
import re
import unicodedata

# Soft hyphen, joiners, direction marks, byte order marks, and which picture of a character is wished for.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_NOT_TEXT = re.compile(r"<style.*?</style>|<svg.*?</svg>|<[^>]*>", re.DOTALL)
_COMBINING = re.compile("[\u0300-\u036f\u3099\u309a]")
_MARKS = ("Mn", "Mc", "Me")
MIAO = range(0x16F00, 0x16FA0)
_PICTURES = (range(0x1F000, 0x20000), range(0x2600, 0x27C0), range(0x20E3, 0x20E4))
_HAN = (  # with the extensions that Unicode has added since this Python was made
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0x20000, 0x40000),
)

_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-", strict=True))
SMALL = _RAISED | _LOWERED  # what no typeface has, as in CO₂: drawn as a small digit
SMALLER = 0.62  # of the type's size


def words_of(page: str) -> str:
    """Return the words of a page of HTML, and with them every character that it needs a typeface for."""
    return html.unescape(_NOT_TEXT.sub("", page))


def shift(char: str) -> float:
    """Return how far a small digit stands above the line, in em of its own."""
    return 0.55 if char in _RAISED else -0.22


def plain(text: str) -> str:
    """Return text without the characters that nobody sees; a letter and its accent become one."""
    seen = _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFC", seen) if _COMBINING.search(seen) else seen


def is_mark(char: str) -> bool:
    """Say whether char stands on the one before it, as no line of a poster is set; Miao vowels are."""
    return unicodedata.category(char) in _MARKS and ord(char) not in MIAO


def is_lost(char: str) -> bool:
    """Say whether char stands for one that could not be read."""
    return char == "\N{REPLACEMENT CHARACTER}"


def is_private(char: str) -> bool:
    return unicodedata.category(char) == "Co"


def is_picture(char: str) -> bool:
    """Say whether char is an emoji or another little picture."""
    return any(ord(char) in row for row in _PICTURES)


def is_han(char: str) -> bool:
    return any(ord(char) in row for row in _HAN)


def named(char: str) -> str:
    """Return a character with its number; one that cannot be shown by itself, with its name."""
    number = f"U+{ord(char):04X}"
    if is_han(char) or (char.isprintable() and not is_mark(char)):
        return f"{char} ({number})"
    return " ".join(filter(None, (number, unicodedata.name(char, ""))))
