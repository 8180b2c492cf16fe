"""What was brought home from other sites: files below content/media, named by what is in them."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.digest import digest

_TEXTS = (".md", ".new", ".toml")
FOLDER = "media"
_NAMED = re.compile(rf"{FOLDER}/([0-9a-f]{{32}}\.[a-z]{{3,4}})\b")
_FROM_TEXTS = f"../../{FOLDER}/"  # from inbox/<source>/ and from articles/<section>/ alike


def media_name(data: bytes, suffix: str) -> str:
    """Return the name of a file: the same for the same bytes."""
    return digest(data) + suffix


def media_link(name: str) -> str:
    """Return what a text in the inbox or an article writes to name the file."""
    return _FROM_TEXTS + name


def media_in(text: str) -> frozenset[str]:
    """Return the names of the files that a text uses."""
    return frozenset(_NAMED.findall(text))


def unused_media(content: Path) -> list[Path]:
    """Return the files that were brought home and that no text names: neither an article nor the inbox."""
    brought = [file for file in sorted((content / FOLDER).glob("*")) if media_in(f"{FOLDER}/{file.name}")]
    if not brought:
        return []
    texts = (file for file in content.rglob("*") if file.suffix in _TEXTS and file.is_file())
    used = {name for file in texts for name in media_in(file.read_bytes().decode("utf-8", "replace"))}
    return [file for file in brought if file.name not in used]
