"""The article that an item of the inbox becomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from site_builder.pull.entry import Entry
from site_builder.pull.front_matter import Value, write_text
from site_builder.pull.links import web_address
from site_builder.pull.markdown import escape, line
from site_builder.pull.pending import Pending
from site_builder.urls import slugify

_AUTHOR, _EDITOR = "作者", "责任编辑"  # content of a Chinese article, not messages
_ELSEWHERE = "这篇文章在“{name}”的网站上。"  # content, too


def article_text(one: Pending, *, today: dt.date, reviewer: str = "") -> str:
    """Return the article file of an item: text as far as the rights go, and what an editor has added.

    `reviewer` is the role that has checked it today.
    """
    entry = one.entry
    own: dict[str, Value] = {
        "title": entry.title,
        "date": entry.date or entry.fetched or today,
        "summary": entry.summary,
        "source": source_of(entry),
    }
    checked: dict[str, Value] = {"reviewed": {"by": reviewer, "on": today}} if reviewer else {}
    body = entry.body or line(escape(_ELSEWHERE.format(name=entry.publisher or entry.source)))
    return write_text({**own, **one.added, **checked}, body)


def linked(one: Pending) -> Pending:
    """Return the item with nothing of its text: its title, and the way to it."""
    entry = replace(one.entry, rights="link", permission="", summary="", body="")
    added = dict(one.added)
    if isinstance(source := added.get("source"), Mapping):
        kept = {key: value for key, value in source.items() if key not in {"permission", "credit"}}
        added["source"] = {**kept, "license": "link-only"}
    return replace(one, entry=entry, added=added)


def source_of(entry: Entry) -> Mapping[str, Value]:
    """Return what the article says of where it comes from."""
    full = entry.rights == "full" and bool(entry.permission)
    return {
        "name": entry.publisher or entry.source,
        "url": web_address(entry.link, ""),
        "license": "permitted" if full else "link-only",
        "permission": entry.permission if full else "",
        "credit": _credit(entry) if full else "",
    }


def _credit(entry: Entry) -> str:
    """Return who wrote and edited a text, as the page with the whole of it says."""
    rows = ((_AUTHOR, entry.author), (_EDITOR, entry.editor))
    return "　".join(f"{role}：{name}" for role, name in rows if name)


def place_for(folder: Path, entry: Entry, text: bytes) -> Path:
    """Return a file of the section's folder that nobody uses yet, or that already holds this very text."""
    for name in _names(slugify(entry.title) or entry.id):
        file = folder / f"{name}.md"
        if file.is_file() and file.read_bytes() == text:
            return file
        if not file.exists() and not (folder / name).exists():
            return file
    raise AssertionError


def _names(slug: str) -> Iterable[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in range(2, 10_000))
