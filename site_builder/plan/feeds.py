"""Feeds of the hub, of its units and of its audiences: Atom and JSON Feed of the same items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from site_builder.build import Target
from site_builder.digest import Json, View
from site_builder.model import Poster
from site_builder.plan.addresses import localise
from site_builder.plan.cards import poster_summary
from site_builder.plan.context import Entry, Frame
from site_builder.plan.kinds import kind_of
from site_builder.plan.pages import Pages
from site_builder.plan.passing import INDEX
from site_builder.plan.trust import license_label


class Feed(NamedTuple):
    """`page` is the address of what it is the feed of, `folder` where its two files lie, ended by `/`."""

    title: str
    page: str = "index.html"
    folder: str = ""


def feed_targets(frame: Frame, items: Sequence[View], *, feed: Feed) -> list[Target]:
    """Return `feed.xml` and `feed.json`; items are those of full_item() or of short_item()."""
    settings = frame.settings
    view: View = {
        "title": feed.title,
        "subtitle": settings.tagline,
        "author": settings.issuer,
        "language": settings.language,
        "base_url": settings.base_url,
        "page": feed.page,
        "folder": feed.folder,
        "items": items,
        "updated": max((str(item["updated"]) for item in items), default="1970-01-01"),
    }
    return [
        Target(f"{feed.folder}feed.xml", "feeds/atom.xml", view),
        Target(f"{feed.folder}feed.json", "json", {"document": json_feed(view)}),
    ]


def json_feed(feed: View) -> View:
    """Return feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    items = feed["items"]
    assert isinstance(items, list)
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed["title"],
        "description": feed["subtitle"],
        "home_page_url": _id_of(feed),
        "feed_url": f"{feed['base_url']}{feed['folder']}feed.json",
        "language": feed["language"],
        "authors": [{"name": feed["author"]}],
        "_kepu": {"hub": f"{feed['base_url']}{INDEX}"},
        "items": [_json_item(item) for item in items if isinstance(item, Mapping)],
    }


def _json_item(item: View) -> View:
    row: dict[str, Json] = {
        "id": item["url"],
        "url": item["url"],
        "title": item["title"],
        "summary": item["summary"],
        **(
            {"content_html": item["html"]}
            if item["html"]
            else {"content_text": item["summary"] or item["title"]}
        ),
        "date_published": f"{item['date']}T00:00:00+08:00",
        "date_modified": f"{item['updated']}T00:00:00+08:00",
        "tags": item["tags"],
    }
    if item["external"]:
        row["external_url"] = item["external"]
    return row


def _id_of(feed: View) -> str:
    return f"{feed['base_url']}{str(feed['page']).removesuffix('index.html')}"


def full_item(entry: Entry, pages: Pages) -> View:
    """Return a document of pages with all its text."""
    item, base = short_item(entry, pages.frame), pages.frame.settings.base_url
    return {**item, "html": localise(pages.texts.of(entry.document).html, pages.links, base.__add__)}


def short_item(entry: Entry, frame: Frame) -> View:
    """Return a document with its summary alone."""
    document = entry.document
    meta, base = document.meta, frame.settings.base_url
    day = meta.date.isoformat() if meta.date else "1970-01-01"
    source = meta.source
    return {
        "url": base + entry.address,
        "title": meta.title,
        "kind": kind_of(document),
        "summary": poster_summary(document) if isinstance(document, Poster) else meta.summary,
        "html": "",
        "date": day,
        "updated": meta.updated.isoformat() if meta.updated else day,
        "tags": list(meta.tags),
        "source": source.name if source else meta.origin[0].hub if meta.origin else "",
        "external": source.url if source else "",
        "license": license_label(meta),
    }
