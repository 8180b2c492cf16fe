"""Names of elements in feeds, whatever prefix and version of a vocabulary a site uses."""

from __future__ import annotations

import re
from typing import Any

_FAMILIES = (  # of namespaces, by what their addresses begin with
    ("http://www.w3.org/2005/atom", ""),
    ("http://purl.org/atom/", ""),
    ("http://purl.org/rss/1.0/modules/content", "content:"),
    ("http://purl.org/rss/1.0/modules/", "other:"),
    ("http://purl.org/rss/1.0/", ""),
    ("http://my.netscape.com/", ""),
    ("http://channel.netscape.com/", ""),
    ("http://backend.userland.com/", ""),
    ("http://blogs.law.harvard.edu/tech/rss", ""),
    ("http://purl.org/dc/", "dc:"),
    ("http://search.yahoo.com/mrss", "media:"),
    ("http://www.itunes.com/dtds/podcast", "itunes:"),
    ("http://www.w3.org/1999/xhtml", "html:"),
)
_PREFIXES = {"dc": "dc:", "dcterms": "dc:", "content": "content:", "media": "media:", "itunes": "itunes:"}
_SECURE = re.compile(r"^https:")


class Names(dict[str, str]):
    """Lower-case names such as `title`, `dc:date`, `media:content` by the tags of one tree.

    Whatever namespace the root is in, it is the feed's own.
    """

    def __init__(self, root: Any) -> None:  # noqa: ANN401 - lxml has no types
        super().__init__()
        self._own = _split(root.tag)[0]

    def __missing__(self, tag: str) -> str:
        space, local = _split(tag)
        name = self[tag] = self._family(space) + local.lower()
        return name

    def _family(self, space: str) -> str:
        if space in ("", self._own):
            return ""
        if not space.startswith(("http:", "https:")):
            return _PREFIXES.get(space, "" if space.startswith("atom") or space == "a" else "other:")
        address = _SECURE.sub("http:", space.lower())
        return next((family for start, family in _FAMILIES if address.startswith(start)), "other:")


def _split(tag: str) -> tuple[str, str]:
    """Return namespace and local name; of a prefix that nobody declared, the prefix."""
    space, mark, local = tag.rpartition("}")
    if mark:
        return space[1:], local
    prefix, _mark, local = tag.rpartition(":")
    return prefix, local
