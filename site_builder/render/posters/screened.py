"""A drawing for a black laser: every colour becomes a light grey, which the printer screens."""

from __future__ import annotations

import re

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b(?!\))")
_STRENGTH = 0.27  # of the darkness that a colour has
_RED, _GREEN, _BLUE = 0.299, 0.587, 0.114  # of the luma (ITU-R BT.601)


def screened(svg: str) -> str:
    """Return the drawing in light greys; darker places stay darker."""
    return _COLOUR.sub(lambda match: _grey(match[0]), svg)


def _grey(colour: str) -> str:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))
    dark = 255 - (_RED * red + _GREEN * green + _BLUE * blue)
    return "#" + f"{round(255 - _STRENGTH * dark):02x}" * 3
