"""Sheet 0: how to print, a ruler that proves it, a map of the sheets, what to do with them."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.render.paper import words
from site_builder.render.paper.grid import Spot
from site_builder.render.paper.letters import HEAVY
from site_builder.render.paper.pen import GREY, HAIR, PALE, Hand, Pen
from site_builder.render.paper.words import Job
from site_builder.render.posters import fonts

RULER = 100.0  # mm
_MARGIN = 14.0  # mm of an A4 sheet, as every length here; a larger paper shows all but the ruler larger
_WIDTH = 210.0 - 2 * _MARGIN
_MAP = (100.0, 136.0)  # the room for the map
_MAP_TOP = 148.0
_STEP_LEFT = _MARGIN + 112.0
_HEAVY = Hand(HEAVY)
_CENTRED = Hand(HEAVY, align=0.5)


@dataclass(frozen=True, slots=True)
class _Scaled:
    """Draws in lengths of an A4 sheet."""

    pen: Pen
    factor: float

    def write(self, text: str, x: float, y: float, *, size: float, hand: Hand = _HEAVY) -> None:
        at = (x * self.factor, y * self.factor)
        self.pen.write(text, at=at, size=size * self.factor, hand=hand)

    def box(self, *box: float, grey: float | None = None, edge: float = 0.0) -> None:
        self.pen.box(*(self.factor * one for one in box), grey=grey, edge=edge * self.factor)

    def line(self, *ends: float, grey: float = 0.0, width: float = HAIR, dash: float = 0.0) -> None:
        self.pen.line(*(self.factor * one for one in ends), grey=grey, width=width, dash=dash)

    def arrow(self, x: float, y: float, *, size: float, way: str) -> None:
        self.pen.arrow(x * self.factor, y * self.factor, size=size * self.factor, way=way)


def draw_guide(pen: Pen, job: Job) -> None:
    """Draw sheet 0."""
    page = _Scaled(pen, job.grid.paper.size[0] / 210.0)
    _draw_head(page, job)
    _draw_order(page)
    _draw_ruler(page)
    _draw_map(page, job)
    _draw_steps(page, job)


def _draw_head(page: _Scaled, job: Job) -> None:
    page.write(words.FIRST, _MARGIN, 18, size=5)
    if job.code:
        page.write(f"编号 {job.code}", _MARGIN + _WIDTH, 18, size=5, hand=Hand(HEAVY, align=1))
    page.line(_MARGIN, 21.5, _MARGIN + _WIDTH, 21.5, width=0.6)
    page.write(job.title, _MARGIN, 36, size=min(12.0, _WIDTH / fonts.width(job.title, HEAVY)))
    page.write(words.sum_up(job), _MARGIN, 45, size=4.6)
    page.write(words.tell_toner(job), _MARGIN, 52, size=4, hand=Hand(grey=GREY))


def _draw_order(page: _Scaled) -> None:
    page.box(_MARGIN, 58, _WIDTH, 30, edge=1.2)
    middle = _MARGIN + _WIDTH / 2
    size = min(11.5, (_WIDTH - 12) / fonts.width(words.TELL, HEAVY))
    page.write(words.TELL, middle, 73, size=size, hand=_CENTRED)
    page.write(words.NOT_FIT, middle, 83, size=4.4, hand=Hand(align=0.5))


def _draw_ruler(page: _Scaled) -> None:
    """Draw a ruler of 100 mm on any paper, with ticks and numbers, and what to do when it is not."""
    page.write(words.RULER, _MARGIN, 99, size=4.6)
    page.write(words.WRONG, _MARGIN, 125, size=4.2, hand=Hand())
    pen, left, top = page.pen, _MARGIN * page.factor, 104 * page.factor
    pen.line(left, top, left + RULER, top, width=0.4)
    for mm in range(round(RULER) + 1):
        long = 8.0 if mm % 10 == 0 else 5.5 if mm % 5 == 0 else 3.5
        pen.line(left + mm, top, left + mm, top + long, width=0.3 if mm % 10 == 0 else 0.15)
        if mm % 10 == 0:
            pen.write(f"{mm // 10}", at=(left + mm, top + long + 4.2), size=4, hand=_CENTRED)


def _draw_map(page: _Scaled, job: Job) -> None:
    """Draw the poster small, with the edges of the sheets as they will be seen, each with its name."""
    grid = job.grid
    page.write(words.MAP, _MARGIN, _MAP_TOP - 4, size=5.4)
    scale = min(_MAP[0] / grid.width, _MAP[1] / grid.height)
    wide, high = grid.width * scale, grid.height * scale
    page.pen.picture(
        at=(_MARGIN * page.factor, _MAP_TOP * page.factor),
        size=(wide * page.factor, high * page.factor),
    )
    xs = [*(grid.offset(Spot(0, column))[0] * scale for column in range(grid.columns)), wide]
    ys = [*(grid.offset(Spot(row, 0))[1] * scale for row in range(grid.rows)), high]
    for x in xs:
        _edge(page, _MARGIN + x, _MAP_TOP, _MARGIN + x, _MAP_TOP + high)
    for y in ys:
        _edge(page, _MARGIN, _MAP_TOP + y, _MARGIN + wide, _MAP_TOP + y)
    for spot in grid.spots:
        row, column = spot
        _plate(page, words.place(spot), (xs[column], ys[row], xs[column + 1], ys[row + 1]))


def _edge(page: _Scaled, *ends: float) -> None:
    page.line(*ends, grey=1, width=0.9)
    page.line(*ends, width=0.35)


def _plate(page: _Scaled, text: str, box: tuple[float, float, float, float]) -> None:
    """Write the name of a sheet in the middle of its place on the map."""
    left, top, right, bottom = box
    wide = fonts.width(text, HEAVY)
    size = min(3.2, 0.8 * (right - left) / (wide + 1), 0.5 * (bottom - top))
    x, y = _MARGIN + (left + right) / 2, _MAP_TOP + (top + bottom) / 2
    page.box(x - (wide + 1) * size / 2, y - 0.85 * size, (wide + 1) * size, 1.7 * size, grey=1, edge=HAIR)
    page.write(text, x, y + 0.36 * size, size=size, hand=_CENTRED)


def _draw_steps(page: _Scaled, job: Job) -> None:
    page.write(words.HOW, _STEP_LEFT, _MAP_TOP - 4, size=5.4)
    y = _MAP_TOP + 4
    for number, (heading, *lines) in enumerate(words.steps(job), start=1):
        page.write(f"{number}", _STEP_LEFT, y + 2, size=8)
        page.write(heading, _STEP_LEFT + 8, y + 0.6, size=4.8)
        for line in lines:
            y += 6
            page.write(line, _STEP_LEFT + 8, y + 0.6, size=3.6, hand=Hand())
        y += 9.5
    page.line(_STEP_LEFT - 5, _MAP_TOP, _STEP_LEFT - 5, _MAP_TOP + _MAP[1], grey=PALE)
    _draw_overlap(page, _STEP_LEFT + 2, y)


def _draw_overlap(page: _Scaled, x: float, y: float) -> None:
    """Draw how the second sheet, its left border cut off, lies on the glued strip of the first."""
    page.box(x, y + 5, 30, 26, grey=1, edge=0.3)
    page.box(x + 23, y + 5, 7, 26, grey=PALE, edge=0.3)
    page.line(x + 23, y + 5, x + 23, y + 31, dash=1)
    page.write(words.LEFT, x + 11.5, y + 17, size=3.2, hand=_CENTRED)
    page.write(words.STRIP, x + 26.5, y + 35.5, size=3.2, hand=_CENTRED)
    page.box(x + 38, y, 30, 26, grey=1, edge=0.3)
    page.box(x + 33, y, 5, 26, edge=0.15)
    page.line(x + 38, y - 3, x + 38, y + 29, width=0.4)
    page.write(words.RIGHT, x + 53, y + 12, size=3.2, hand=_CENTRED)
    page.write(words.CUT, x + 35.5, y - 1.5, size=3.2, hand=Hand(HEAVY, align=0.8))
    page.arrow(x + 45, y + 20, size=7, way="left")
    page.write(words.COVER, x + 50, y + 21.2, size=3.2)
