"""What is remembered between two pulls; it may be deleted at any time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from site_builder.files import write_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last visit to a source. `etag` and `modified` belong to `final`, the address that answered.

    `new` items came with it, the last ones when `fresh`. After failures, `succeeded` says when it last went
    well, `trouble` and `advice` what the person at the terminal was told.
    """

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
    new: int = 0
    fresh: datetime | None = None
    succeeded: datetime | None = None
    trouble: str = ""
    advice: str = ""

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


class Kept(NamedTuple):
    """A site's robots.txt, and when it was asked."""

    asked: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Memory:
    """`visits` by source id, `written` by item id, `robots` by a site's address.

    `media` are names of files by the address they came from.
    """

    visits: dict[str, Visit] = field(default_factory=dict)
    written: dict[str, Written] = field(default_factory=dict)
    robots: dict[str, Kept] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)


def state_file(cache: Path) -> Path:
    return cache / "pull" / "state.json"


def load_memory(file: Path) -> Memory:
    """Return what was remembered; a missing or damaged file remembers nothing."""
    try:
        data = json.loads(file.read_text("utf-8"))
        visits = {key: _visit(row) for key, row in data["visits"].items()}
        written = {key: Written(entry=row["entry"], file=row["file"]) for key, row in data["written"].items()}
        robots = {
            key: Kept(datetime.fromisoformat(row[0]), row[1]) for key, row in data.get("robots", {}).items()
        }
        media = {str(key): str(name) for key, name in data.get("media", {}).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return Memory()
    return Memory(visits, written, robots, media)


def save_memory(memory: Memory, file: Path) -> None:
    data = {
        "visits": {key: _row(visit) for key, visit in sorted(memory.visits.items())},
        "written": {
            key: {"entry": row.entry, "file": row.file} for key, row in sorted(memory.written.items())
        },
        "robots": {key: (kept.asked.isoformat(), kept.text) for key, kept in sorted(memory.robots.items())},
        "media": dict(sorted(memory.media.items())),
    }
    text = json.dumps(data, ensure_ascii=False)
    write_file(file, text.encode("utf-8", "surrogatepass") + b"\n")


def _visit(row: Mapping[str, Any]) -> Visit:
    known = {item.name for item in fields(Visit)}
    values = {key: value for key, value in row.items() if key in known}
    for key in ("asked", "not_before", "fresh", "succeeded"):
        values[key] = datetime.fromisoformat(values[key]) if values.get(key) else None
    return Visit(**values)


def _row(visit: Visit) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, datetime) else value
        for key, value in asdict(visit).items()
        if value
    }
