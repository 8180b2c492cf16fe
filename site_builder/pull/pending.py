"""The inbox on the disk: one Markdown file for each item that waits for the editor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.pull.decode import decode_file
from site_builder.pull.entry import Also, Entry
from site_builder.pull.front_matter import Value, read_text, write_text
from site_builder.pull.identity import ID_LENGTH

_KEYS = {item.name for item in fields(Entry)} - {"id", "body"}  # of the front matter


@dataclass(frozen=True, slots=True)
class Pending:
    """An entry with the file that holds it; `added` is what only an editor can have written there."""

    file: Path
    entry: Entry
    added: Mapping[str, Value] = field(default_factory=dict)


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
        "editor": entry.editor,
        "rights": entry.rights,
        "permission": entry.permission,
        "summary": entry.summary,
        "also": also_value(entry.also),
        "fetched": entry.fetched or "",
    }
    return write_text(values, entry.body)


def inbox_text(file: Path, content: Path) -> str:
    """Return the text of an inbox file in whatever encoding an editor saved it.

    Raises SiteError when it is not text.
    """
    text = decode_file(file.read_bytes())
    if text is None:
        raise SiteError(
            _("the file is neither UTF-8 nor GBK text"),
            where=place_of(file, content),
            hint=_("save it again as UTF-8 in the editor"),
        )
    return text


def place_of(file: Path, content: Path) -> str:
    """Return file as messages name it."""
    return file.relative_to(content.parent).as_posix()


def read_pending(file: Path, content: Path) -> Pending:
    """Return what an inbox file holds, which an editor may have changed.

    Raises SiteError when it cannot be read.
    """
    where = place_of(file, content)
    values, body = read_text(inbox_text(file, content).replace("\r\n", "\n"), where)
    added = {
        key: value
        for key, value in values.items()
        if key not in _KEYS or (key == "source" and isinstance(value, dict))
    }
    return Pending(file, _entry(file, values, body, where=where), added)


def _entry(file: Path, values: Mapping[str, Any], body: str, *, where: str) -> Entry:
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
        **{key: words.get(key, "") for key in ("editor", "rights", "permission", "summary")},
    )


def id_of(file: Path) -> str:
    return file.stem[-ID_LENGTH:]


def inbox_files(content: Path) -> list[Path]:
    return sorted((content / "inbox").glob("*/*.md"))


def read_inbox(content: Path) -> tuple[list[Pending], list[SiteError]]:
    """Return what waits, oldest first, and a trouble for each file that cannot be read."""
    found: list[Pending] = []
    troubles: list[SiteError] = []
    for file in inbox_files(content):
        try:
            found.append(read_pending(file, content))
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
