"""Sheets of paper are held against their plan: size, boxes, ruler, and whether they show the whole poster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from site_builder.i18n import _
from site_builder.render.paper import BLEED, Grid, grid_of
from site_builder.render.paper.grid import Spot
from site_builder.render.paper.guide import RULER
from site_builder.render.paper.proof.leaves import Leaf, Line, Placed, read_leaves
from site_builder.render.paper.words import count_of
from site_builder.render.posters.proof import prove
from site_builder.render.posters.proof.sheet import Box, UnreadableError

__all__ = ["prove_press", "prove_tiles"]

_EXACT = 0.1  # mm
_FINE = 0.02  # mm: what rounding to a thousandth of a point may leave between two lengths

Json = Mapping[str, Any]


def prove_press(pdf: bytes, poster: Json, sheet: Json) -> tuple[str, ...]:
    """Return what is wrong with a file for a print shop, in words an editor understands.

    `poster` and `sheet` are the view's `poster` and `format` that it was made from.
    """
    try:
        leaves, drawn = read_leaves(pdf, bleed=BLEED)
    except UnreadableError:
        return (_("it is damaged, or not a file that kepu made"),)
    return (
        *_wrong_boxes(leaves, (float(sheet["width"]), float(sheet["height"]))),
        *_bare(leaves),
        *prove(drawn, poster, {**sheet, "bleed": BLEED}),
    )


def prove_tiles(pdf: bytes, poster: Json, sheet: Json, *, tiles: Json) -> tuple[str, ...]:
    """Return what is wrong with the sheets that a poster is cut into; `tiles` as grid_of() reads it."""
    try:
        leaves, drawn = read_leaves(pdf)
    except UnreadableError:
        return (_("it is damaged, or not a file that kepu made"),)
    grid = grid_of(sheet, tiles)
    first, *rest = leaves
    return (
        *_wrong_papers(leaves, grid),
        *_wrong_ruler(first),
        *_wrong_parts(rest, grid, code=str(poster["code"])),
        *_bare(leaves),
        *prove(drawn, poster, sheet),
    )


def _wrong_boxes(leaves: Sequence[Leaf], size: tuple[float, float]) -> Iterator[str]:
    leaf = leaves[0]
    if len(leaves) != 1:
        yield _("it has {count} pages, not one").format(count=len(leaves))
    found = (leaf.trim.right - leaf.trim.left, leaf.trim.height)
    if not all(abs(one - other) <= _EXACT for one, other in zip(found, size, strict=True)):
        message = _("it is {found} mm large, not {right}")
        yield message.format(found=_sides(*found), right=_sides(*size))
    if not _alike(leaf.bleed, leaf.trim.wider(BLEED)) or not leaf.bleed.within(leaf.paper):
        yield _("the bleed is not {bleed} mm on each side").format(bleed=f"{BLEED:g}")
    if not any(_alike(one.window, leaf.bleed) and _alike(one.whole, leaf.bleed) for one in leaf.posters):
        yield _("the poster does not fill the bleed")


def _wrong_papers(leaves: Sequence[Leaf], grid: Grid) -> Iterator[str]:
    """Yield what is wrong with the number of sheets and with their sizes; the first tells how."""
    right = [grid.paper.size, *[grid.sheet] * grid.count]
    if len(leaves) != len(right):
        yield _("it has {found} sheets, not {right}").format(found=len(leaves), right=len(right))
    for number, (leaf, size) in enumerate(zip(leaves, right, strict=False), start=1):
        if not _alike(leaf.paper, Box(0, 0, *size)):
            message = _("sheet {number} is {found} mm large, not {right}")
            found = _sides(leaf.paper.right - leaf.paper.left, leaf.paper.height)
            yield message.format(number=number, found=found, right=_sides(*size))


def _wrong_ruler(leaf: Leaf) -> Iterator[str]:
    if not any(_is_ruler(line, leaf.lines) for line in leaf.lines):
        yield _("the first sheet has no ruler of {length} mm").format(length=f"{RULER:g}")


def _is_ruler(line: Line, lines: Sequence[Line]) -> bool:
    """Say whether a line is as long as the ruler, and bears a stroke at each of its millimetres."""
    (left, base), (right, other) = line.start, line.end
    if abs(right - left - RULER) > _EXACT or abs(base - other) > _FINE:
        return False
    strokes = [one.start[0] - left for one in lines if abs(one.start[1] - base) <= _FINE]
    return all(any(abs(at - mm) <= _FINE for at in strokes) for mm in range(round(RULER) + 1))


def _wrong_parts(leaves: Sequence[Leaf], grid: Grid, *, code: str) -> Iterator[str]:
    for number, (leaf, spot) in enumerate(zip(leaves, grid.spots, strict=False), start=2):
        if count_of(grid, spot) not in leaf.words or code not in leaf.words:
            yield _("sheet {number} does not say which it is").format(number=number)
        if not any(_is_part(one, grid, spot) for one in leaf.posters):
            yield _("sheet {number} does not show its part of the poster").format(number=number)
    parts = [_part(one) for leaf in leaves for one in leaf.posters]
    if not _is_covered(Box(0, 0, grid.width, grid.height).wider(-_EXACT), parts):
        yield _("a part of the poster is on no sheet")


def _is_part(placed: Placed, grid: Grid, spot: Spot) -> bool:
    """Say whether a sheet shows what the plan wants at its place, and at the scale of the plan."""
    margin, high = grid.paper.margin, grid.sheet[1]
    x, y = grid.offset(spot)
    left, top = margin - x, high - margin + y
    window = Box(margin, high - margin - grid.window[1], margin + grid.window[0], high - margin)
    whole = Box(left, top - grid.height, left + grid.width, top)
    return _alike(placed.window, window) and _alike(placed.whole, whole)


def _part(placed: Placed) -> Box:
    """Return what of the poster is shown, from its own lower left corner."""
    window, x, y = placed.window, placed.whole.left, placed.whole.bottom
    return Box(window.left - x, window.bottom - y, window.right - x, window.top - y)


def _is_covered(whole: Box, parts: Sequence[Box]) -> bool:
    """Say whether each point of a box lies in one of parts: one of each cell between their edges is tried."""
    across = sorted({whole.left, whole.right, *(x for part in parts for x in (part.left, part.right))})
    up = sorted({whole.bottom, whole.top, *(y for part in parts for y in (part.bottom, part.top))})
    middles = (
        ((left + right) / 2, (bottom + top) / 2)
        for left, right in pairwise(across)
        for bottom, top in pairwise(up)
    )
    return all(any(part.holds(x, y) for part in parts) for x, y in middles if whole.holds(x, y))


def _bare(leaves: Sequence[Leaf]) -> Iterator[str]:
    if names := sorted({name for leaf in leaves for name in leaf.bare}):
        yield _("the file lacks a typeface: {names}").format(names=" ".join(names))


def _alike(one: Box, other: Box) -> bool:
    return one.within(other.wider(_EXACT)) and other.within(one.wider(_EXACT))


def _sides(width: float, height: float) -> str:
    return f"{width:.1f} × {height:.1f}"
