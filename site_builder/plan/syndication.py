"""Batches for other programs: Atom, JSON Feed, sitemap; all need the hub's full address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_builder.build import Batch, Target
from site_builder.digest import Json, View
from site_builder.model import Article, Poster
from site_builder.plan.addresses import localise
from site_builder.plan.batches import batch
from site_builder.plan.context import Context, Entry
from site_builder.plan.pages import Pages, inputs_of
from site_builder.plan.passing import INDEX
from site_builder.plan.trust import license_label

IN_FEED = 30


def syndication_batches(context: Context, pages: Sequence[str]) -> Iterator[Batch]:
    """Yield feed.xml, feed.json and sitemap.xml; none when the hub has no base_url.

    `pages` are the addresses of all HTML pages.
    """
    base = context.frame.settings.base_url
    if not base:
        return
    newest = context.in_order()[: -IN_FEED - 1 : -1]
    yield batch(
        feed_targets,
        paths=["feed.xml", "feed.json"],
        recipes=["feeds/atom.xml", "json"],
        inputs=inputs_of(context, newest),
        shown=lambda: {"newest": Pages.cut(context, newest)},
    )
    yield batch(
        sitemap_targets,
        paths=["sitemap.xml"],
        recipes=["feeds/sitemap.xml"],
        inputs=[base, "\n".join(pages)],
        shown=lambda: {"base": base, "pages": pages},
    )


def feed_targets(newest: Pages) -> list[Target]:
    settings = newest.frame.settings
    items = [_item(entry, newest) for entry in newest.entries]
    feed: View = {
        "title": settings.name,
        "subtitle": settings.tagline,
        "author": settings.issuer,
        "language": settings.language,
        "base_url": settings.base_url,
        "items": items,
        "updated": max((str(item["updated"]) for item in items), default="1970-01-01"),
    }
    return [
        Target("feed.xml", "feeds/atom.xml", feed),
        Target("feed.json", "json", {"document": json_feed(feed)}),
    ]


def sitemap_targets(base: str, pages: Sequence[str]) -> list[Target]:
    locations = sorted(base + path for path in pages if path != "404.html")
    return [Target("sitemap.xml", "feeds/sitemap.xml", {"locations": locations})]


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
        "_kepu": {"hub": f"{feed['base_url']}{INDEX}"},
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


def _item(entry: Entry, newest: Pages) -> View:
    document = entry.document
    meta, base = document.meta, newest.frame.settings.base_url
    day = meta.date.isoformat() if meta.date else "1970-01-01"
    source = meta.source
    return {
        "url": base + entry.address,
        "title": meta.title,
        "kind": {Article: "article", Poster: "poster"}.get(type(document), "notice"),
        "summary": meta.summary,
        "html": localise(newest.texts.of(document).html, newest.links, base.__add__),
        "date": day,
        "updated": meta.updated.isoformat() if meta.updated else day,
        "tags": list(meta.tags),
        "source": source.name if source else meta.origin[0].hub if meta.origin else "",
        "external": source.url if source else "",
        "license": license_label(meta),
    }
