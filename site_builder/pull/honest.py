"""What no honest feed is, told in plain words."""

from __future__ import annotations

from site_builder.i18n import _
from site_builder.pull.trouble import FetchError

MOST_ENTRIES = 5_000


def check_number(entries: int) -> None:
    """Raise FetchError for a feed of more entries than any site means."""
    if entries > MOST_ENTRIES:
        raise absurd(_("the feed has more than {count} items").format(count=MOST_ENTRIES))


def absurd(message: str) -> FetchError:
    return FetchError(
        message, hint=_("ask the site for a shorter feed, or add single pages with  kepu pull add")
    )
