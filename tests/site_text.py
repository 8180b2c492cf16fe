"""Write a whole hub as one block of text in the test that needs it."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

_HEADER = re.compile(r"^-- (\S+) --\n", re.MULTILINE)


def write_site(root: Path, text: str) -> Path:
    """Split text at its `-- path --` lines, write each part under root, and return root."""
    _before, *parts = _HEADER.split(dedent(text))
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, "utf-8", newline="\n")
    return root


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below folder by its relative path."""
    return {
        f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()
    }
