"""How wide the typefaces set a text, and small copies of them for one poster."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby

import uharfbuzz

from site_builder.render.posters.characters import SMALL, SMALLER, is_mark, is_private, plain
from site_builder.render.posters.typefaces import BASE, TYPEFACES, WEIGHTS, Typeface

_DRAWN_OTHERWISE = frozenset("\n\r\t\u00a0") | SMALL.keys()


@dataclass(frozen=True, slots=True)
class Font:
    """A font file of one weight; `characters` are those it alone draws, none for a base font."""

    name: str
    weight: int
    characters: frozenset[str]
    data: bytes


@functools.cache
def _face(package: str, file: str) -> uharfbuzz.Face | None:
    try:
        return uharfbuzz.Face(uharfbuzz.Blob((files(package) / file).read_bytes()))
    except ModuleNotFoundError:
        return None


@functools.cache
def _covered(typeface: Typeface) -> frozenset[int]:
    """Return the characters of a typeface; none when it is not installed."""
    face = _face(typeface.package, typeface.file(400))
    return frozenset(face.unicodes) if face else frozenset()


@functools.cache
def _font(typeface: Typeface, weight: int) -> uharfbuzz.Font:
    font = uharfbuzz.Font(_face(typeface.package, typeface.file(weight)))
    if typeface.varies:
        font.set_variations({"wght": weight})
    return font


@functools.lru_cache(maxsize=8192)
def typeface_of(char: str) -> Typeface | None:
    """Return the typeface that draws char; None when none does, or does not do so rightly."""
    if is_mark(char) or is_private(char):
        return None
    able = (face for face in TYPEFACES if face.may_draw(char) and ord(char) in _covered(face))
    return next(able, None)


def missing(text: str) -> tuple[str, ...]:
    """Return the characters that no typeface draws, in the order of the text."""
    chars = dict.fromkeys(plain(text))
    return tuple(char for char in chars if char not in _DRAWN_OTHERWISE and not typeface_of(char))


def wanting(char: str) -> str:
    """Return the extra that brings a typeface for char, when it is not installed."""
    able = (face for face in TYPEFACES if face.extra and face.may_draw(char) and not _covered(face))
    return next((face.extra for face in able), "")


def width(text: str, weight: int) -> float:
    """Return the width of text on one line, in em."""
    runs = groupby(text, lambda char: (char in SMALL, typeface_of(char) or BASE))
    return sum(
        SMALLER * width("".join(SMALL[char] for char in run), weight)
        if is_small
        else _width("".join(run), face, weight)
        for (is_small, face), run in runs
    )


def _width(text: str, typeface: Typeface, weight: int) -> float:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    font = _font(typeface, weight)
    uharfbuzz.shape(font, buffer, {"kern": False})
    return float(sum(position.x_advance for position in buffer.glyph_positions or ())) / float(font.face.upem)


def cut(text: str) -> tuple[Font, ...]:
    """Return the fonts of a page with these words: every weight of each typeface that draws some of them."""
    drawn: dict[Typeface, set[str]] = {BASE: {" ", "\u00a0"}}
    for char in sorted({SMALL.get(char, char) for char in text}):
        if typeface := typeface_of(char):
            drawn.setdefault(typeface, set()).add(char)
    return tuple(
        Font(
            f"{typeface.name}-{weight}",
            weight,
            frozenset() if typeface is BASE else frozenset(chars),
            subset(frozenset(chars), weight, typeface),
        )
        for typeface, chars in drawn.items()
        for weight in WEIGHTS
    )


@functools.lru_cache(maxsize=64)
def subset(characters: frozenset[str], weight: int, typeface: Typeface = BASE) -> bytes:
    """Return a static TrueType font of one weight that holds characters, and no more."""
    wish = uharfbuzz.SubsetInput()
    wish.sets(uharfbuzz.SubsetInputSets.UNICODE).update(ord(char) for char in characters)
    wish.flags = uharfbuzz.SubsetFlags.NO_HINTING
    face = _face(typeface.package, typeface.file(weight))
    if typeface.varies:
        wish.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG).clear()
        wish.pin_axis_location(face, "wght", weight)
    return bytes(wish.subset(face).blob.data)
