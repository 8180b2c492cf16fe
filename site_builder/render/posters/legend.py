"""The legend of a large picture: its call-outs' headings below the title, beside the picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_builder.render.posters import fonts
from site_builder.render.posters.sections import headings_alone, sort_blocks
from site_builder.render.posters.sizes import BODY, Sheet
from site_builder.render.posters.texts import longest
from site_builder.render.posters.typography import line

_ABOVE, _BELOW = 1.3, 1.0  # of the margin: above the label, below the legend
_LABEL, _GAP = 2.55, 1.1  # rem: the label with its gap, the gap below the title
_NUMBER = 1.85  # em: a number before its heading
_LARGEST, _PITCH = 2.2, 1.5  # of the smallest rem: a heading; of a heading: from one to the next
_RIBBON, _BETWEEN = 2.6, 1.26  # of the smallest rem: the phrases; em: between two


def show_legend(
    poster: Mapping[str, Any], sheet: Sheet, *, rem: float, title_high: float
) -> dict[str, Any] | None:
    """Return the headings of the call-outs and their sizes in rem; `title_high` in the sheet's unit.

    Nothing where each is shown with its text, or where they would be too small to read.
    """
    blocks = sort_blocks(poster)["callouts"]
    if not (
        sheet.beside and blocks and headings_alone(poster, screen=sheet.screen, beside=True) == "callouts"
    ):
        return None
    wide = sheet.panel - 2 * sheet.margin
    high = sheet.height - (_ABOVE + _BELOW) * sheet.margin - (_LABEL + _GAP) * rem - title_high
    size = min(_LARGEST * sheet.smallest_rem, wide / (longest(blocks) + _NUMBER), high / len(blocks) / _PITCH)
    if size < BODY * sheet.smallest_rem:
        return None
    return {
        "headings": [line(block["heading"]) for block in blocks],
        "size": round(size / rem, 3),
        "pitch": round(min(high / len(blocks), 2 * size) / rem, 3),
        "ribbon": round(_ribbon(poster, sheet) / rem, 3),
    }


def _ribbon(poster: Mapping[str, Any], sheet: Sheet) -> float:
    """Return the size of the phrases, which stand on one line above the picture."""
    widths = [fonts.width(str(phrase), 700) for phrase in poster["subtitle"]] or [1.0]
    across = sum(widths) + _BETWEEN * (len(widths) - 1)
    return min(_RIBBON * sheet.smallest_rem, (sheet.width - sheet.panel - 2 * sheet.margin) / across)
