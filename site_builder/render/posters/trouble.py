"""What to tell an editor whose poster holds too much text."""

from __future__ import annotations

import math

from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.render.posters.page import Page
from site_builder.render.posters.sizes import BODY

_LEADING = 1.5


def too_long(page: Page, *, share: float) -> SiteError:
    """Return the error that names the longest block and about how many characters to cut."""
    sheet, rem = page.sheet, page.sheet.smallest_rem
    longest = max(page.poster["blocks"], key=lambda block: len(_shown(block)))
    over = (share - 1) * sheet.height / rem  # rem
    lines = math.ceil(over / (BODY * _LEADING))
    across = sheet.width / rem / BODY / sheet.columns * (0.5 if sheet.landscape else 0.66)
    cut = max(1, round(lines * across))
    return SiteError(
        _("the poster does not fit on {format}: the type would be too small to read").format(
            format=f"{sheet.width:g}×{sheet.height:g} {sheet.unit}"
        ),
        hint=_("cut about {count} characters; the longest block is {block} with {length}").format(
            count=cut, block=longest["heading"], length=len(_shown(longest))
        ),
    )


def _shown(block: dict[str, str]) -> str:
    return block["short"] or block["text"]
