"""Addresses inside the hub: ASCII, lower case, with `/`, below the site's root."""

from __future__ import annotations

import re
import unicodedata
from posixpath import relpath

from site_builder.pinyin import pinyin

_UNSAFE = re.compile(r"[^a-z0-9]+")
LONGEST = 80  # characters of one name; Windows allows 260 for a whole path
_TAKEN = re.compile(r"index|con|prn|aux|nul|com[0-9]|lpt[0-9]")  # a list's own page; devices to Windows


def slugify(text: str) -> str:
    """Return text as an address: ASCII kept, Han as pinyin (`毕节` → `bi-jie`), empty if nothing is left.

    What no file may be called gets a number: `AUX` → `aux-1`.
    """
    plain = unicodedata.normalize("NFKC", text)
    if not plain.isascii():
        plain = pinyin(plain)
    slug = _UNSAFE.sub("-", plain.lower()).strip("-")[:LONGEST].strip("-")
    return f"{slug}-1" if _TAKEN.fullmatch(slug) else slug


def root_of(path: str) -> str:
    """Return what leads from the page at path to the site's root: `a/b.html` → `../`, `b.html` → empty."""
    return "../" * path.count("/")


def relative(target: str, page: str) -> str:
    """Return the link from page to target; both are paths below the site's root."""
    folder = page.rpartition("/")[0]
    return relpath(target, folder or ".") if folder else target
