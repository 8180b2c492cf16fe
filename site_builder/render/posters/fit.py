"""One number decides a poster's type and spacing: as large as fits, never below what can be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from site_builder.render.posters.page import Layout
from site_builder.render.posters.sizes import Sheet

Measure = Callable[[Layout], float]  # the height that the layout needs, as a share of the sheet's

_TIGHT, _LOOSE, _LOOSEST = 0.7, 1.25, 2.4  # factors of the spacing
_SCENES = (0.165, 0.23, 0.34)  # of the width: with the smallest type, with the largest, to fill the sheet
_TALL_SCENES = (0.2, 0.34, 0.6)
_FULL = 1.0
_STEPS = 7
_CLOSE = 0.008  # of the height: what is left is spacing


class TooLongError(Exception):
    """Even the smallest type and the short forms need more than the sheet; `share` is how much they need."""

    def __init__(self, share: float) -> None:
        super().__init__(share)
        self.share = share


@dataclass(frozen=True, slots=True)
class Range:
    """All layouts of a sheet, from the smallest (0) to the largest (1)."""

    sheet: Sheet
    short: bool

    def at(self, k: float) -> Layout:
        """Return the layout for k; type grows first by proportion, spacing and scene with it."""
        small, large = self.sheet.smallest_rem, self.sheet.largest_rem
        low, high, _most = scenes(self.sheet)
        return Layout(
            rem=small * (large / small) ** k,
            spacing=_TIGHT + (_LOOSE - _TIGHT) * k,
            scene=low + (high - low) * k,
            short=self.short,
        )


def scenes(sheet: Sheet) -> tuple[float, float, float]:
    """Return the heights of the picture below the title, as shares of the sheet's width."""
    return _TALL_SCENES if sheet.tall else _SCENES


def fit(sheet: Sheet, measure: Measure) -> Layout:
    """Return the layout that fills the sheet; raises TooLongError when none does."""
    for short in (False, True) if not sheet.screen else (True,):
        layouts = Range(sheet, short)
        need = measure(layouts.at(0))
        if need <= _FULL:
            return _fill(_largest(layouts, measure, need), measure, scene=scenes(sheet)[-1])
    raise TooLongError(need)


def _largest(layouts: Range, measure: Measure, smallest: float) -> Layout:
    """Return the largest layout that fits, by regula falsi: height grows almost evenly with k."""
    low, low_need, high, high_need = 0.0, smallest, 1.0, measure(layouts.at(1))
    if high_need <= _FULL:
        return layouts.at(1)
    for _step in range(_STEPS):
        if _FULL - low_need < _CLOSE or high - low < 0.004:
            break
        share = (_FULL - low_need) / (high_need - low_need)
        k = low + (high - low) * min(0.9, max(0.1, share))
        need = measure(layouts.at(k))
        if need <= _FULL:
            low, low_need = k, need
        else:
            high, high_need = k, need
    return layouts.at(low)


def _fill(layout: Layout, measure: Measure, *, scene: float) -> Layout:
    """Return the layout with the room that is left given to spacing, then to the scene, then to spacing."""
    for key, most in (("spacing", _LOOSEST), ("scene", scene), ("spacing", 9.0)):
        layout = _stretched(layout, measure, key=key, most=most)
    return layout


def _stretched(layout: Layout, measure: Measure, *, key: str, most: float) -> Layout:
    """Return the layout with one number grown until the sheet is full: height is linear in it."""
    room = _FULL - measure(layout)
    value = float(getattr(layout, key))
    if room <= 0.001 or value >= most:
        return layout
    step = 0.05 * value
    slope = (measure(_with(layout, key, value + step)) - measure(layout)) / step
    if slope <= 0:
        return layout
    grown = _with(layout, key, min(most, value + (room - 0.0005) / slope))
    return grown if measure(grown) <= _FULL else layout


def _with(layout: Layout, key: str, value: float) -> Layout:
    return replace(layout, spacing=value) if key == "spacing" else replace(layout, scene=value)
