"""Which drawing a sheet is cut from: sheets of one shape share one, and every paper's is drawn with bleed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.render.posters.scroll import is_scroll
from site_builder.render.posters.sizes import Sheet

Json = Mapping[str, Any]

BLEED = 3.0  # mm that a print shop cuts off on each side
# What sheets of A proportions are drawn on: in the hand; on a wall, pieced together or whole. Each
# asks for type as large as any of the sizes does that are cut from it.
_SHARED: tuple[Json, ...] = (
    {"width": 210, "height": 297, "unit": "mm", "distance": 0.5, "bleed": BLEED},
    {"width": 841, "height": 1189, "unit": "mm", "distance": 2.3, "bleed": 8.0},
    {"width": 841, "height": 1189, "unit": "mm", "distance": 2.01, "bleed": 8.0},
)
_IN_HAND = 1.0  # metres: below, a sheet's code is smaller
_ALIKE = 0.002  # of the proportions: what lies beyond is cut off
_FINE = 1920  # pixels: the longer side of a screen that others are as fine as, or finer
_POINTS = {"mm": 72 / 25.4, "px": 0.75}
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Part:
    """What a sheet of `size` shows of a drawing, from `left` and `bottom` of its page on, all in points.

    It is `scale` times as large on the sheet.
    """

    pdf: bytes
    left: float
    bottom: float
    scale: float
    size: tuple[float, float]

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """Return what makes points of the drawing's page points of the sheet (ISO 32000-1, 8.3.3)."""
        return (self.scale, 0, 0, self.scale, -self.left * self.scale, -self.bottom * self.scale)

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top on the drawing's page."""
        wide, high = (side / self.scale for side in self.size)
        return (self.left, self.bottom, self.left + wide, self.bottom + high)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A poster's `pdf`, and the `sheet` that it was drawn on: a view's `format` without names."""

    pdf: bytes
    sheet: Json

    def whole(self) -> Part:
        """Return the drawing within its bleed."""
        return self.part({**self.sheet, "bleed": 0.0})

    def part(self, sheet: Json) -> Part:
        """Return what a view's `format` shows of it, with its own bleed when it has one."""
        return Part(self.pdf, *_window(self.sheet, sheet))

    def is_all_of(self, sheet: Json) -> bool:
        """Say whether the drawing's page is the sheet, no larger and no smaller."""
        return is_scroll(sheet) or all(
            abs(_length(self.sheet, side) - _length(sheet, side)) < _TINY for side in ("width", "height")
        )


def sheets_for(sheet: Json) -> tuple[Json, ...]:
    """Return on what a poster may be drawn for a view's `format`: those it shares first, its own last.

    A shared one may ask for larger type than the sheet by itself: short forms are no way to fit on that.
    """
    if is_scroll(sheet):
        return (_drawn(sheet, bleed=float(sheet.get("bleed", 0))),)
    if sheet["unit"] == "px":
        return (_drawn(_coarser(sheet)),)
    own = _drawn(sheet, bleed=BLEED)
    if sheet.get("engine"):
        return (own,)
    return (*(shared for shared in _SHARED if _serves(shared, own)), own)


def _drawn(sheet: Json, *, bleed: float = 0.0) -> Json:
    kept = {key: sheet[key] for key in ("width", "height", "unit", "distance", "engine") if key in sheet}
    return {**kept, "bleed": bleed}


def _coarser(sheet: Json) -> Json:
    """Return the screen of the same shape, not as fine: what it shows, larger, is what the sheet shows."""
    times = max(sheet["width"], sheet["height"]) / _FINE
    sides = {side: sheet[side] / times for side in ("width", "height")}
    whole = all(length == round(length) for length in sides.values())
    return {**sheet, **{side: round(length) for side, length in sides.items()}} if whole else sheet


def _serves(shared: Json, own: Json) -> bool:
    """Say whether what is drawn on a shared sheet is right for another, with all of its bleed."""
    large, small = (Sheet.of({**one, "bleed": 0.0}) for one in (shared, own))
    alike = abs(small.height * large.width / (small.width * large.height) - 1) < _ALIKE
    legible = small.smallest_rem / small.width <= large.smallest_rem / large.width + _TINY
    held = (small.distance < _IN_HAND) == (large.distance < _IN_HAND)
    if not (alike and legible and held):
        return False
    left, bottom, _scale, _size = _window(shared, own)
    return min(left, bottom) > -_TINY


def _window(drawn: Json, sheet: Json) -> tuple[float, float, float, tuple[float, float]]:
    """Return left, bottom, scale and size of the part in the middle of a drawing that covers a sheet."""
    scale = max(sheet[side] / drawn[side] for side in ("width", "height"))
    points = _POINTS[str(sheet["unit"])]
    wide, high = (_length(sheet, side) for side in ("width", "height"))
    left, bottom = (
        points * (_length(drawn, side) - length / scale) / 2
        for side, length in (("width", wide), ("height", high))
    )
    return left, bottom, scale, (points * wide, points * high)


def _length(sheet: Json, side: str) -> float:
    """Return a side with the bleed at both of its ends."""
    return float(sheet[side]) + 2 * float(sheet.get("bleed", 0))
