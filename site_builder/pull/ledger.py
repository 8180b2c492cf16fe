"""What was accepted and rejected: text files of one line an item, to be read and merged by people."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from site_builder.errors import SiteError
from site_builder.files import write_file
from site_builder.pull.clean import one_line
from site_builder.pull.entry import Entry
from site_builder.pull.front_matter import read_text
from site_builder.pull.identity import same_address

ACCEPTED = "accepted.txt"
REJECTED = "rejected.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Ids that were decided on, and the addresses of the articles' sources."""

    ids: frozenset[str]
    addresses: frozenset[str]


def load_known(content: Path) -> Known:
    articles = (content / "articles").rglob("*.md")
    addresses = {address for file in sorted(articles) if (address := _source_address(file))}
    return Known(ids=decided_ids(content), addresses=frozenset(addresses))


def decided_ids(content: Path) -> frozenset[str]:
    """Return the ids of the items that were accepted or rejected."""
    return frozenset(
        row.split()[0] for name in (ACCEPTED, REJECTED) for row in _rows(content / "inbox" / name)
    )


def rejected_ids(content: Path) -> frozenset[str]:
    return frozenset(row.split()[0] for row in _rows(content / "inbox" / REJECTED))


def decision_stamps(content: Path) -> tuple[tuple[int, int], ...]:
    """Return what changes whenever a decision is noted: time and size of the lists."""
    files = [content / "inbox" / name for name in (ACCEPTED, REJECTED)]
    return tuple((status.st_mtime_ns, status.st_size) for file in files if (status := _status(file)))


def _status(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except FileNotFoundError:
        return None


def note_decision(file: Path, entry: Entry, reason: str) -> None:
    """Add the entry, and the same text at other sources, to an accepted or rejected list."""
    rows = _rows(file)
    day = (entry.date or entry.fetched or "") and str(entry.date or entry.fetched)
    sources = {entry.id: entry.source, **{other.id: other.source for other in entry.also}}
    added = [
        one_line(f"{id_} {day} {sources[id_]} {entry.title} | {reason}") for id_ in not_noted(file, entry)
    ]
    if added:
        _write(file, [*rows, *added])


def not_noted(file: Path, entry: Entry) -> tuple[str, ...]:
    """Return the ids of the entry, and of the same text at other sources, that a list does not have yet."""
    known = {row.split()[0] for row in _rows(file)}
    ids = dict.fromkeys([entry.id, *(other.id for other in entry.also)])
    return tuple(id_ for id_ in ids if id_ not in known)


def strike(file: Path, ids: Iterable[str]) -> None:
    """Take ids off a list; one that is empty then goes."""
    gone = set(ids)
    rows = _rows(file)
    left = [row for row in rows if row.split()[0] not in gone]
    if left:
        _write(file, left)
    elif rows:
        file.unlink()


def verdict(content: Path, prefix: str) -> tuple[str, str] | None:
    """Return the list that holds the one id that begins with prefix, and what it says; None if none does."""
    found = [
        (name, row.rpartition(" | ")[2])
        for name in (ACCEPTED, REJECTED)
        for row in _rows(content / "inbox" / name)
        if prefix and row.startswith(prefix.lower())
    ]
    return found[0] if len(found) == 1 else None


def _write(file: Path, rows: Iterable[str]) -> None:
    write_file(file, "".join(f"{row}\n" for row in rows).encode("utf-8"))


def _rows(file: Path) -> list[str]:
    try:
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return []
    return [row.strip() for row in text.splitlines() if row.strip()]


def _source_address(file: Path) -> str:
    """Return the normal form of an article's source.url; a file with mistakes is the build's business."""
    try:
        values, _body = read_text(file.read_bytes().decode("utf-8", "replace"), str(file))
    except (OSError, SiteError):
        return ""
    source = values.get("source")
    url = source.get("url") if isinstance(source, dict) else ""
    return same_address(url) if isinstance(url, str) and url else ""


def decided(known: Known, ids: Iterable[str], link: str) -> bool:
    """Say whether an item was accepted or rejected before."""
    if not known.ids.isdisjoint(ids):
        return True
    return bool(link and known.addresses) and same_address(link) in known.addresses
