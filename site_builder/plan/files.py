"""Targets that carry a file over: assets, pictures, drawings."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.build import Target
from site_builder.plan.cards import art_address, drawing_of
from site_builder.plan.context import Context, asset_address


def file_targets(context: Context) -> Iterator[Target]:
    for name, digest in context.assets.items():
        yield Target(asset_address(name, digest), "asset", {"name": name, "digest": digest})
    for path, picture in context.hub.pictures.items():
        view = {"path": path, "digest": picture.digest}
        yield Target(context.addresses.pictures[path], "picture", view, f"content/{path}")
    drawings = {drawing for article in context.hub.articles if (drawing := drawing_of(article, context))}
    for name, theme in sorted(drawings):
        yield Target(art_address(name, theme), "art", {"name": name, "theme": theme, "wide": True})
