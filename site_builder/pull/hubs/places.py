"""Which places below content/ a foreign hub may name: none that leads out or that Windows cannot have."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 150  # characters of a whole path
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg")
_NAME = re.compile(r'(?![.~ ])[^<>:"/\\|?*]+(?<![. ])')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)
_FOLDERS = {"articles": 1, "posters": 0, "notices": 0}  # how many folders lie above a text
_CLOSED = ("inbox", "private")


def is_text_place(path: str) -> bool:
    """Say whether a text may lie at path: articles/<section>/<name>.md, posters/<name>/index.md and so on."""
    kind, *names = path.removesuffix(".md").split("/")
    depth = _FOLDERS.get(kind)
    if depth is None or not path.endswith(".md") or not _is_plain(path):
        return False
    if names[-1:] == ["index"]:
        names.pop()
    return len(names) == depth + 1 and names[-1].lower() != "index"


def is_picture_place(path: str) -> bool:
    """Say whether a picture may lie at path."""
    folder, slash, _name = path.partition("/")
    inside = bool(slash) and folder.lower() not in _CLOSED
    return inside and _is_plain(path) and path.lower().endswith(PICTURES)


def _is_plain(path: str) -> bool:
    fits = len(path) <= LONGEST and path.isprintable() and unicodedata.normalize("NFC", path) == path
    return fits and all(_NAME.fullmatch(name) and not _DEVICE.fullmatch(name) for name in path.split("/"))
