"""The hero of a poster: how large its title and its phrases stand, and how high it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from site_builder.render.posters import fonts, titles
from site_builder.render.posters.sizes import Sheet

_HIGHEST_PHRASES = 3.6  # rem
_TITLE, _TITLE_GROWS = 0.1, 0.45  # of the sheet's height: a title with no scene, and with each share of scene
_LYING, _BESIDE = 0.2, 0.34  # of the sheet's height: a title on a lying paper, and beside the rest
_PART = 0.62  # of a lying paper's width: title and phrases, left of the picture
_LABEL = 2.55  # rem
_ABOVE = 0.8  # of the margin within the bleed: what keeps the label from the upper edge
_LEADING = 1.5  # of the phrases below the title
_FOUR = 0.25  # of the width beside the rest: a title's line of four characters, and the largest
_LISTED = 0.106  # of that width: the phrases below
_FILLED = 0.19  # of the sheet's width: the height of a scene that a drawing fills at its own size
_KEEP = re.compile(r'viewBox="(-?[\d.]+) -?[\d.]+ ([\d.]+) [\d.]+"[^>]* data-keep="(-?\d+)"')


def largest_zoom(svg: str) -> float:
    """Return how much larger a drawing may be shown from its right end, without losing what it must keep."""
    match = _KEEP.search(svg)
    if not match:
        return 1.0
    left, width, keep = map(float, match.groups())
    return width / (left + width - keep)


def show_hero(
    poster: Mapping[str, Any], sheet: Sheet, *, rem: float, scene: float, largest: float = 1.0
) -> dict[str, Any]:
    """Return the lengths of the hero in rem, and its title; `scene` as a share of the sheet's width.

    On a lying paper words and picture stand side by side; `part` is the words' share of the width. On the
    others the picture is shown up to `largest` times as large as it is wide: `zoom`.
    """
    wide = _PART * sheet.width - sheet.margin if sheet.lying else _title_width(sheet)
    title = _title(poster, sheet, scene=scene, wide=wide)
    phrases = min(_phrases_size(poster, sheet, title=title.size, wide=wide), _HIGHEST_PHRASES * rem)
    above = sheet.bleed + _ABOVE * (sheet.margin - sheet.bleed)
    words = above + _LABEL * rem + max(1.1 * title.height, title.height + 0.9 * rem)
    if sheet.lying:
        words += _LEADING * phrases * bool(poster["subtitle"]) + 0.6 * sheet.margin
    lengths = {
        "h1": title.size,
        "title_high": title.height,
        "h2": phrases,
        "above": above,
        "words": words,
        "hero": words + scene * sheet.width,
    }
    sizes: dict[str, Any] = {name: round(length / rem, 3) for name, length in lengths.items()}
    zoom = 1.0 if sheet.landscape else max(1.0, min(largest, scene / _FILLED))
    lines = [
        {"text": text, "size": round(size / rem, 3)}
        for text, size in zip(title.lines, title.sizes, strict=True)
    ]
    return {**sizes, "title_lines": lines, "part": _PART, "zoom": round(zoom, 3)}


def _title_width(sheet: Sheet) -> float:
    return (sheet.panel or sheet.width) - 2 * sheet.margin


def _title(poster: Mapping[str, Any], sheet: Sheet, *, scene: float, wide: float) -> titles.Title:
    """Return the title: across the whole sheet, unless two lines would be too high beside the scene."""
    text = str(poster["title"])
    share, most = _TITLE + min(scene, 0.4) * _TITLE_GROWS, 1 if len(text) <= titles.ONE_LINE else 2
    if sheet.landscape:
        share, most = (_BESIDE, 3) if sheet.beside else (_LYING, 2)
    box = (wide, share * sheet.height)
    grown = _FOUR * wide if sheet.beside else 0.0
    return titles.fit_title(text, str(poster["highlight"]), box=box, most_lines=most, grown=grown)


def _phrases_size(poster: Mapping[str, Any], sheet: Sheet, *, title: float, wide: float) -> float:
    widths = [fonts.width(str(phrase), 700) for phrase in poster["subtitle"]] or [1.0]
    if sheet.beside:
        return min(wide / (max(widths) + 0.9), _LISTED * wide)
    across = sum(widths) + 1.5 * (len(widths) - 1)
    return min(wide / across, max(title * 0.44, 0.05 * min(sheet.width, sheet.height)))
