"""What the last build wrote, and from what: one row a file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PureWindowsPath
from typing import Any, TypeAlias

from site_builder.digest import digest
from site_builder.files import RACY, stamp_of, write_file

FORMAT = 2  # of the file; another number means: build everything


@dataclass(frozen=True, slots=True)
class Output:
    """One file: `size` in bytes, -1 when a stopped build may have left it in any state.

    `key` and `parts` say what it was made from, `why` what had changed then; `stamp` is its time of change
    when it was seen to hold `digest`, 0 when that was too short ago to tell a later change.
    """

    digest: str
    size: int
    key: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    stamp: int = 0


Manifest: TypeAlias = "dict[str, Output]"


def load(file: Path) -> Manifest:
    """Return the rows of file; none when it is missing, damaged or of another format."""
    try:
        stored = json.loads(file.read_bytes())
        if stored["format"] != FORMAT:
            return {}
        fields: list[list[str]] = stored["fields"]
        safe = stamp_of(file.stat()) - RACY
        rows = stored["rows"].items()
        return {path: _unpack(row, fields, safe) for path, row in rows if _is_inside(path)}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return {}


def save(file: Path, manifest: Manifest) -> None:
    fields: dict[tuple[str, ...], int] = {}
    rows = {path: _pack(row, fields) for path, row in sorted(manifest.items())}
    stored = {"format": FORMAT, "fields": list(fields), "rows": rows}
    file.parent.mkdir(parents=True, exist_ok=True)
    if not write_file(file, json.dumps(stored, separators=(",", ":")).encode()):
        os.utime(file)  # its stamp says until when the rows were looked at


def claim(paths: Iterable[str]) -> Manifest:
    """Return rows that own paths and vouch for none: what a build that stops half-way leaves behind."""
    return dict.fromkeys(paths, Output("", -1))


def seen(file: Path, row: Output) -> Output | None:
    """Return row with file's stamp when file still holds what the row vouches for; None when it does not.

    A file of the right size whose stamp differs is read: content decides, not time.
    """
    try:
        status = file.stat()
        if status.st_size != row.size:
            return None
        stamp = stamp_of(status)
        if stamp == row.stamp:
            return row
        return replace(row, stamp=stamp) if digest(file.read_bytes()) == row.digest else None
    except OSError:
        return None


def _is_inside(path: str) -> bool:
    """Say whether path stays below the site's root: a manifest may come from elsewhere, with a stick."""
    return not PureWindowsPath(path).anchor and ".." not in PureWindowsPath(path).parts


def _pack(row: Output, fields: dict[tuple[str, ...], int]) -> list[Any]:
    """Return a row as a list; rows of one kind share the names of their parts."""
    names = tuple(row.parts)
    number = fields.setdefault(names, len(fields))
    return [row.digest, row.size, row.key, number, " ".join(row.parts.values()), row.why, row.stamp]


def _unpack(row: list[Any], fields: list[list[str]], safe: int) -> Output:
    data, size, key, number, parts, why, stamp = row
    named = dict(zip(fields[number], parts.split(), strict=True))
    return Output(data, size, key, named, why, stamp if stamp < safe else 0)
