"""What to tell an editor whose poster holds too much text."""

from __future__ import annotations

import math
from collections.abc import Iterator

from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.render.posters.foot import NEVER, show_foot
from site_builder.render.posters.page import Page
from site_builder.render.posters.sizes import BODY

MOST_BLOCKS = 6
_LEADING = 1.5


def require_room_for_phones(page: Page) -> None:
    """Raise SiteError when a telephone number's name would be too small to read even on a row of its own."""
    if show_foot(page.poster, page.sheet, page.sheet.smallest_rem)["foot_high"] < NEVER:
        return
    longest = max((str(phone) for phone in page.poster["phones"]), key=len)
    raise SiteError(
        _("the telephone line is too long for {format}: {phone}").format(format=page.name, phone=longest),
        hint=_("shorten the name before the number, such as 急救 120"),
    )


def too_long(page: Page, *, share: float) -> SiteError:
    """Return the error that names what there is too much of, and about how many characters to cut."""
    return SiteError(
        _("the poster does not fit on {format}: the type would be too small to read").format(
            format=page.name
        ),
        hint=_("; ").join(_cures(page, share)),
    )


def _cures(page: Page, share: float) -> Iterator[str]:
    blocks = page.poster["blocks"]
    lacking = [str(block["heading"]) for block in blocks if not block["short"]]
    if len(blocks) > MOST_BLOCKS:
        yield _("too many blocks: {count}, six at the most").format(count=len(blocks))
    if lacking:
        yield _("write a line 短： below {blocks}").format(blocks=_(", ").join(lacking))
    name, text = max(_parts(page), key=lambda part: len(part[1]))
    yield _("cut about {count} characters; the longest is {part} with {length}").format(
        count=_surplus(page, share), part=name, length=len(text)
    )


def _surplus(page: Page, share: float) -> int:
    """Return about how many characters stand on the lines that are too many."""
    sheet, rem = page.sheet, page.sheet.smallest_rem
    over = (share - 1) * sheet.height / rem  # rem
    lines = math.ceil(over / (BODY * _LEADING))
    across = sheet.width / rem / BODY / sheet.columns * (0.5 if sheet.landscape else 0.66)
    return max(1, round(lines * across))


def _parts(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the name and the words of each part that this sheet shows, in their short forms."""
    poster = page.poster
    for block in poster["blocks"]:
        yield str(block["heading"]), str(block["short"] or block["text"])
    yield "qr_text", str(poster["qr_text"])
    if not page.sheet.screen:
        yield _("the text before the first ##"), str(poster["lead"])
        yield _("the list of evidence"), str(poster["source"])
