"""RSS, RDF, Atom and JSON feeds as items."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import feedparser
from lxml import html

from site_builder.i18n import _
from site_builder.pull.clean import plain_text
from site_builder.pull.dates import day_of
from site_builder.pull.decode import from_root, without_crowds
from site_builder.pull.entry import Item
from site_builder.pull.jsonfeed import filled, read_json_feed
from site_builder.pull.links import web_address
from site_builder.pull.trouble import FetchError

_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>\s*")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\b[^>]*>", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE
)
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>|<(?:\w+:)?(?:rss|feed|rdf)\b[^>]*/>", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_DATE_KEYS = ("published", "updated", "created")


def read_feed(text: str, url: str) -> list[Item]:
    """Return the items of a feed in its own order; `url` is where it was found.

    Raises FetchError for anything that is not a feed.
    """
    text = from_root(text)
    if text.startswith("{"):
        return read_json_feed(text, url)
    if _PAGE.match(text):
        raise _web_page(text, url)
    feed = _parse(text)
    if not feed.get("version") and not feed.entries:
        raise FetchError(
            _("what is at this address is not a feed"), hint=_("open it in a browser and look for “RSS”")
        )
    if not _END.search(text):  # half an item would be filed as a whole one
        raise FetchError(
            _("the feed breaks off in the middle"), hint=_("nothing to do: it is asked again later")
        )
    return filled([item for row in feed.entries if (item := _item(row, url))])


def feeds_named_in(text: str, url: str) -> list[str]:
    """Return the addresses of the feeds that a web page names in its head."""
    try:
        links = html.fromstring(text).iter("link")
    except (ValueError, html.etree.ParserError):
        return []
    found = [
        web_address(link.get("href", ""), url)
        for link in links
        if "alternate" in link.get("rel", "").lower() and link.get("type", "").lower() in _FEED_TYPES
    ]
    return [address for address in dict.fromkeys(found) if address]


def _parse(text: str) -> Any:  # noqa: ANN401 - feedparser has no types
    """Hand clean UTF-8 to feedparser, without entity definitions: nothing is ever expanded."""
    text = _ENTITY.sub("", _DOCTYPE.sub("", _DECLARATION.sub("", text, count=1), count=1))
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(
        io.BytesIO(without_crowds(text).encode("utf-8")),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _web_page(text: str, url: str) -> FetchError:
    named = feeds_named_in(text, url)
    hint = (
        _("feeds it names: {feeds}").format(feeds=" ".join(named[:5]))
        if named
        else _("it names no feed; add single pages of it with  kepu pull add")
    )
    return FetchError(_("that address is a web page, not a feed"), hint=hint)


def _item(row: Any, url: str) -> Item | None:  # noqa: ANN401
    content = "".join(part.get("value", "") for part in row.get("content", []))
    summary = row.get("summary", "")
    guid = row.get("id", "").strip()
    named = row.get("link", "")
    link = (
        web_address(named, url) if named != guid or "://" in guid else ""
    )  # feedparser takes any guid for one
    title = plain_text(row.get("title", "")) or plain_text(summary or content)[:40] or link
    if not title:
        return None
    return Item(
        title=title,
        link=link,
        guid=guid,
        date=_day(row),
        author=plain_text(row.get("author", "")),
        publisher=plain_text(row.get("source", {}).get("title", "")),
        summary=summary,
        content=content,
        base=_base(row, url, link),
    )


def _base(row: Any, url: str, link: str) -> str:  # noqa: ANN401
    """Return where relative links start: xml:base if there is one, else the page of the entry."""
    part = next(iter(row.get("content", [])), row.get("summary_detail", {}))
    named = web_address(part.get("base") or "", url)
    return named or link or url


def _day(row: Any) -> date | None:  # noqa: ANN401
    """Return the day of an entry: its own words first, for feedparser takes a date without a zone as UTC.

    dict.get, because feedparser's own invents an update from the publication and warns of it.
    """
    for key in _DATE_KEYS:
        day = day_of(dict.get(row, key, ""))
        if day:
            return day
    for key in _DATE_KEYS:
        parsed = dict.get(row, f"{key}_parsed")
        day = day_of("-".join(map(str, parsed[:3]))) if parsed else None
        if day:
            return day
    return None
