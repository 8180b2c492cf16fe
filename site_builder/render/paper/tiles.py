"""A poster becomes sheets to be printed, cut and glued; before them one that tells how."""

from __future__ import annotations

from site_builder.render.paper.binding import bind
from site_builder.render.paper.grid import Spot
from site_builder.render.paper.guide import draw_guide
from site_builder.render.paper.marks import draw_label, draw_marks
from site_builder.render.paper.pen import Pen
from site_builder.render.paper.words import Job
from site_builder.render.posters.drawing import Part


def tile(poster: Part, job: Job) -> bytes:
    """Return the sheets of a poster: sheet 0 first, then row by row from the left."""
    grid = job.grid
    guide = Pen(grid.paper.size[1])
    draw_guide(guide, job)
    sheets = [(grid.sheet, _sheet(job, spot)) for spot in grid.spots]
    return bind(poster, [(grid.paper.size, guide), *sheets], title=job.title)


def _sheet(job: Job, spot: Spot) -> Pen:
    grid = job.grid
    pen = Pen(grid.sheet[1])
    margin = grid.paper.margin
    x, y = grid.offset(spot)
    pen.clip(margin, margin, size=grid.window)
    pen.picture(at=(margin - x, margin - y), size=(grid.width, grid.height))
    pen.release()
    draw_marks(pen, grid, spot)
    draw_label(pen, job, spot)
    return pen
