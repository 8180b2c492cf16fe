"""Targets for other programs: Atom, JSON Feed, sitemap; all need the hub's full address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_builder.build import Target
from site_builder.digest import Json, View
from site_builder.model import Article, Document, Poster
from site_builder.plan.addresses import localise
from site_builder.plan.context import Context
from site_builder.plan.pages import date_order
from site_builder.plan.words import LICENSE_LABELS

IN_FEED = 30


def syndication_targets(context: Context, pages: Sequence[str]) -> Iterator[Target]:
    """Yield feed.xml, feed.json and sitemap.xml; none when the hub has no base_url.

    `pages` are the addresses of all HTML pages.
    """
    base = context.settings.base_url
    if not base:
        return
    documents: list[Document] = [*context.hub.articles, *context.hub.posters, *context.hub.notices]
    newest = sorted(documents, key=date_order, reverse=True)[:IN_FEED]
    items = [_item(document, context) for document in newest]
    feed: View = {
        "title": context.settings.name,
        "subtitle": context.settings.tagline,
        "author": context.settings.organiser.name or context.settings.name,
        "language": context.settings.language,
        "base_url": base,
        "items": items,
        "updated": max((str(item["updated"]) for item in items), default="1970-01-01"),
    }
    yield Target("feed.xml", "feeds/atom.xml", feed)
    yield Target("feed.json", "json", {"document": json_feed(feed)})
    locations = sorted(base + path for path in pages if path != "404.html")
    yield Target("sitemap.xml", "feeds/sitemap.xml", {"locations": list(locations)})


def json_feed(feed: View) -> View:
    """Return feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    items = feed["items"]
    assert isinstance(items, list)
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed["title"],
        "description": feed["subtitle"],
        "home_page_url": feed["base_url"],
        "feed_url": f"{feed['base_url']}feed.json",
        "language": feed["language"],
        "authors": [{"name": feed["author"]}],
        "items": [_json_item(item) for item in items if isinstance(item, Mapping)],
    }


def _json_item(item: View) -> View:
    row: dict[str, Json] = {
        "id": item["url"],
        "url": item["url"],
        "title": item["title"],
        "summary": item["summary"],
        "content_html": item["html"],
        "date_published": f"{item['date']}T00:00:00+08:00",
        "date_modified": f"{item['updated']}T00:00:00+08:00",
        "tags": item["tags"],
    }
    if item["external"]:
        row["external_url"] = item["external"]
    return row


def _item(document: Document, context: Context) -> View:
    meta = document.meta
    base = context.settings.base_url
    day = meta.date.isoformat() if meta.date else "1970-01-01"
    source = meta.source
    return {
        "url": base + context.addresses.documents[document.path],
        "title": meta.title,
        "kind": {Article: "article", Poster: "poster"}.get(type(document), "notice"),
        "summary": meta.summary,
        "html": localise(document.body.html, context.addresses, base.__add__),
        "date": day,
        "updated": meta.updated.isoformat() if meta.updated else day,
        "tags": list(meta.tags),
        "source": source.name if source else "",
        "external": source.url if source else "",
        "license": LICENSE_LABELS[source.license if source else "own"],
    }
