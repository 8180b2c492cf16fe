"""What kind of feed a text is, and its items."""

from __future__ import annotations

import re
import threading

from lxml import html

from site_builder.i18n import _
from site_builder.pull.decode import from_root
from site_builder.pull.entry import Item
from site_builder.pull.feeds.entries import items_of
from site_builder.pull.feeds.lean import lean_xml
from site_builder.pull.jsonfeed import filled, read_json_feed
from site_builder.pull.links import web_address
from site_builder.pull.trouble import FetchError

_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)
_BOMB = re.compile(r"<!ENTITY\b[^<>&]{0,200}&[^#]")
_LARGE = 1 << 20  # characters
_ONE_LARGE = threading.Lock()
_HEAD = 128 << 10  # characters: before the root servers send blank lines and warnings
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


def read_feed(text: str, url: str) -> list[Item]:
    """Return the items of a feed in its own order; `url` is where it was found.

    Of large ones one is read at a time, for the sake of the memory. Raises FetchError for anything that is
    not a feed.
    """
    if len(text) > _LARGE:
        with _ONE_LARGE:
            return _read(text, url)
    return _read(text, url)


def _read(text: str, url: str) -> list[Item]:
    root = _ROOT.search(text, 0, _HEAD)
    if (bare := from_root(text)).startswith("{") and (not root or text.lstrip().startswith("{")):
        return read_json_feed(bare, url)
    if _PAGE.search(text, 0, root.start() if root else _HEAD):
        raise _web_page(text, url)
    if root and _BOMB.search(text, 0, root.start()):
        raise FetchError(
            _("the feed defines entities by entities, which is a trap"),
            hint=_("take the source out of sources.toml"),
        )
    if root:
        return filled(list(items_of(lean_xml(text[root.start() :]), url)))
    raise FetchError(
        _("what is at this address is not a feed"), hint=_("open it in a browser and look for “RSS”")
    )


def feeds_named_in(text: str, url: str) -> list[str]:
    """Return the addresses of the feeds that a web page names in its head."""
    try:
        links = html.fromstring(text[:_HEAD]).iter("link")
    except (ValueError, html.etree.ParserError):
        return []
    found = [
        web_address(link.get("href", ""), url)
        for link in links
        if "alternate" in link.get("rel", "").lower() and link.get("type", "").lower() in _FEED_TYPES
    ]
    return [address for address in dict.fromkeys(found) if address]


def _web_page(text: str, url: str) -> FetchError:
    named = feeds_named_in(text, url)
    hint = (
        _("feeds it names: {feeds}").format(feeds=" ".join(named[:5]))
        if named
        else _("it names no feed; add single pages of it with  kepu pull add")
    )
    return FetchError(_("that address is a web page, not a feed"), hint=hint)
