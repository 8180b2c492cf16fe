"""Targets that carry a file over: assets, pictures, drawings."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.build import Target
from site_builder.plan.cards import art_address, article_theme, poster_of
from site_builder.plan.context import Context, asset_address


def file_targets(context: Context) -> Iterator[Target]:
    for name, digest in context.assets.items():
        yield Target(asset_address(name, digest), "asset", {"name": name, "digest": digest})
    for path, picture in context.hub.pictures.items():
        view = {"path": path, "digest": picture.digest}
        yield Target(context.addresses.pictures[path], "picture", view, f"content/{path}")
    for name, theme in sorted(_drawings(context)):
        yield Target(art_address(name, theme), "art", {"name": name, "theme": theme, "wide": True})


def _drawings(context: Context) -> set[tuple[str, str]]:
    """Return the drawings that article cards show, each with its theme."""
    found = set()
    for article in context.hub.articles:
        poster = poster_of(article, context)
        if article.cover.startswith("art:"):
            found.add((article.cover.removeprefix("art:"), article_theme(article, context)))
        elif not article.cover and poster:
            found.add((poster.art, poster.theme))
    return found
