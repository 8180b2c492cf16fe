"""What of a picture its box shows: the call-outs always, of the rest as much as may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Pair = tuple[float, float]

LEAST, _NEAREST = 0.45, 0.5  # of a photograph, of a drawing: at least so much of its sides is shown
AROUND: Pair = (0.07, 0.07)  # of the picture, across and down: what stays visible around a call-out


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


def look_at(
    aspect: float,
    box: float,
    points: Sequence[Sequence[float]],
    *,
    drawn: bool = False,
    around: Pair = AROUND,
) -> Window:
    """Return how a picture fills its box; `aspect` and `box` are their widths by their heights.

    `around` is how much of the picture, across and down, must be shown around each call-out.

    A photograph loses no more than it must. A drawing has sky to spare: it is shown as near as its call-outs
    allow. Where even the whole picture leaves the box unfilled, strips stay free: above a drawing, whose sky
    goes on there, and on both sides of a photograph.
    """
    across, down = (_needed([point[i] for point in points], around[i]) for i in (0, 1))
    wide = max(across[1] - across[0], _NEAREST if drawn else LEAST)
    high = max(down[1] - down[0], _NEAREST if drawn else LEAST)
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
        top=(1 - high * shown_high) * (1.0 if drawn else 0.5) - top * shown_high,
        width=shown_wide,
        height=shown_high,
    )


def flatness(points: Sequence[Sequence[float]]) -> float:
    """Return the width by height of what a drawing must show, as shares of its sides."""
    across, down = (_needed([point[i] for point in points], AROUND[i]) for i in (0, 1))
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
