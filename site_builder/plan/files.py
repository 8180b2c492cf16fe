"""Batches that carry a file over: assets, pictures, drawings."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.build import Batch, Target
from site_builder.model import Picture
from site_builder.plan.batches import blocks, ready
from site_builder.plan.context import Context, art_address, asset_address


def file_batches(context: Context) -> Iterator[Batch]:
    yield ready(
        [
            Target(asset_address(name, digest), "asset", {"name": name, "digest": digest})
            for name, digest in context.assets.items()
        ]
    )
    pictures = list(context.hub.pictures.values())
    for start, end in blocks([picture.path for picture in pictures]):
        yield ready([_picture_target(picture, context) for picture in pictures[start:end]])
    if context.drawings:
        yield ready([_drawing_target(name, theme) for name, theme in sorted(context.drawings)])


def _drawing_target(name: str, theme: str) -> Target:
    return Target(art_address(name, theme), "art", {"name": name, "theme": theme, "wide": True})


def _picture_target(picture: Picture, context: Context) -> Target:
    view = {"path": picture.path, "digest": picture.digest}
    return Target(context.addresses.pictures[picture.path], "picture", view, f"content/{picture.path}")
