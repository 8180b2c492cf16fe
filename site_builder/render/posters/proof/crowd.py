"""Which words of a sheet stand on other words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from site_builder.render.posters.proof.sheet import Box, Glyph

_SHARE = 0.2  # of the smaller of two characters: so much may lie in the box of the other
_BESIDE = 2  # characters of one line that are set into each other: Miao, dashes, italics
_AROUND = 6  # characters told before and behind the first that meets another


def meetings(glyphs: Sequence[Glyph]) -> tuple[str, ...]:
    """Return the words at the first two places that stand on each other; nothing when none do."""
    for one, other in _neighbours(glyphs):
        first, second = glyphs[one], glyphs[other]
        common = first.box.meet(second.box).area
        if common > _SHARE * min(first.box.area, second.box.area) > 0:
            return _words(glyphs, one), _words(glyphs, other)
    return ()


def _neighbours(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of two characters that may meet, each pair once or a few times."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    side = _side(glyphs)
    for number, glyph in enumerate(glyphs):
        for cell in _cells(glyph.box, side):
            cells[cell].append(number)
    for crowd in cells.values():
        yield from ((a, b) for a, b in combinations(crowd, 2) if b - a > _BESIDE)


def _side(glyphs: Sequence[Glyph]) -> float:
    heights = sorted(glyph.box.height for glyph in glyphs)
    return max(heights[len(heights) // 2], 0.5) if heights else 1.0


def _cells(box: Box, side: float) -> Iterator[tuple[int, int]]:
    for across in range(int(box.left // side), int(box.right // side) + 1):
        for up in range(int(box.bottom // side), int(box.top // side) + 1):
            yield across, up


def _words(glyphs: Sequence[Glyph], at: int) -> str:
    return "".join(glyph.char for glyph in glyphs[max(0, at - _AROUND) : at + _AROUND + 1])
