"""How a poster is cut into sheets that an office printer takes: how many, how they lie, at what scale."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}  # mm, upright (ISO 216)
EDGES = (5.0, 6.4)  # mm that a printer cannot reach: most lasers, and those with a quarter of an inch
BAND = 2.0  # mm inside the edge, for marks and labels
OVERLAP = 12.0  # mm that the next sheet covers
LEAST_SAVING_SCALE = 0.9
_TINY = 1e-6


class Spot(NamedTuple):
    """Where a sheet lies, counted from nought."""

    row: int
    column: int


class NoRoomError(ValueError):
    """The margins leave less of a sheet than two neighbours share."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed on: `name` one of PAPERS; `edge` in mm is what the printer cannot reach."""

    name: str = "A4"
    edge: float = EDGES[0]
    band: float = BAND
    overlap: float = OVERLAP

    @property
    def margin(self) -> float:
        """Return the width, in mm, of the border that shows nothing of the poster."""
        return self.edge + self.band

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height of the upright sheet, in mm."""
        return PAPERS[self.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A poster of `width` × `height` mm, as it will hang, on `columns` × `rows` sheets.

    `scale` is what it was multiplied by. The poster's windows on all sheets are of one size: two
    neighbours both show the `overlap` between them.
    """

    paper: Paper
    landscape: bool
    columns: int
    rows: int
    scale: float
    width: float
    height: float

    @property
    def count(self) -> int:
        return self.columns * self.rows

    @property
    def sheet(self) -> tuple[float, float]:
        """Return width and height of each sheet, in mm."""
        return _turned(self.paper, landscape=self.landscape)

    @property
    def window(self) -> tuple[float, float]:
        """Return width and height of what each sheet shows of the poster, in mm."""
        lap = self.paper.overlap
        return (
            (self.width + (self.columns - 1) * lap) / self.columns,
            (self.height + (self.rows - 1) * lap) / self.rows,
        )

    @property
    def spots(self) -> list[Spot]:
        """Return the places of the sheets, row by row from the left."""
        return [Spot(row, column) for row in range(self.rows) for column in range(self.columns)]

    def offset(self, spot: Spot) -> tuple[float, float]:
        """Return where a sheet's window begins on the poster: mm from its left and from its top."""
        wide, high = self.window
        return spot.column * (wide - self.paper.overlap), spot.row * (high - self.paper.overlap)


def lay(width: float, height: float, paper: Paper) -> Grid:
    """Return the grid of fewest sheets that shows a poster of width × height mm at its own size."""
    _require_room(paper)
    choices = [_at(1.0, (width, height), paper, landscape=turned) for turned in (False, True)]
    return min(choices, key=attrgetter("count"))


def save_paper(width: float, height: float, paper: Paper) -> Grid:
    """Return the grid of fewest sheets at a scale of 90 to 100 %, and of those the one of largest scale."""
    _require_room(paper)
    least = (width * LEAST_SAVING_SCALE, height * LEAST_SAVING_SCALE)
    fewest = min(_at(1.0, least, paper, landscape=turned).count for turned in (False, True))
    grids = (_largest((width, height), paper, shape) for shape in _shapes(fewest))
    return max((grid for grid in grids if grid.scale >= LEAST_SAVING_SCALE - _TINY), key=attrgetter("scale"))


def fill(width: float, height: float, paper: Paper, *, count: int) -> Grid:
    """Return the grid of exactly `count` sheets on which the poster stands largest, enlarged if need be."""
    _require_room(paper)
    grids = (_largest((width, height), paper, shape, most=math.inf) for shape in _shapes(count))
    return max(grids, key=attrgetter("scale"))


def filling_size(count: int, paper: Paper) -> tuple[int, int]:
    """Return the size, in mm, of the upright poster of A proportions that fills `count` sheets, a square."""
    side = math.isqrt(count)
    width = side * (paper.size[0] - 2 * paper.margin) - (side - 1) * paper.overlap
    return math.floor(width + _TINY), round(width * math.sqrt(2))


def _shapes(count: int) -> Iterator[tuple[int, int, bool]]:
    """Yield columns, rows and whether the sheets lie, for each way to lay `count` sheets; upright first."""
    for landscape in (False, True):
        for columns in range(1, count + 1):
            if count % columns == 0:
                yield columns, count // columns, landscape


def _at(scale: float, size: tuple[float, float], paper: Paper, *, landscape: bool) -> Grid:
    wide, high = (scale * side for side in size)
    room = _room(paper, landscape=landscape)
    return Grid(
        paper=paper,
        landscape=landscape,
        columns=_needed(wide, room[0], paper.overlap),
        rows=_needed(high, room[1], paper.overlap),
        scale=scale,
        width=wide,
        height=high,
    )


def _largest(
    size: tuple[float, float], paper: Paper, shape: tuple[int, int, bool], *, most: float = 1.0
) -> Grid:
    columns, rows, landscape = shape
    room = _room(paper, landscape=landscape)
    across = (columns * room[0] - (columns - 1) * paper.overlap) / size[0]
    down = (rows * room[1] - (rows - 1) * paper.overlap) / size[1]
    scale = min(most, across, down)
    return Grid(
        paper=paper,
        landscape=landscape,
        columns=columns,
        rows=rows,
        scale=scale,
        width=size[0] * scale,
        height=size[1] * scale,
    )


def _needed(length: float, room: float, overlap: float) -> int:
    return max(1, math.ceil((length - overlap) / (room - overlap) - _TINY))


def _room(paper: Paper, *, landscape: bool) -> tuple[float, float]:
    wide, high = _turned(paper, landscape=landscape)
    return wide - 2 * paper.margin, high - 2 * paper.margin


def _turned(paper: Paper, *, landscape: bool) -> tuple[float, float]:
    wide, high = paper.size
    return (high, wide) if landscape else (wide, high)


def _require_room(paper: Paper) -> None:
    if min(_room(paper, landscape=False)) <= paper.overlap:
        raise NoRoomError(paper)
