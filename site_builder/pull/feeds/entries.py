"""What feedparser finds in a feed, as items."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape

from site_builder.pull.clean import one_line, plain_text
from site_builder.pull.dates import day_in_url, moment_of
from site_builder.pull.entry import Enclosure, Item
from site_builder.pull.links import web_address

_LONGEST = 1000  # characters of a title or guid that are looked at: a megabyte is neither
_MOST_FILES = 10
_DATES = ("published", "updated", "created")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_MAIL = re.compile(r"[^\s()（）<>@]{1,100}@[^\s()（）<>]+")
_HTML = re.compile(r"</[a-zA-Z]|<(?:br|p|img)\b|&(?:[a-zA-Z]{2,8}|#\d{2,6});", re.IGNORECASE)
_DATA = ("image/", "audio/", "video/", "application/octet-stream", "application/pdf")
_UTF_8 = {"content-type": "application/xml; charset=utf-8"}

Row = dict[str, Any]


def items_of(data: bytes, url: str) -> Iterator[Item]:
    """Yield what the entries of a lean feed say; those without any words are left out."""
    import feedparser  # noqa: PLC0415 - 60 ms, which a pull without news never needs

    feed = feedparser.parse(
        io.BytesIO(data), response_headers=_UTF_8, sanitize_html=False, resolve_relative_uris=False
    )
    is_atom = feed.version.startswith("atom")
    whose = _author(feed.feed) if is_atom else ""
    for row in feed.entries:
        item = _item(row, url, is_atom=is_atom)
        if item:
            yield item if item.author or not whose else replace(item, author=whose)


def _item(row: Row, url: str, *, is_atom: bool) -> Item | None:
    link = _link(row, url)
    summary, content, base = _texts(row, is_atom=is_atom)
    title = _html(row.get("title", ""), row.get("title_detail"), is_atom=is_atom)
    title = plain_text(title[:_LONGEST]) or plain_text(summary or content)[:40] or link
    if not title:
        return None
    moment = next((found for key in _DATES if (found := moment_of(dict.get(row, key) or ""))), None)
    return Item(
        title=title,
        link=link,
        guid=one_line(row.get("id", "")[:_LONGEST]),
        date=moment.date() if isinstance(moment, datetime) else moment or day_in_url(link),
        moment=moment if isinstance(moment, datetime) else None,
        author=_author(row),
        publisher=_publisher(row),
        summary=summary,
        content=content,
        base=web_address(base, url) or link or url,
        enclosures=_enclosures(row, url),
    )


def _link(row: Row, url: str) -> str:
    """Return the address of the entry's page: the first that is one, the surest candidates first."""
    guid = row.get("id", "")
    named = row.get("link", "")
    candidates = [named if named != guid or _WEB.match(guid) else ""]  # feedparser takes any guid for one
    candidates += [one.get("href", "") for one in row.get("links", ()) if one.get("rel") == "alternate"]
    candidates.append(guid if _WEB.match(guid) else "")
    return next((found for one in candidates if (found := web_address(one, url))), "")


def _texts(row: Row, *, is_atom: bool) -> tuple[str, str, str]:
    """Return summary and whole text as HTML, and the address that links in the text start from.

    To feedparser a second description is the text, be it that of a picture.
    """
    part = row.get("summary_detail") or {}
    summary = _html(row.get("summary", ""), part, is_atom=is_atom)
    wholes = [
        (one, text)
        for one in row.get("content", ())
        if (text := _html(one.value, one, is_atom=is_atom)).strip()
        and (is_atom or one.type != "text/plain" or len(text) > len(summary))
    ]
    if not wholes:
        return summary, "", part.get("base") or ""
    one, content = max(wholes, key=lambda pair: len(pair[1]))
    return "" if summary == content else summary, content, one.get("base") or ""


def _html(text: str, part: Row | None, *, is_atom: bool) -> str:
    """Return a text as HTML; data of other kinds is left out."""
    kind = part.get("type", "") if part else ""
    if kind.startswith(_DATA):
        return ""
    is_plain = is_atom and kind == "text/plain" and not _HTML.search(text)
    return escape(text) if is_plain else text


def _author(row: Row) -> str:
    """Return the first author that has a name: RSS writes `mail@host (name)`; mail addresses are left out."""
    people = [one.get("name", "") for one in row.get("authors", ())]
    found = (_without_mail(one) for one in (*people, row.get("author", "")))
    return next((one_line(name) for name in found if name), "")


def _without_mail(name: str) -> str:
    return (_MAIL.sub("", name) if "@" in name else name).strip(" ()（）<>;,")


def _publisher(row: Row) -> str:
    source = row.get("source") or {}
    return one_line(source.get("title", "") or row.get("publisher", "") or row.get("dc_source", ""))


def _enclosures(row: Row, url: str) -> tuple[Enclosure, ...]:
    """Return the pictures, sound and films that an entry names, each address once."""
    found = (Enclosure(web_address(address, url), kind) for address, kind in _files(row) if address)
    return tuple(islice({one.link: one for one in found if one.link}.values(), _MOST_FILES))


def _files(row: Row) -> Iterator[tuple[str, str]]:
    for one in row.get("links", ()):
        if one.get("rel") == "enclosure":
            yield one.get("href", ""), one.get("type", "").partition("/")[0]
    for one in row.get("media_content", ()):
        yield one.get("url", ""), one.get("medium") or one.get("type", "").partition("/")[0]
    for one in row.get("media_thumbnail", ()):
        yield one.get("url", ""), "image"
    yield (row.get("image") or {}).get("href", ""), "image"
