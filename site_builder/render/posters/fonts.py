"""The typeface of the posters: what it holds, how wide it sets, and small copies of it for one poster."""

from __future__ import annotations

import functools
from importlib.resources import files

import uharfbuzz

from site_builder.errors import SiteError
from site_builder.i18n import _

PACKAGE = "justmytype_intl_cjk"
_FILE = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
WEIGHTS = (400, 500, 700, 900)
FAMILY = "Kepu Sans"
_INVISIBLE = frozenset("\n\r\t\u00a0\u200b\ufeff")


@functools.cache
def _face() -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob((files(PACKAGE) / _FILE).read_bytes()))


@functools.cache
def _covered() -> frozenset[int]:
    return frozenset(_face().unicodes)


@functools.cache
def _font(weight: int) -> uharfbuzz.Font:
    font = uharfbuzz.Font(_face())
    font.set_variations({"wght": weight})
    return font


def missing(text: str) -> tuple[str, ...]:
    """Return the characters that the typeface lacks, sorted."""
    return tuple(sorted(char for char in set(text) - _INVISIBLE if ord(char) not in _covered()))


def require_glyphs(text: str) -> None:
    """Raise SiteError naming the characters that would print as empty boxes."""
    lacking = missing(text)
    if lacking:
        named = " ".join(f"{char} (U+{ord(char):04X})" for char in lacking)
        raise SiteError(
            _("the poster typeface has no glyph for: {characters}").format(characters=named),
            hint=_("write the word with another character"),
        )


def width(text: str, weight: int) -> float:
    """Return the width of text on one line, in em."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(weight), buffer, {"kern": False})
    return float(sum(position.x_advance for position in buffer.glyph_positions or ())) / float(_face().upem)


@functools.lru_cache(maxsize=64)
def subset(characters: frozenset[str], weight: int) -> bytes:
    """Return a static TrueType font of one weight that holds characters, and no more."""
    wish = uharfbuzz.SubsetInput()
    wish.sets(uharfbuzz.SubsetInputSets.UNICODE).update(ord(char) for char in characters)
    wish.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG).clear()
    wish.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wish.pin_axis_location(_face(), "wght", weight)
    return bytes(wish.subset(_face()).blob.data)
