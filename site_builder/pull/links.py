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
_KINDS = {
    "PDF": ("pdf",),
    "Word": ("doc", "docx", "wps"),
    "Excel": ("xls", "xlsx", "et"),
    "PPT": ("ppt", "pptx", "dps"),
    "ZIP": ("zip", "rar", "7z"),
    "视频": ("mp4", "m3u8", "flv", "wmv", "avi", "mov"),
    "音频": ("mp3", "m4a", "wav"),
}
_FILES = {ending: kind for kind, endings in _KINDS.items() for ending in endings}


def file_kind(url: str) -> str:
    """Return what kind of file an address leads to, in a word for readers; empty for a page or a picture."""
    path = re.split("[?#]", url, maxsplit=1)[0]
    return _FILES.get(path.rpartition(".")[2].strip().lower(), "")


def host_of(url: str) -> str:
    """Return host and port in lower case, empty for what is no address."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


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
