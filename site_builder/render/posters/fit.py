"""One number decides a poster's type and spacing: as large as fits, never below what can be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from site_builder.render.posters.designs import Stops
from site_builder.render.posters.page import Scale
from site_builder.render.posters.sizes import Sheet

Measure = Callable[[Scale], float]  # the height that the scale needs, as a share of the sheet's
Uneven = Callable[[Scale], int]  # the rows of blocks whose sides differ in length

_SPACINGS: Stops = (
    0.55,
    0.95,
    1.25,
)  # factors of the spacing: with the smallest type, at ease, with the largest
_SCREEN_SPACINGS: Stops = (0.35, 0.7, 1.1)  # a screen is read from afar: type before spacing
_EASE = 0.2  # k up to which spacing and scene grow fast
_FULL = 1.0
_STEPS = 7
_EVEN_STEPS, _EVEN_STEP, _EVEN_WORTH = 12, 0.012, 0.032  # of k; of the type's size for each even row
_CLOSE = 0.008  # of the height: what is left is spacing


class TooLongError(Exception):
    """Even the smallest type and the short forms need more than the sheet; `share` is how much they need."""

    def __init__(self, share: float) -> None:
        super().__init__(share)
        self.share = share


@dataclass(frozen=True, slots=True)
class Range:
    """All scales of a sheet, from the smallest (0) to the largest (1)."""

    sheet: Sheet
    short: bool
    scenes: Stops

    def at(self, k: float) -> Scale:
        """Return the scale for k: first the spacing and the picture come to their ease, then type grows."""
        small, large = self.sheet.smallest_rem, self.sheet.largest_rem
        return Scale(
            rem=small * (large / small) ** k,
            spacing=_between(_SCREEN_SPACINGS if self.sheet.screen else _SPACINGS, k),
            scene=_between(self.scenes, k),
            short=self.short,
        )


def _between(stops: Stops, k: float) -> float:
    low, ease, high = stops
    if k < _EASE:
        return low + (ease - low) * k / _EASE
    return ease + (high - ease) * (k - _EASE) / (1 - _EASE)


def fit(sheet: Sheet, measure: Measure, uneven: Uneven, *, scenes: Stops, whole: bool = False) -> Scale:
    """Return the scale that fills the sheet; raises TooLongError when none does.

    Type shrinks to the smallest that can be read before the short forms take the place of the whole texts, if
    they may. A little size is given for an even row of blocks.
    """
    for short in (True,) if sheet.screen else (False,) if whole else (False, True):
        scales = Range(sheet, short, scenes)
        need = measure(scales.at(0))
        if need <= _FULL:
            largest = _largest(scales, measure, need)
            even = _most_even(scales, largest, measure=measure, uneven=uneven)
            return _fill(even, measure, scene=scenes[1])
    raise TooLongError(need)


def _largest(scales: Range, measure: Measure, smallest: float) -> float:
    """Return the largest k that fits, by regula falsi: height grows almost evenly with k."""
    low, low_need, high, high_need = 0.0, smallest, 1.0, measure(scales.at(1))
    if high_need <= _FULL:
        return 1.0
    for _step in range(_STEPS):
        if _FULL - low_need < _CLOSE or high - low < 0.004:
            break
        share = (_FULL - low_need) / (high_need - low_need)
        k = low + (high - low) * min(0.9, max(0.1, share))
        need = measure(scales.at(k))
        if need <= _FULL:
            low, low_need = k, need
        else:
            high, high_need = k, need
    return low


def _most_even(scales: Range, largest: float, *, measure: Measure, uneven: Uneven) -> Scale:
    """Return the best of the scales just below the largest: size counts, even rows count a little."""
    choices = [scales.at(max(0.0, largest - _EVEN_STEP * step)) for step in range(_EVEN_STEPS)]
    top = choices[0].rem
    best = max(choices, key=lambda scale: scale.rem / top - _EVEN_WORTH * uneven(scale))
    return best if best is choices[0] or measure(best) <= _FULL else choices[0]


def _fill(scale: Scale, measure: Measure, *, scene: float) -> Scale:
    """Return the scale with the room that is left given to spacing and picture in turn."""
    turns = (
        ("spacing", 0.8),
        ("scene", scene),
        ("spacing", 1.15),
        ("scene", 1.2 * scene),
        ("spacing", 1.7),
        ("scene", 1.6 * scene),
        ("spacing", 9.0),
    )
    for key, most in turns:
        scale = _stretched(scale, measure, key=key, most=most)
    return scale


def _stretched(scale: Scale, measure: Measure, *, key: str, most: float) -> Scale:
    """Return the scale with one number grown until the sheet is full: height is linear in it."""
    room = _FULL - measure(scale)
    value = float(getattr(scale, key))
    if room <= 0.001 or value >= most:
        return scale
    step = 0.05 * value
    slope = (measure(_with(scale, key, value + step)) - measure(scale)) / step
    more = (
        (room - 0.0005) / slope if slope > 0 else most - value
    )  # beside a longer list, a picture costs nothing
    for share in (1.0, 0.6, 0.3):  # less, where a line wraps or the title grows with the picture
        grown = _with(scale, key, min(most, value + share * more))
        if measure(grown) <= _FULL:
            return grown
    return scale


def _with(scale: Scale, key: str, value: float) -> Scale:
    return replace(scale, spacing=value) if key == "spacing" else replace(scale, scene=value)
