"""The numbers that a text states, so that no two forms of it say different things."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"\d+(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?", re.ASCII)
_HAN = re.compile("[零〇一二两三四五六七八九十百千万]+")
_DIGITS = {digit: value for value, digits in enumerate("零一二三四五六七八九") for digit in digits} | {
    "〇": 0,
    "两": 2,
}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000


def missing_numbers(short: str, text: str) -> list[str]:
    """Return the numbers of short, in digits, that text has neither in digits nor in Han characters."""
    there = {_value(number) for number in _numbers(text)} | {float(n) for n in _spelt(text)}
    return [number for number in _numbers(short) if _value(number) not in there]


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(unicodedata.normalize("NFKC", text))


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def _spelt(text: str) -> list[int]:
    """Return the numbers in Han characters; `一两个` counts as 1 and 2."""
    found = []
    for word in _HAN.findall(text):
        found.append(_of_han(word))
        found += [_DIGITS[char] for char in word if char in _DIGITS]
    return found


def _of_han(word: str) -> int:
    """`十五` → 15, `两百` → 200, `一万二千` → 12000."""
    whole = part = digit = 0
    for char in word:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _PLACES:
            part += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            whole, part, digit = (whole + part + digit) * _MYRIAD, 0, 0
    return whole + part + digit
