"""A long picture for telephones: as wide as their screens, as high as its text needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

UNIT = "scroll"  # of a format without a height
_POINTS = 10.0  # a millimetre: 1080 points are laid out as 108 mm of paper
_DISTANCE = 0.22  # metres; the code, a tenth of it wide, is pressed and not photographed
_REM = 40.0  # of the width: a line of about twenty-two characters, 15 px high on a telephone
_SHORTEST, _LONGEST = 1.75, 12.0  # of the width: below, cards would stand in two columns
_FIRST, _ROUNDS = 4.0, 4
_SLACK = 1.004  # of the height: room for what rounds up

Need = Callable[[Mapping[str, Any], float], float]  # a sheet and a rem → the height needed, as a share of it


def is_scroll(sheet: Mapping[str, Any]) -> bool:
    """Say whether a view's `format` has a width only."""
    return str(sheet["unit"]) == UNIT


def unrolled(sheet: Mapping[str, Any], need: Need | None = None) -> Mapping[str, Any]:
    """Return the sheet with the height that its text takes, in millimetres; without `need`, with some height.

    Any other sheet is returned as it is.
    """
    if not is_scroll(sheet):
        return sheet
    width = float(sheet["width"]) / _POINTS
    height = _FIRST * width
    for _round in range(_ROUNDS if need else 0):  # title and picture grow with the sheet: it is sought
        assert need
        wanted = need(_of_height(sheet, width, height), width / _REM) * height * _SLACK
        height = min(max(wanted, _SHORTEST * width), _LONGEST * width)
    return _of_height(sheet, width, height)


def _of_height(sheet: Mapping[str, Any], width: float, height: float) -> dict[str, Any]:
    return {**sheet, "width": width, "height": round(height, 1), "unit": "mm", "distance": _DISTANCE}
