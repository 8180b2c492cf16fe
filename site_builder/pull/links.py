"""Addresses in foreign text."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f"
_BROKEN = re.compile(r"[\t\r\n]+")  # browsers pass over a line break inside an address, not over a blank
_PLAIN = re.compile(
    r"https?://[a-z0-9.-]+(?::\d{1,5})?/[a-zA-Z0-9_./%~-]*(?:\?[a-zA-Z0-9_./%~&=+-]+)?", re.ASCII
)
_LONGEST = 2000  # characters; no browser and no server takes much more
_UNSAFE = re.compile(rf"""[\s{INVISIBLE}<>"'\\^`{{|}}()]""")


def web_address(link: str, base: str) -> str:
    """Return link as a full http(s) address that is safe inside Markdown, else an empty string."""
    if len(link) > _LONGEST:
        return ""
    if _PLAIN.fullmatch(link):
        return link
    link = _BROKEN.sub("", link).strip()
    try:
        full = urljoin(base, link) if link else ""
        parts = urlsplit(full)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), full)
