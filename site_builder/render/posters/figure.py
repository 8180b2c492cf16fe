"""The large picture of a poster: what of it is shown, and where its call-outs stand."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from site_builder.render.posters.sizes import Sheet
from site_builder.render.posters.typography import line

Pair = tuple[float, float]

_VIEW_BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_LEAST, _NEAREST = 0.66, 0.5  # of a photograph, of a drawing: at least so much of its sides is shown
_AROUND: Pair = (0.07, 0.07)  # of the picture, across and down: what stays visible around a call-out
_PIN, _SCREEN_PIN, _HALF = (
    3.4,
    2.8,
    0.56,
)  # rem: a call-out's number; of it: what stays visible around its point
_SIDE, _SIDE_SCREEN = 0.56, 0.44  # of the room between the margins: a picture beside its call-outs
_FLAT, _FLAT_SIDE = 1.75, 1.4  # width by height: no drawing is shown flatter
_BETWEEN = 1.6  # rem: between a picture and the call-outs beside it
_FEW = 4  # call-outs that stand in two columns on a lying screen, in one on a tall sheet
_WIDE = 1.75  # width by height: a picture that stands above its call-outs also on a lying screen
_HIGHEST, _HIGHEST_TALL, _HIGHEST_SIDE, _HIGHEST_LYING = 0.46, 0.36, 0.6, 0.44  # of the sheet's height


@dataclass(frozen=True, slots=True)
class Window:
    """A picture in its box: its left, top, width and height, all as shares of the box."""

    left: float
    top: float
    width: float
    height: float

    def at(self, point: Sequence[float]) -> tuple[float, float]:
        """Return where a point of the picture, in percent, lies in the box, in percent."""
        x, y = point
        return round(100 * self.left + x * self.width, 2), round(100 * self.top + y * self.height, 2)


def show_figure(
    poster: Mapping[str, Any], sheet: Sheet, *, rem: float, share: float, aspect: float
) -> dict[str, Any]:
    """Return the box of the picture in rem, what of it is shown, and the call-outs' places in percent.

    `list` is the width that the texts of the call-outs have, in `columns`.
    """
    drawn = bool(poster["picture"]["name"])
    points = [block["at"] for block in poster["blocks"] if block["at"]]
    shape = aspect * _flatness(points) if drawn else aspect
    beside = sheet.landscape and (sheet.lying or shape < _WIDE)
    inner = sheet.width - sheet.panel - 2 * sheet.margin
    wide = (
        (_SIDE_SCREEN if sheet.screen else _SIDE) * inner
        if beside
        else inner
        if sheet.landscape
        else sheet.width
    )
    natural = wide / min(shape, _FLAT_SIDE if beside else _FLAT if not sheet.landscape else aspect)
    high = min(_highest(sheet, beside=beside), natural) * min(share, 1.0)
    pin = min(_SCREEN_PIN if sheet.screen else _PIN, 0.09 * wide / rem)
    around = (max(_AROUND[0], _HALF * pin * rem / wide), max(_AROUND[1], _HALF * pin * rem / high))
    window = look_at(aspect, wide / high, points, drawn=drawn, around=around)
    return {
        "beside": beside,
        "bleed": not sheet.landscape,
        "wide": round(wide / rem, 3),
        "high": round(high / rem, 3),
        "pin": round(pin, 3),
        "window": window,
        "list": round((inner - (wide + _BETWEEN * rem if beside else 0)) / rem, 3),
        "columns": 1 if beside else _columns(sheet, len(points)),
        "points": [window.at(point) for point in points],
        "credit": line(poster["picture"]["credit"]),
    }


def _columns(sheet: Sheet, count: int) -> int:
    """Return in how many columns the call-outs stand below the picture."""
    if sheet.landscape:
        return 2 if count <= _FEW else 3
    return 1 if sheet.tall and count <= _FEW else sheet.columns


def _highest(sheet: Sheet, *, beside: bool) -> float:
    if sheet.landscape:
        return (_HIGHEST_LYING if sheet.lying or not beside else _HIGHEST_SIDE) * sheet.height
    return (_HIGHEST_TALL if sheet.tall else _HIGHEST) * sheet.height


def look_at(
    aspect: float,
    box: float,
    points: Sequence[Sequence[float]],
    *,
    drawn: bool = False,
    around: Pair = _AROUND,
) -> Window:
    """Return how a picture fills its box; `aspect` and `box` are their widths by their heights.

    `around` is how much of the picture, across and down, must be shown around each call-out.

    A photograph loses no more than it must. A drawing has sky to spare: it is shown as near as its call-outs
    allow. Where even the whole picture leaves the box unfilled, strips stay free.
    """
    across, down = (_needed([point[i] for point in points], around[i]) for i in (0, 1))
    wide = max(across[1] - across[0], _NEAREST if drawn else _LEAST)
    high = max(down[1] - down[0], _NEAREST if drawn else _LEAST)
    if not drawn:
        wide, high = max(wide, min(1.0, box / aspect)), max(high, min(1.0, aspect / box))
    wide, high = min(1.0, max(wide, high * box / aspect)), min(1.0, max(high, wide * aspect / box))
    left = _start(across, wide, 0.5)
    top = _start(down, high, 1.0 if drawn else 0.5)
    scale = max(wide * aspect / box, high)  # of the box: how much the shown part would need, the larger side
    ratio = aspect / box
    shown_wide, shown_high = ratio / scale, 1 / scale
    return Window(
        left=(1 - wide * shown_wide) / 2 - left * shown_wide,
        top=(1 - high * shown_high) / 2 - top * shown_high,
        width=shown_wide,
        height=shown_high,
    )


def _flatness(points: Sequence[Sequence[float]]) -> float:
    """Return the width by height of what a drawing must show, as shares of its sides."""
    across, down = (_needed([point[i] for point in points], _AROUND[i]) for i in (0, 1))
    return max(across[1] - across[0], _NEAREST) / max(down[1] - down[0], _NEAREST)


def _needed(points: Sequence[float], around: float) -> Pair:
    """Return from where to where the call-outs need the picture, as shares of it."""
    low, high = min(points, default=50.0) / 100, max(points, default=50.0) / 100
    return max(low - around, 0.0), min(high + around, 1.0)


def _start(needed: tuple[float, float], share: float, lean: float) -> float:
    """Return where the shown part begins: around what is needed, else leaning to where `lean` says."""
    low, high = needed
    free = 1 - share
    return min(max(lean * free, high - share, 0.0), low, free)


def picture_markup(data: bytes) -> Markup:
    """Return a photograph, or the drawing of an editor, as an element that holds its bytes."""
    kind = "jpeg" if data.startswith(b"\xff\xd8") else "svg+xml"
    encoded = base64.b64encode(data).decode()
    return Markup('<img alt="" src="data:image/{};base64,{}">').format(kind, encoded)


def aspect_of(svg: str) -> float:
    """Return the width by height of a drawing."""
    match = _VIEW_BOX.search(svg)
    return float(match[1]) / float(match[2]) if match else 1.6
