"""A poster made from somebody else's article says whose it is, as the article does."""

from __future__ import annotations

from msgspec.structs import replace

from site_builder.digest import digest
from site_builder.model import Hub, Poster, Source


def sourced(hub: Hub) -> Hub:
    """Return hub with the source of its article for each poster that names none."""
    foreign = {
        article.path: article.meta.source
        for article in hub.articles
        if article.meta.source and article.meta.source.license != "own"
    }
    if not foreign:
        return hub
    return replace(hub, posters=tuple([_named(one, foreign.get(one.article)) for one in hub.posters]))


def _named(poster: Poster, source: Source | None) -> Poster:
    if source is None or poster.meta.source is not None:
        return poster
    face = digest(poster.face.encode(), repr(source).encode())
    return replace(poster, meta=replace(poster.meta, source=source), face=face)
