"""Where a sheet is cut and glued, and which one it is."""

from __future__ import annotations

from site_builder.render.paper.grid import Grid, Spot
from site_builder.render.paper.letters import HEAVY
from site_builder.render.paper.pen import HAIR, Hand, Pen
from site_builder.render.paper.words import GLUE, Job, label, place
from site_builder.render.posters import fonts

_LARGEST, _SMALLEST = 3.6, 1.85  # mm: the size of a label, where there is room and where there is none
_PLATE, _PLATE_TEXT = 6.0, 3.3  # mm: the strip that tells where to glue
_DASH = 2.0  # mm
_INSIDE = 1.0  # mm: the dashes lie below the next sheet, not at its edge
_INDENT = 3.0  # mm: a label keeps off the line to cut along
_INK = 0.93  # em: the height of a Han character
_BELOW = 0.1  # em: what of it is below the baseline
_CENTRE = (_INK / 2 - _BELOW) * _PLATE_TEXT  # mm: from the middle of a line to its baseline


def draw_marks(pen: Pen, grid: Grid, spot: Spot) -> None:
    """Draw hairlines to cut along, outside the window, and what is glued under a neighbour."""
    wide, high = grid.sheet
    left = top = grid.paper.margin
    right, bottom = left + grid.window[0], top + grid.window[1]
    outside = HAIR / 2
    pen.line(left - outside, 0, left - outside, high)
    pen.line(0, top - outside, wide, top - outside)
    if spot.column == grid.columns - 1:
        pen.line(right + outside, 0, right + outside, high)
    else:
        _strip_right(pen, grid, GLUE.format(neighbour=place(Spot(spot.row, spot.column + 1))))
    if spot.row == grid.rows - 1:
        pen.line(0, bottom + outside, wide, bottom + outside)
    else:
        _strip_below(pen, grid, GLUE.format(neighbour=place(Spot(spot.row + 1, spot.column))))


def draw_label(pen: Pen, job: Job, spot: Spot) -> None:
    """Write what sheet it is below its window or, where there is more room, beside it."""
    grid, text = job.grid, label(job, spot)
    margin = grid.paper.margin
    beside, below = (
        sheet - grid.paper.edge - margin - window
        for sheet, window in zip(grid.sheet, grid.window, strict=True)
    )
    turned = beside > below
    room, window, length = (beside, *grid.window) if turned else (below, *grid.window[::-1])
    length -= _INDENT
    size = min(_LARGEST, max(_SMALLEST, room * 0.75), 0.98 * length / fonts.width(text, HEAVY))
    base = margin + window + max(room - _INK * size, 0) / 2 + (_INK - _BELOW) * size
    at = (base, margin + length) if turned else (margin + _INDENT, base)
    pen.write(text, at=at, size=size, hand=Hand(HEAVY, turned=turned))


def _strip_right(pen: Pen, grid: Grid, text: str) -> None:
    """Draw what the sheet to the right will cover: dashes just inside its edge, a plate that names it."""
    margin, (wide, high) = grid.paper.margin, grid.window
    start = margin + wide - grid.paper.overlap + _INSIDE
    _dashes(pen, start, margin, start, margin + high)
    length, middle = _plate_length(text), start + grid.paper.overlap / 2
    end = margin + (high + length) / 2
    pen.box(middle - _PLATE / 2, end - length, _PLATE, length, grey=1, edge=HAIR)
    pen.write(text, at=(middle + _CENTRE, end - 2), size=_PLATE_TEXT, hand=Hand(HEAVY, turned=True))
    pen.arrow(middle, end - length + _PLATE / 2 + 1, size=_PLATE * 0.7, way="right")


def _strip_below(pen: Pen, grid: Grid, text: str) -> None:
    """Draw what the sheet below will cover."""
    margin, (wide, high) = grid.paper.margin, grid.window
    start = margin + high - grid.paper.overlap + _INSIDE
    _dashes(pen, margin, start, margin + wide, start)
    length, middle = _plate_length(text), start + grid.paper.overlap / 2
    left = margin + (wide - length) / 2
    pen.box(left, middle - _PLATE / 2, length, _PLATE, grey=1, edge=HAIR)
    pen.write(text, at=(left + 2, middle + _CENTRE), size=_PLATE_TEXT, hand=Hand(HEAVY))
    pen.arrow(left + length - _PLATE / 2 - 1, middle, size=_PLATE * 0.7, way="down")


def _plate_length(text: str) -> float:
    return fonts.width(text, HEAVY) * _PLATE_TEXT + 4 + _PLATE


def _dashes(pen: Pen, *ends: float) -> None:
    """Draw dashes that show on dark and on light."""
    pen.line(*ends, grey=1, width=0.5)
    pen.line(*ends, width=0.25, dash=_DASH)
