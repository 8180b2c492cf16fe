"""How many sheets a poster needs: against trying everything."""

from __future__ import annotations

from fractions import Fraction

import pytest

from site_builder.render.paper import PAPERS, Grid, Paper, fill, filling_size, lay, save_paper
from site_builder.render.paper.grid import NoRoomError
from site_builder.settings import FORMATS

SIZES = sorted({(row.width, row.height) for row in FORMATS.values() if row.unit == "mm"})
MARGINS = {5: 7, 6.4: Fraction(84, 10)}  # mm that a printer cannot reach → mm that show nothing of the poster
OVERLAP = 12
papers = pytest.mark.parametrize(
    "paper",
    [Paper(name, edge) for name in PAPERS for edge in MARGINS],
    ids=lambda one: f"{one.name}-{one.edge}",
)


def sheets(length: Fraction, side: float, margin: Fraction | int) -> int:
    """Return how many sheets cover a length: laid one after another until the end is reached."""
    count, reached = 1, side - 2 * margin
    while reached < length:
        count += 1
        reached += side - 2 * margin - OVERLAP
    return count


def tried(size: tuple[int, int], paper: Paper, steps: int) -> dict[Fraction, int]:
    """Return the fewest sheets at each scale from 90 to 100 %."""
    across, down = (round(side) for side in PAPERS[paper.name])
    margin = MARGINS[paper.edge]
    found = {}
    for step in range(steps + 1):
        scale = Fraction(9, 10) + Fraction(step, 10 * steps)
        wide, high = (side * scale for side in size)
        found[scale] = min(
            sheets(wide, across, margin) * sheets(high, down, margin),
            sheets(wide, down, margin) * sheets(high, across, margin),
        )
    return found


@papers
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_paper_is_saved_as_far_as_trying_every_scale_does(size: tuple[int, int], paper: Paper) -> None:
    steps = 500
    found = tried(size, paper, steps)
    fewest = min(found.values())
    largest = max(scale for scale, count in found.items() if count == fewest)
    grid = save_paper(*size, paper)
    assert grid.count == fewest
    assert float(largest) - 1e-9 <= grid.scale < float(largest) + 0.1 / steps + 1e-9
    assert grid.scale <= 1


@papers
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_a_poster_at_its_own_size_needs_as_few_sheets_as_trying_says(
    size: tuple[int, int], paper: Paper
) -> None:
    grid = lay(*size, paper)
    assert grid.count == tried(size, paper, 1)[Fraction(1)]
    assert (grid.scale, grid.width, grid.height) == (1, *size)


@pytest.mark.parametrize("edge", MARGINS)
@pytest.mark.parametrize(
    ("size", "whole", "saved"),
    [((600, 900), 15, 9), ((900, 1200), 25, 18), ((1200, 900), 25, 18), ((570, 840), 15, 9)],
)
def test_boards_of_villages_save_a_third_of_the_paper(
    edge: float, size: tuple[int, int], whole: int, saved: int
) -> None:
    paper = Paper("A4", edge)
    assert (lay(*size, paper).count, save_paper(*size, paper).count) == (whole, saved)


def test_an_edge_of_a_quarter_inch_asks_for_more_sheets() -> None:
    """57 × 84 cm with nothing beside the picture and 10 mm of overlap: 9 sheets become 12."""
    counts = [lay(570, 840, Paper("A4", edge, band=0, overlap=10)).count for edge in MARGINS]
    assert counts == [9, 12]


@pytest.mark.parametrize(("count", "size"), [(4, (380, 537)), (9, (564, 798)), (16, (748, 1058))])
def test_a_poster_of_a_proportions_fills_four_nine_or_sixteen_sheets(
    count: int, size: tuple[int, int]
) -> None:
    paper = Paper("A4")
    assert filling_size(count, paper) == size
    assert lay(*size, paper).count == count
    assert lay(size[0] + 1, size[1], paper).count > count
    assert fill(210, 297, paper, count=count).width == pytest.approx(size[0], abs=1)


@papers
@pytest.mark.parametrize("count", [1, 2, 4, 6, 9, 16])
@pytest.mark.parametrize("size", [(600, 900), (1200, 900), (800, 2000)])
def test_a_poster_fills_exactly_the_sheets_that_are_asked_for(
    size: tuple[int, int], count: int, paper: Paper
) -> None:
    grid = fill(*size, paper, count=count)
    assert grid.count == count
    larger = [Fraction(side * grid.scale * 1.001) for side in size]
    assert not any(
        sheets(larger[0], across, MARGINS[paper.edge]) <= columns
        and sheets(larger[1], down, MARGINS[paper.edge]) <= count // columns
        for columns in range(1, count + 1)
        if count % columns == 0
        for across, down in (PAPERS[paper.name], PAPERS[paper.name][::-1])
    )
    assert_windows_lie_in_the_printable_part(grid)


def assert_windows_lie_in_the_printable_part(grid: Grid) -> None:
    for window, sheet in zip(grid.window, grid.sheet, strict=True):
        assert window <= sheet - 2 * float(MARGINS[grid.paper.edge]) + 1e-6


@papers
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_windows_share_their_overlap_and_show_the_whole_poster(size: tuple[int, int], paper: Paper) -> None:
    for grid in (lay(*size, paper), save_paper(*size, paper)):
        assert_windows_lie_in_the_printable_part(grid)
        ends = [(x + grid.window[0], y + grid.window[1]) for x, y in map(grid.offset, grid.spots)]
        assert ends[-1] == pytest.approx((grid.width, grid.height))
        if grid.columns > 1:
            assert ends[0][0] - grid.offset(grid.spots[1])[0] == pytest.approx(OVERLAP)


def test_a_paper_that_is_all_margin_is_refused() -> None:
    with pytest.raises(NoRoomError):
        lay(600, 900, Paper("A4", edge=99))
