"""JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from site_builder.i18n import _
from site_builder.pull.clean import one_line
from site_builder.pull.dates import day_in_url, moment_of
from site_builder.pull.decode import from_root
from site_builder.pull.entry import Enclosure, Item
from site_builder.pull.honest import check_number
from site_builder.pull.links import host_of, web_address
from site_builder.pull.trouble import FetchError

_MOST_VALUES = 500_000
_MOST_ENCLOSURES = 10
_LONGEST = 1000  # characters of a title or guid that are looked at


def read_json_feed(text: str, url: str) -> list[Item]:
    """Return the items; raises FetchError when text is no JSON Feed."""
    feed = _loaded(text)
    rows = feed.get("items")
    if not isinstance(rows, list) or "jsonfeed.org" not in _text(feed, "version"):
        raise FetchError(
            _("what is at this address is not a feed"), hint=_("open it in a browser and look for “RSS”")
        )
    check_number(len(rows))
    return filled([item for row in rows if isinstance(row, dict) and (item := _item(row, url))])


def next_page(text: str, url: str) -> str:
    """Return the address on the same host at which a JSON feed goes on, empty when it does not."""
    if '"next_url"' not in text or not (bare := from_root(text)).startswith("{"):
        return ""
    address = web_address(_text(_loaded(bare), "next_url"), url)
    return address if host_of(address) == host_of(url) else ""


def _loaded(text: str) -> Mapping[str, Any]:
    try:
        feed = json.loads(text) if sum(map(text.count, "{[,")) <= _MOST_VALUES else {}
    except (ValueError, RecursionError):
        feed = {}
    return feed if isinstance(feed, dict) else {}


def filled(items: list[Item]) -> list[Item]:
    """Return items; raises FetchError when there is none, which no site means."""
    if not items:
        raise FetchError(
            _("the feed has no items"), hint=_("open it in a browser; look on the site for another feed")
        )
    return items


def _item(row: Mapping[str, Any], url: str) -> Item | None:
    link = web_address(_text(row, "url"), url) or web_address(_text(row, "external_url"), url)
    plain = _text(row, "content_text")
    summary = _text(row, "summary")
    title = one_line(_text(row, "title")[:_LONGEST]) or one_line(summary or plain)[:40] or link
    if not title:
        return None
    moment = moment_of(_text(row, "date_published")) or moment_of(_text(row, "date_modified"))
    return Item(
        title=title,
        link=link,
        guid=_text(row, "id").strip()[:_LONGEST],
        date=moment.date() if isinstance(moment, datetime) else moment or day_in_url(link),
        moment=moment if isinstance(moment, datetime) else None,
        author=_author(row),
        summary=escape(summary),
        content=_text(row, "content_html") or _paragraphs(plain),
        base=link or url,
        enclosures=tuple(one for one in _enclosures(row, url) if one.link)[:_MOST_ENCLOSURES],
    )


def _enclosures(row: Mapping[str, Any], url: str) -> Iterator[Enclosure]:
    yield Enclosure(web_address(_text(row, "image"), url), "image")
    files = row.get("attachments")
    for one in files if isinstance(files, list) else []:
        if isinstance(one, dict):
            kind = _text(one, "mime_type").partition("/")[0]
            yield Enclosure(web_address(_text(one, "url"), url), kind)


def _author(row: Mapping[str, Any]) -> str:
    people = row.get("authors")
    people = people if isinstance(people, list) else [row.get("author")]
    return "、".join(
        name for person in people if isinstance(person, dict) and (name := one_line(_text(person, "name")))
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part.strip())


def _text(row: Mapping[str, Any], key: str) -> str:
    """Return a text; numbers stand for themselves, since some feeds number their ids."""
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value).encode("utf-8", "replace").decode("utf-8")
