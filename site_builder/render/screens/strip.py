"""A line of text as the dots of an LED strip: one bit each, 16 or 32 high."""

from __future__ import annotations

import functools
import io
from math import ceil
from typing import cast

from PIL import Image, ImageDraw, ImageFont

from site_builder.digest import View
from site_builder.render.posters import fonts

_FINE = 8  # a dot is first drawn as so many squared
_STEP = 2  # by how many of them a character is shifted to where it falls best onto dots
_WEIGHT = {16: 350, 32: 400}  # one dot a stroke, and two
_FITS = 1.15  # a character wider than this many cells is squeezed; less is the blank at its sides
_LIT = 120  # of 255: from here on a dot is lit
_BASE = 0.88  # of the height: where characters stand


def led_strip(view: View) -> bytes:
    """Return the view's `text` as a PNG of one bit a dot, `dots` high: lit dots are white."""
    text, dots = str(view["text"]), cast("int", view["dots"])
    cells = [_glyph(char, dots) for char in text]
    strip = Image.new("1", (sum(cell.width for cell in cells), dots))
    across = 0
    for cell in cells:
        strip.paste(cell, (across, 0))
        across += cell.width
    out = io.BytesIO()
    strip.save(out, "PNG", optimize=True)
    return out.getvalue()


@functools.lru_cache(maxsize=4096)
def _glyph(char: str, dots: int) -> Image.Image:
    """Return the dots of a character, in its cell: as wide as high, half that for ASCII.

    It is tried in 16 places less than a dot apart; where most dots are nearly full or nearly empty, its
    strokes fall on dots instead of between them, which hinting would do if the typeface had any.
    """
    across = dots // 2 if char.isascii() else dots
    drawn = _drawn(char, across, dots)
    room = (across * _FINE, dots * _FINE)
    best, sharpest = Image.new("L", (across, dots)), -1.0
    for right in range(0, _FINE, _STEP):
        for down in range(0, _FINE, _STEP):
            cell = drawn.crop((right, down, right + room[0], down + room[1])).reduce(_FINE)
            sharpness = _sharpness(cell)
            if sharpness > sharpest:
                best, sharpest = cell, sharpness
    return best.point(lambda light: 255 if light >= _LIT else 0).convert("1", dither=Image.Dither.NONE)


def _drawn(char: str, across: int, dots: int) -> Image.Image:
    """Return the character large, no wider than its cell, with a dot of room to be shifted in."""
    font = _font(char, dots)
    room, wide = across * _FINE, ceil(font.getlength(char))
    drawn = Image.new("L", (room + _FINE if wide <= room * _FITS else wide, (dots + 1) * _FINE))
    left, base = (drawn.width - wide) / 2, (dots * _BASE + 0.5) * _FINE
    ImageDraw.Draw(drawn).text((left, base), char, fill=255, font=font, anchor="ls")
    return drawn.resize((room + _FINE, drawn.height))


def _font(char: str, dots: int) -> ImageFont.FreeTypeFont:
    file = io.BytesIO(fonts.subset(frozenset(char), _WEIGHT[dots]))
    return ImageFont.truetype(file, dots * _FINE, layout_engine=ImageFont.Layout.BASIC)


def _sharpness(cell: Image.Image) -> float:
    """Say how far the dots are from half lit."""
    return float(sum(count * (light - 127.5) ** 2 for light, count in enumerate(cell.histogram())))
