"""The inbox on the disk: one Markdown file for each item that waits for the editor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.pull.entry import Also, Entry
from site_builder.pull.front_matter import Value, read_text, write_text
from site_builder.pull.identity import ID_LENGTH


@dataclass(frozen=True, slots=True)
class Pending:
    """An entry with the file that holds it."""

    file: Path
    entry: Entry


def entry_text(entry: Entry) -> str:
    """Return the inbox file of an entry."""
    values: dict[str, Value] = {
        "title": entry.title,
        "date": entry.date or "",
        "link": entry.link,
        "source": entry.source,
        "publisher": entry.publisher,
        "section": entry.section,
        "guid": entry.guid,
        "author": entry.author,
        "rights": entry.rights,
        "permission": entry.permission,
        "summary": entry.summary,
        "also": also_value(entry.also),
        "fetched": entry.fetched or "",
    }
    return write_text(values, entry.body)


def read_entry(file: Path, where: str) -> Entry:
    """Return the entry in an inbox file, which an editor may have changed.

    Raises SiteError when its front matter cannot be read.
    """
    values, body = read_text(file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n"), where)
    words = {key: value for key, value in values.items() if isinstance(value, str)}
    also = values.get("also")
    return Entry(
        id=id_of(file),
        source=words.get("source", "") or file.parent.name,
        title=words.get("title", "") or file.stem,
        date=_day(words.get("date", ""), where),
        fetched=_day(words.get("fetched", ""), where),
        also=tuple(_also(row) for row in also if isinstance(row, dict)) if isinstance(also, list) else (),
        body=body,
        **{key: words.get(key, "") for key in ("link", "guid", "author", "publisher", "section")},
        **{key: words.get(key, "") for key in ("rights", "permission", "summary")},
    )


def id_of(file: Path) -> str:
    return file.stem[-ID_LENGTH:]


def read_inbox(content: Path) -> tuple[list[Pending], list[SiteError]]:
    """Return what waits, oldest first, and a trouble for each file that cannot be read."""
    found: list[Pending] = []
    troubles: list[SiteError] = []
    for file in sorted((content / "inbox").glob("*/*.md")):
        try:
            found.append(Pending(file, read_entry(file, file.relative_to(content.parent).as_posix())))
        except SiteError as error:
            troubles.append(error)
    return sorted(found, key=lambda one: (one.entry.date or dt.date.min, one.entry.id)), troubles


def also_value(also: tuple[Also, ...]) -> list[Mapping[str, Value]]:
    return [{"id": other.id, "source": other.source, "link": other.link} for other in also]


def _also(row: Mapping[str, Any]) -> Also:
    return Also(**{key: str(row.get(key, "")) for key in ("id", "source", "link")})


def _day(text: str, where: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise SiteError(
            _("this is not a date: {text}").format(text=text), where=where, hint=_("write it like 2026-03-01")
        ) from error
