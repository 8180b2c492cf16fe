"""A feed and, where a JSON feed goes on at further addresses, those pages as well."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.pull.entry import Item
from site_builder.pull.errand import Errand, Found, text_of
from site_builder.pull.feeds.reader import read_feed
from site_builder.pull.honest import MOST_ENTRIES
from site_builder.pull.http import Response
from site_builder.pull.identity import item_id
from site_builder.pull.jsonfeed import next_page
from site_builder.pull.trouble import FetchError

_KEPT = 400  # ids of items


def read_feed_pages(errand: Errand) -> Found:
    """Return the items of a feed, page by page until one ends with what the last visit brought.

    Raises FetchError when the first page is no feed; trouble with a further one is part of what is returned.
    """
    items, address = _read(errand, errand.response)
    if not address:
        return Found(items=items)
    known = set() if errand.left else set(errand.seen.get("items", ()))
    error = None
    asked = [errand.response.url]
    while address not in ("", *asked) and len(asked) < errand.source.pages and len(items) < MOST_ENTRIES:
        if item_id(errand.source.id, items[-1]) in known:
            break
        try:
            more, following = _read(errand, errand.ask(address, referer=asked[-1]))
        except FetchError as trouble:
            error = None if trouble.status == 404 else trouble
            break
        asked.append(address)
        items, address = [*items, *more], following
    ids = [item_id(errand.source.id, item) for item in items[:_KEPT]]
    return Found(items=items, seen=errand.seen if error else {"items": ids}, error=error)


def _read(errand: Errand, response: Response) -> tuple[Sequence[Item], str]:
    """Return the items of one page, and the address of the next one."""
    text = text_of(response, errand.source.encoding)
    return read_feed(text, response.url), next_page(text, response.url)
