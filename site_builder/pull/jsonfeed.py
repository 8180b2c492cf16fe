"""JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from site_builder.i18n import _
from site_builder.pull.clean import one_line
from site_builder.pull.dates import day_of
from site_builder.pull.entry import Item
from site_builder.pull.links import web_address
from site_builder.pull.trouble import FetchError


def read_json_feed(text: str, url: str) -> list[Item]:
    """Return the items; raises FetchError when text is no JSON Feed."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        feed = {}
    rows = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(rows, list) or "jsonfeed.org" not in _text(feed, "version"):
        raise FetchError(
            _("what is at this address is not a feed"), hint=_("open it in a browser and look for “RSS”")
        )
    return filled([item for row in rows if isinstance(row, dict) and (item := _item(row, url))])


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
    title = one_line(_text(row, "title")) or one_line(summary or plain)[:40] or link
    if not title:
        return None
    return Item(
        title=title,
        link=link,
        guid=_text(row, "id").strip(),
        date=day_of(_text(row, "date_published")) or day_of(_text(row, "date_modified")),
        author=_author(row),
        summary=escape(summary),
        content=_text(row, "content_html") or _paragraphs(plain),
        base=link or url,
    )


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
