"""The editor's decisions: an inbox item becomes an article, or is never shown again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from site_builder.errors import SiteError, closest
from site_builder.files import remove_file, write_file
from site_builder.i18n import _
from site_builder.pull.entry import Entry
from site_builder.pull.front_matter import Value, write_text
from site_builder.pull.inbox import newer_version
from site_builder.pull.ledger import ACCEPTED, REJECTED, note_decision
from site_builder.pull.links import web_address
from site_builder.pull.pending import Pending, read_inbox
from site_builder.settings import Folder, load_settings
from site_builder.urls import slugify

_MORE = "阅读原文"  # content of a Chinese article, not a message


def find(folder: Folder, prefix: str) -> Pending:
    """Return the one inbox item whose id begins with prefix.

    Raises SiteError when there is none or more than one.
    """
    pending, _troubles = read_inbox(folder.content)
    found = [one for one in pending if one.entry.id.startswith(prefix.lower())] if prefix else []
    if not found:
        raise SiteError(
            _("the inbox has no item {id}").format(id=prefix), hint=_("the first column of  kepu inbox")
        )
    if len(found) > 1:
        raise SiteError(
            _("{id} may mean {count} items").format(id=prefix, count=len(found)),
            hint=_("write more of it: {ids}").format(ids=" ".join(one.entry.id for one in found[:5])),
        )
    return found[0]


def accept(folder: Folder, prefix: str, *, section: str = "", today: dt.date) -> Path:
    """Make the item an article of section (its source's own by default) and return the article's file.

    Nothing is lost when this is interrupted: the article is written first, and doing it again finds it.
    """
    one = find(folder, prefix)
    section = _checked_section(folder, section or one.entry.section, one.entry.id)
    text = article_text(one.entry, today=today).encode()
    file = _free_place(folder.content / "articles" / section, _slug(one.entry), text)
    write_file(file, text)
    where = file.relative_to(folder.content).as_posix()
    note_decision(folder.content / "inbox" / ACCEPTED, one.entry, where)
    _take_out(folder, one)
    return file


def reject(folder: Folder, prefix: str, *, reason: str = "") -> Entry:
    """Take the item out of the inbox for good, and return it; it is noted first, then removed."""
    one = find(folder, prefix)
    note_decision(folder.content / "inbox" / REJECTED, one.entry, reason)
    _take_out(folder, one)
    return one.entry


def article_text(entry: Entry, *, today: dt.date) -> str:
    """Return the article file of an entry: text as far as the rights go, and the way to the original."""
    link = web_address(entry.link, "")
    full = entry.rights == "full" and bool(entry.permission)
    values: dict[str, Value] = {
        "title": entry.title,
        "date": entry.date or entry.fetched or today,
        "summary": entry.summary,
        "source": {
            "name": entry.publisher or entry.source,
            "url": link,
            "license": "permitted" if full else "link-only",
            "permission": entry.permission if full else "",
        },
    }
    target = link.replace("&", "\\&")
    parts = [entry.body, f"[{_MORE}]({target})" if link and not full else ""]
    return write_text(values, "\n\n".join(part for part in parts if part))


def _checked_section(folder: Folder, section: str, item: str) -> str:
    known = [row.id for row in load_settings(folder.content).sections]
    if section in known:
        return section
    if not section:
        message = _("say which section the item goes to")
    else:
        message = _("there is no section “{section}”").format(section=section)
    example = closest(section, known) or (known[0] if known else "health")
    raise SiteError(
        message,
        hint=_(
            "sections in hub.toml: {known}; for example  kepu inbox accept {item} --section {example}"
        ).format(known=" ".join(known), item=item, example=example),
    )


def _slug(entry: Entry) -> str:
    return slugify(entry.title) or entry.id


def _free_place(folder: Path, slug: str, text: bytes) -> Path:
    """Return a file that nobody uses yet, or that already holds this very text."""
    for name in _names(slug):
        file = folder / f"{name}.md"
        if file.is_file() and file.read_bytes() == text:
            return file
        if not file.exists() and not (folder / name).exists():
            return file
    raise AssertionError


def _names(slug: str) -> Iterable[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in range(2, 10_000))


def _take_out(folder: Folder, one: Pending) -> None:
    root = folder.content / "inbox"
    newer_version(one.file).unlink(missing_ok=True)
    remove_file(one.file, root)
