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

_VIEW_BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_SHOWN = 0.66  # of the picture: at least so much of its width and height is shown
_AROUND = 0.07  # of the picture: what stays visible around a call-out
_SIDE = 0.56  # of the room between the margins: a picture beside its call-outs
_BETWEEN = 1.6  # rem: between a picture and the call-outs beside it
_WIDE = 1.75  # width by height: a picture above its call-outs also on a lying sheet
_HIGHEST, _HIGHEST_TALL, _HIGHEST_SIDE, _HIGHEST_LYING = 0.5, 0.4, 0.66, 0.36  # of the sheet's height


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


def stands_beside(sheet: Sheet, aspect: float) -> bool:
    """Say whether the call-outs stand beside the picture and not below it."""
    return sheet.landscape and aspect < _WIDE


def show_figure(
    poster: Mapping[str, Any], sheet: Sheet, *, rem: float, share: float, aspect: float
) -> dict[str, Any]:
    """Return the box of the picture in rem, what of it is shown, and the call-outs' places in percent.

    `list` is the width that the texts of the call-outs have, in `columns`.
    """
    beside = stands_beside(sheet, aspect)
    inner = sheet.width - sheet.panel - 2 * sheet.margin
    wide = _SIDE * inner if beside else inner if sheet.landscape else sheet.width
    high = min(wide / aspect, _highest(sheet, beside=beside)) * min(share, 1.0)
    points = [block["at"] for block in poster["blocks"] if block["at"]]
    window = look_at(aspect / (wide / high), points)
    return {
        "beside": beside,
        "bleed": not sheet.landscape,
        "wide": round(wide / rem, 3),
        "high": round(high / rem, 3),
        "window": window,
        "list": round((inner - (wide + _BETWEEN * rem if beside else 0)) / rem, 3),
        "columns": 1 if beside else sheet.columns,
        "points": [window.at(point) for point in points],
        "credit": line(poster["picture"]["credit"]),
    }


def _highest(sheet: Sheet, *, beside: bool) -> float:
    if sheet.landscape:
        return (_HIGHEST_SIDE if beside else _HIGHEST_LYING) * sheet.height
    return (_HIGHEST_TALL if sheet.tall else _HIGHEST) * sheet.height


def look_at(flatness: float, points: Sequence[Sequence[float]]) -> Window:
    """Return how a picture fills its box; `flatness` is its width by height, divided by the box's.

    The box cuts off what is too much, but neither a call-out nor more than a third: then strips stay free.
    """
    if flatness < 1:
        start, share = _visible(flatness, [y for _x, y in points])
        return Window(
            left=(1 - flatness / share) / 2, top=-start / share, width=flatness / share, height=1 / share
        )
    start, share = _visible(1 / flatness, [x for x, _y in points])
    return Window(
        left=-start / share, top=(1 - 1 / flatness / share) / 2, width=1 / share, height=1 / flatness / share
    )


def _visible(wanted: float, points: Sequence[float]) -> tuple[float, float]:
    """Return from where and how much of the picture is shown in the direction that is cut."""
    low = max(min(points, default=50.0) / 100 - _AROUND, 0.0)
    high = min(max(points, default=50.0) / 100 + _AROUND, 1.0)
    share = min(max(wanted, _SHOWN, high - low), 1.0)
    return min(max((1 - share) / 2, high - share), low, 1 - share), share


def picture_markup(data: bytes) -> Markup:
    """Return a photograph, or the drawing of an editor, as an element that holds its bytes."""
    kind = "jpeg" if data.startswith(b"\xff\xd8") else "svg+xml"
    encoded = base64.b64encode(data).decode()
    return Markup('<img alt="" src="data:image/{};base64,{}">').format(kind, encoded)


def aspect_of(svg: str) -> float:
    """Return the width by height of a drawing."""
    match = _VIEW_BOX.search(svg)
    return float(match[1]) / float(match[2]) if match else 1.6
