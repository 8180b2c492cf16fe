"""What is remembered between two pulls; it may be deleted at any time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from site_builder.files import write_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last visit to a source. `etag` and `modified` belong to `final`, the address that answered."""

    terms: str = ""  # digest of the settings it was made with
    final: str = ""
    etag: str = ""
    modified: str = ""
    body: str = ""  # digest of the last body that was read to the end
    asked: datetime | None = None
    not_before: datetime | None = None
    failures: int = 0
    moved: str = ""
    gone: bool = False
    seen: Mapping[str, Any] = field(default_factory=dict)  # what the source's reader wants to remember

    def but(self, **changes: Any) -> Self:  # noqa: ANN401 - dataclasses.replace checks the names
        return replace(self, **changes)

    def unread(self) -> Self:
        """Return a visit after which everything is read again, because something is left to take."""
        return self.but(etag="", modified="", body="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An inbox file as we wrote it: digest of the entry upstream, digest of the file."""

    entry: str
    file: str


@dataclass(frozen=True, slots=True)
class Memory:
    """`visits` by source id, `written` by item id."""

    visits: dict[str, Visit] = field(default_factory=dict)
    written: dict[str, Written] = field(default_factory=dict)


def load_memory(file: Path) -> Memory:
    """Return what was remembered; a missing or damaged file remembers nothing."""
    try:
        data = json.loads(file.read_text("utf-8"))
        visits = {key: _visit(row) for key, row in data["visits"].items()}
        written = {key: Written(entry=row["entry"], file=row["file"]) for key, row in data["written"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Memory()
    return Memory(visits, written)


def save_memory(memory: Memory, file: Path) -> None:
    data = {
        "visits": {key: _row(visit) for key, visit in memory.visits.items()},
        "written": {key: asdict(row) for key, row in memory.written.items()},
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    write_file(file, text.encode("utf-8", "surrogatepass") + b"\n")


def _visit(row: Mapping[str, Any]) -> Visit:
    known = {item.name for item in fields(Visit)}
    values = {key: value for key, value in row.items() if key in known}
    for key in ("asked", "not_before"):
        values[key] = datetime.fromisoformat(values[key]) if values.get(key) else None
    return Visit(**values)


def _row(visit: Visit) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, datetime) else value
        for key, value in asdict(visit).items()
        if value
    }
