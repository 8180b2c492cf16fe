"""A picture for a black laser: in light greys, which the printer screens; drawings get outlines."""

from __future__ import annotations

import re

from site_builder.render.pictures import in_light_greys

_JPEG = b"\xff\xd8"
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b(?!\))")
_STRENGTH = 0.27  # of the darkness that a colour has
_DARKEST = 0.15  # of black: a photograph on average, which may take nearly half of the sheet
_RED, _GREEN, _BLUE = 0.299, 0.587, 0.114  # of the luma (ITU-R BT.601)
_SHAPE = re.compile(r'<(?:g|path|circle|ellipse)\b[^>]*\bfill="#[^>]*>')
_FAR = re.compile(r'<path\b[^>]*\bfill="url[^>]*>')  # hills in the distance, water: they fade
_UNLINED = re.compile(r" (?:stroke|opacity|fill-opacity)=")  # lined already, or only light and shade
_LINE, _FAINT = ' stroke="#6a6a6a" stroke-width="1.8"', ' stroke="#b0b0b0" stroke-width="1.8"'


def for_black(picture: bytes) -> bytes:
    """Return a JPEG or a drawing, as printable() makes them, in greys that take little toner."""
    if not picture.startswith(_JPEG):
        return screened(picture.decode("utf-8", "replace")).encode()
    return in_light_greys(picture, _DARKEST)


def screened(svg: str) -> str:
    """Return the drawing in light greys, darker places darker, with a line around what is filled."""
    grey = _COLOUR.sub(lambda match: _grey(match[0]), svg)
    near = _SHAPE.sub(lambda match: _lined(match[0], _LINE), grey)
    return _FAR.sub(lambda match: _lined(match[0], _FAINT), near)


def _lined(element: str, line: str) -> str:
    if _UNLINED.search(element):
        return element
    end = -2 if element.endswith("/>") else -1
    return element[:end] + line + element[end:]


def _grey(colour: str) -> str:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))
    dark = 255 - (_RED * red + _GREEN * green + _BLUE * blue)
    return "#" + f"{round(255 - _STRENGTH * dark):02x}" * 3
