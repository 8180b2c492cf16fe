"""Batches for other programs: Atom, JSON Feed, sitemap; all need the hub's full address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.build import Batch, Target
from site_builder.plan.batches import batch
from site_builder.plan.context import Context
from site_builder.plan.feeds import Feed, feed_targets, full_item
from site_builder.plan.pages import Pages, inputs_of

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
        hub_feed_targets,
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


def hub_feed_targets(newest: Pages) -> list[Target]:
    items = [full_item(entry, newest) for entry in newest.entries]
    return feed_targets(newest.frame, items, feed=Feed(title=newest.frame.settings.name))


def sitemap_targets(base: str, pages: Sequence[str]) -> list[Target]:
    locations = sorted(base + path for path in pages if path != "404.html")
    return [Target("sitemap.xml", "feeds/sitemap.xml", {"locations": locations})]
