"""How much of its sheet a page needs: its height, and more than there is where a heading is too small."""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_builder.render.posters.fonts import Font
from site_builder.render.posters.page import Page, Scale
from site_builder.render.posters.printer import height_of
from site_builder.render.posters.sizes import LEAST

_SIZE = re.compile(  # of headings, which shrink to the width of their cards
    r"""(?:h2\b[^{}<]*\{[^{}]*?|<h2\ style=")font-size:\s*(-?[\d.]+)rem""", re.VERBOSE
)
_ALL = 1.0
_TWICE = 2.0  # more than all of the sheet


def need_of(page: Page, typefaces: Sequence[Font], scale: Scale) -> float:
    """Return what a page needs, as a share of the height of its sheet.

    A heading that shrinks to the width of its card until nobody can read it needs more than the sheet.
    """
    html = page.html(scale)
    need = height_of(html, typefaces) / page.sheet.pixels_high
    return _TWICE if need <= _ALL and are_tiny(html) else need


def are_tiny(html: str) -> bool:
    """Say whether any heading of a block would be too small to be read."""
    return any(float(found[1]) < LEAST for found in _SIZE.finditer(html))
