"""What the card of an LED strip can show: GB2312, Han and marks one cell wide, ASCII half a cell."""

from __future__ import annotations

import re
from math import ceil

from site_builder.model.spans import spanned

LIMITS = (12, 24, 40)  # cells: a strip over a door, a strip across a house front, a line that scrolls

# What cards lack but has a plain word, and marks that Windows' GBK and GB2312 number differently.
_WORDS = {
    "〇": "零", "㎡": "平方米", "㎎": "毫克", "㎏": "公斤", "㎜": "毫米", "㎝": "厘米", "㎞": "公里",
    "²": "平方", "³": "立方", "₂": "2", "₃": "3", "✓": "对", "✔": "对", "✗": "错", "✘": "错",
    "䴙䴘": "水鸟", "•": "、", "·": "、", "・": "、", "—": "，", "–": "－", "‑": "－", "~": "～",
    "，，": "，", "\u00a0": " ", "\u3000": " ",
}  # fmt: skip
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_IN_NUMBER = re.compile(r"(?<=\d)[,:](?=\d)")  # 1,000 and 7:30
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_IN_PHONE = re.compile(r"(?<=\d)[–—－‑](?=\d)")  # a dash that leads from no number to another
_BLANK = re.compile(r"\s+")
_NEEDLESS = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


def to_card(text: str) -> str:
    """Return text in characters of a card, as far as there are such: marks full-width, no blank at Han."""
    text = _IN_PHONE.sub("-", spanned(text, "至"))
    for rare, plain in _WORDS.items():
        text = text.replace(rare, plain)
    text = _QUOTED.sub(lambda found: f"“{found[1] or found[2] or ''}”", text)
    kept = [text[slice(*found.span())] for found in _IN_NUMBER.finditer(text)]
    pieces = [piece.translate(_WIDE) for piece in _IN_NUMBER.split(text)]
    whole = "".join(part for pair in zip(pieces, [*kept, ""], strict=True) for part in pair)
    return _NEEDLESS.sub("", _BLANK.sub(" ", whole)).strip()


def lacking(text: str) -> tuple[str, ...]:
    """Return the characters of a card's text that no card can show, sorted."""
    return tuple(sorted({char for char in text if not _is_shown(char)}))


def _is_shown(char: str) -> bool:
    try:
        return char.encode("gb2312") == char.encode("gbk")
    except UnicodeEncodeError:
        return False


def cells(text: str) -> int:
    """Return how many full-width cells text fills; a half cell left over counts whole."""
    return ceil(sum(0.5 if char.isascii() else 1 for char in text))
