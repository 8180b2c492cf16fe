"""What the address of a page tells: whether an article stands there, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from site_builder.pull.links import host_of

_ARTICLE = re.compile(
    r"""
      /t(?:19|20)\d{6}_\d+(?:_\d+)?\.s?html?$     # TRS, which most government sites use
    | /art_(?:[0-9a-f]{32}|\d+_\d+)\.s?html?$
    | /(?:content|post|article|detail|info|show|view)[_-]\w*\d\.s?html?$
    | /c\d+-\d+\.s?html?$
    | /(?:19|20)\d\d[-/]?(?:0[1-9]|1[0-2])(?:[-/]?[0-3]\d)?/[^?]*\w   # folders by date
    | /\d{4,}\.(?:s?html?|aspx|jsp|php)$
    | /(?:\w+_)?[0-9a-f]{24,40}\.s?html?$
    | [?&]\w{0,12}id=\w+
    | [?&](?:aid|nid|tid|wbnewsid|article|a)=\d+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FRONT = re.compile(r"(?:/|/(?:index|default|list|home|main)(?:_\d+)?\.\w{3,5}|^)$", re.IGNORECASE)
_NUMBERS = re.compile(r"[0-9a-f]{24,}|\d+")


def is_article(url: str) -> bool:
    """Say whether url has one of the forms in which content systems write the address of an article."""
    return bool(_ARTICLE.search(url)) and not is_front(url)


def is_front(url: str) -> bool:
    """Say whether url is that of a site's or a section's first page."""
    parts = urlsplit(url)
    return not parts.query and bool(_FRONT.search(parts.path))


def shape(url: str) -> str:
    """Return what the addresses of one section's articles have in common."""
    return _NUMBERS.sub("0", url.partition("?")[0])


def is_own(url: str, home: str, more: Iterable[str] = ()) -> bool:
    """Say whether url stands on the host of home, with or without `www.`, or on one of `more` or below it."""
    host = host_of(url).removeprefix("www.")
    return host == host_of(home).removeprefix("www.") or any(
        host == other.removeprefix("www.") or host.endswith("." + other) for other in more
    )
