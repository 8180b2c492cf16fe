"""The large picture of a poster: how large its box is, and where its call-outs stand."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import hypot
from typing import Any

from markupsafe import Markup

from site_builder.render.posters import fonts
from site_builder.render.posters.crop import AROUND, LEAST, Window, flatness, look_at
from site_builder.render.posters.sizes import Sheet
from site_builder.render.posters.typography import line

_VIEW_BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_PIN, _SCREEN_PIN = 3.4, 2.8  # rem: a call-out's number
_PIN_SHARE, _APART = 0.09, 0.94  # of the box's width, of the way to the next number: it is no larger
_HALF = 0.56  # of a number: what stays visible around its point
_SIDE, _SIDE_SCREEN = 0.6, 0.44  # of the room: a picture beside its call-outs
_FLAT, _SQUARE = 1.75, 1.0  # width by height: no picture is shown flatter, none beside its call-outs higher
_BETWEEN = 1.6  # rem: between a picture and the call-outs beside it
_FEW = 4  # call-outs that stand in two columns on a lying screen, in one on a tall sheet
_WIDE = 1.75  # width by height: a picture that stands above its call-outs also on a lying screen
_HIGHEST, _HIGHEST_TALL, _HIGHEST_SIDE, _HIGHEST_LYING = 0.46, 0.36, 0.6, 0.58  # of the sheet's height
_HIGHEST_ABOVE = 0.5  # the same of a lying screen, above the call-outs
_HIGHEST_ALONE = 0.8  # and where the call-outs stand below the title

_CREDIT, _SCREEN_CREDIT = 1.1, 0.8  # rem
_CORNERS = ("right bottom", "left bottom", "right top", "left top")

Points = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Box:
    """Where the picture stands: above its call-outs or `beside` them, in the sheet's unit.

    One that `bleeds` reaches the edges of the sheet.
    """

    wide: float
    high: float
    beside: bool = False
    bleeds: bool = False


def show_figure(
    poster: Mapping[str, Any], sheet: Sheet, *, rem: float, share: float, aspect: float, fills: bool = False
) -> dict[str, Any]:
    """Return the box of the picture in rem, what of it is shown, and the call-outs' places in percent.

    `list` is the width that the texts of the call-outs have, in `columns`; a picture that `fills` the sheet
    beside the title has none.
    """
    drawn = bool(poster["picture"]["name"])
    points = [block["at"] for block in poster["blocks"] if block["at"]]
    box = _box(sheet, min(share, 1.0), shape=aspect * flatness(points) if drawn else aspect, fills=fills)
    pin = min((_SCREEN_PIN if sheet.screen else _PIN) * rem, _PIN_SHARE * box.wide)
    around = (max(AROUND[0], _HALF * pin / box.wide), max(AROUND[1], _HALF * pin / box.high))
    window = look_at(aspect, box.wide / box.high, points, drawn=drawn, around=around)
    credit = poster["picture"]["credit"]
    corner, inset = _credit_place(credit, window, points, sheet=sheet, box=box, rem=rem)
    inner = sheet.width - sheet.panel - 2 * sheet.margin
    taken = box.wide + _BETWEEN * rem - sheet.margin * box.bleeds
    lengths = {
        "wide": box.wide,
        "high": box.high,
        "pin": min(pin, _APART * _nearest(window, points, box)),
        "list": inner - taken * box.beside,
    }
    return {
        **{name: round(length / rem, 3) for name, length in lengths.items()},
        "beside": box.beside,
        "bleed": box.bleeds,
        "stands": drawn and box.beside and box.bleeds,  # its sky goes on as high as the call-outs need
        "window": window,
        "columns": 1 if box.beside else _columns(sheet, len(points)),
        "points": [window.at(point) for point in points],
        "credit": line(credit),
        "small": _SCREEN_CREDIT if sheet.screen else _CREDIT,
        "corner": corner,
        "inset": round(inset / rem, 3),
    }


def _box(sheet: Sheet, share: float, *, shape: float, fills: bool) -> Box:
    """Return the box of a picture; `shape` is the width by height of what it must show."""
    if fills:
        return Box(sheet.width - sheet.panel, _HIGHEST_ALONE * sheet.height * share, bleeds=True)
    if sheet.lying:
        high = min(_HIGHEST_LYING * sheet.height, _SIDE * sheet.width / max(_SQUARE, shape * LEAST))
        return Box(_SIDE * sheet.width, high * share, beside=True, bleeds=True)
    inner = sheet.width - sheet.panel - 2 * sheet.margin
    if not sheet.landscape:
        most, flattest = (_HIGHEST_TALL if sheet.tall else _HIGHEST), _FLAT
        wide, beside = sheet.width, False
    elif shape < _WIDE:
        most, flattest = _HIGHEST_SIDE, max(_SQUARE, shape * LEAST)
        wide, beside = (_SIDE_SCREEN if sheet.screen else _SIDE) * inner, True
    else:
        most, flattest, wide, beside = _HIGHEST_ABOVE, _FLAT, inner, False
    high = min(most * sheet.height, wide / min(shape, flattest)) * share
    return Box(wide, high, beside, bleeds=not sheet.landscape)


def _nearest(window: Window, points: Points, box: Box) -> float:
    """Return how far the two nearest call-outs are from each other."""
    places = [(x / 100 * box.wide, y / 100 * box.high) for x, y in map(window.at, points)]
    gaps = (hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(places, 2))
    return min(gaps, default=box.wide)


def _credit_place(
    credit: str, window: Window, points: Points, *, sheet: Sheet, box: Box, rem: float
) -> tuple[str, float]:
    """Return the corner in which the credit hides no call-out, and how far it stands from the box's side.

    It stands on the picture; where a narrow one has no corner for it, beside it.
    """
    size = (_SCREEN_CREDIT if sheet.screen else _CREDIT) * rem
    edge = sheet.margin * box.bleeds
    high = 100 * (1.9 * size + _PIN * rem / 2) / box.high
    places = list(map(window.at, points))
    for inset, corner in product((max(edge, window.left * box.wide), edge), _CORNERS):
        wide = (fonts.width(credit, 400) + 2) * size + inset
        reach = 100 * (wide + _PIN * rem / 2) / box.wide
        far, low = corner.startswith("right"), corner.endswith("bottom")
        if not any(
            (x > 100 - reach if far else x < reach) and (y > 100 - high if low else y < high)
            for x, y in places
        ):
            return corner, inset
    return _CORNERS[0], edge


def _columns(sheet: Sheet, count: int) -> int:
    """Return in how many columns the call-outs stand below the picture."""
    if sheet.landscape:
        return 2 if count <= _FEW else 3
    return 1 if sheet.tall and count <= _FEW else sheet.columns


def picture_markup(data: bytes) -> Markup:
    """Return a photograph, or the drawing of an editor, as an element that holds its bytes."""
    kind = "jpeg" if data.startswith(b"\xff\xd8") else "svg+xml"
    encoded = base64.b64encode(data).decode()
    return Markup('<img alt="" src="data:image/{};base64,{}">').format(kind, encoded)


def aspect_of(svg: str) -> float:
    """Return the width by height of a drawing."""
    match = _VIEW_BOX.search(svg)
    return float(match[1]) / float(match[2]) if match else 1.6
