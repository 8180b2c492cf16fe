"""What the last build wrote: one row a file, so that only our own files are ever removed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from site_builder.files import write_file


@dataclass(frozen=True, slots=True)
class Output:
    """`size` in bytes; -1 marks a file that a stopped build may have left in any state."""

    digest: str
    size: int


Manifest: TypeAlias = "dict[str, Output]"


def load(file: Path) -> Manifest:
    """Return the rows of file; none when it is missing or damaged."""
    try:
        rows = json.loads(file.read_bytes())
        return {str(path): Output(str(digest), int(size)) for path, (digest, size) in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def save(file: Path, manifest: Manifest) -> None:
    rows = {path: [row.digest, row.size] for path, row in sorted(manifest.items())}
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(file, json.dumps(rows, indent=0).encode())


def claim(paths: Iterable[str]) -> Manifest:
    """Return rows that own paths and vouch for none: what a build that stops half-way leaves behind."""
    return dict.fromkeys(paths, Output("", -1))
