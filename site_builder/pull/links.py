"""Addresses in foreign text."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_UNSAFE = re.compile(r"""[<>"'\\^`{|}()]""")


def web_address(link: str, base: str) -> str:
    """Return link as a full http(s) address that is safe inside Markdown, else an empty string."""
    try:
        full = urljoin(base, _SPACE.sub("", link)) if link.strip() else ""
        parts = urlsplit(full)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), full)
