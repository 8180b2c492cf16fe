"""Pictures, sound and films that a feed's entry carries beside its text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from site_builder.pull.entry import Enclosure
from site_builder.pull.feeds.names import Names
from site_builder.pull.links import web_address

_NAMED = {"enclosure", "media:content", "media:thumbnail", "itunes:image"}
_PICTURES = {"media:thumbnail", "itunes:image"}
_MOST = 10


def enclosures(node: Any, names: Names, base: str) -> tuple[Enclosure, ...]:  # noqa: ANN401 - lxml has no types
    """Return what an entry names, each address once."""
    found = {one.link: one for one in _found(node, names, base) if one.link}
    return tuple(islice(found.values(), _MOST))


def _found(node: Any, names: Names, base: str) -> Iterator[Enclosure]:  # noqa: ANN401
    for one in node.iter("*"):
        name = names[one.tag]
        if name in _NAMED or (name == "link" and one.get("rel") == "enclosure"):
            kind = (
                "image" if name in _PICTURES else one.get("medium") or one.get("type", "").partition("/")[0]
            )
            yield Enclosure(web_address(one.get("url") or one.get("href", ""), base), kind)
