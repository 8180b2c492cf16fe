"""The editor's decisions: an inbox item becomes an article, or is never shown again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from site_builder.errors import Problem, SiteError, closest
from site_builder.files import remove_file, write_file
from site_builder.i18n import _
from site_builder.pull.entry import Entry
from site_builder.pull.front_matter import Value, write_text
from site_builder.pull.hubs.review import accept_from_above, is_from_above
from site_builder.pull.inbox import newer_version
from site_builder.pull.ledger import ACCEPTED, REJECTED, note_decision
from site_builder.pull.links import web_address
from site_builder.pull.locks import one_change
from site_builder.pull.markdown import escape, line
from site_builder.pull.pending import Pending, id_of, inbox_files, place_of, read_pending
from site_builder.settings import Folder, load_settings
from site_builder.urls import slugify

Check = Callable[[str, bytes], Sequence[Problem]]  # content path, text → what is to be mended

_ELSEWHERE = "这篇文章在“{name}”的网站上。"  # content of a Chinese article, not a message


def find(folder: Folder, prefix: str) -> Pending:
    """Return the one inbox item whose id begins with prefix.

    Raises SiteError when there is none or more than one, and when its file cannot be read.
    """
    files = [file for file in inbox_files(folder.content) if id_of(file).startswith(prefix.lower())]
    if not files or not prefix:
        raise SiteError(
            _("the inbox has no item {id}").format(id=prefix), hint=_("the first column of  kepu inbox")
        )
    if len(files) > 1:
        raise SiteError(
            _("{id} may mean {count} items").format(id=prefix, count=len(files)),
            hint=_("write more of it: {ids}").format(ids=" ".join(id_of(file) for file in files[:5])),
        )
    return read_pending(files[0], folder.content)


def accept(folder: Folder, prefix: str, *, section: str = "", today: dt.date, check: Check) -> Path:
    """Make the item an article of section (its source's own by default) and return the article's file.

    `check` reads a text as the next build will. Nothing is lost when this is interrupted: the article is
    written first, and doing it again finds it. Raises SiteError when the hub could not show the article.
    """
    with one_change(folder):
        one = find(folder, prefix)
        if is_from_above(one):
            return accept_from_above(folder, one, check=check)
        command = f"kepu inbox accept {one.entry.id}"
        section = checked_section(folder, section or one.entry.section, command=command)
        _check_newer(folder, one)
        text = article_text(one, today=today).encode()
        file = _free_place(folder.content / "articles" / section, _slug(one.entry), text)
        where = file.relative_to(folder.content).as_posix()
        _check_text(folder, one, check(where, text))
        write_file(file, text)
        note_decision(folder.content / "inbox" / ACCEPTED, one.entry, where)
        _take_out(folder, one)
    return file


def reject(folder: Folder, prefix: str, *, reason: str) -> Entry:
    """Take the item out of the inbox for good, and return it; it is noted first, then removed.

    Raises SiteError when no reason is given.
    """
    if not reason.strip():
        raise SiteError(_("say why the item is rejected"), hint=_('for example  --reason "advertising"'))
    with one_change(folder):
        one = find(folder, prefix)
        note_decision(folder.content / "inbox" / REJECTED, one.entry, reason)
        _take_out(folder, one)
    return one.entry


def article_text(one: Pending, *, today: dt.date) -> str:
    """Return the article file of an item: text as far as the rights go, and what an editor has added."""
    entry = one.entry
    own: dict[str, Value] = {
        "title": entry.title,
        "date": entry.date or entry.fetched or today,
        "summary": entry.summary,
        "source": _source(entry),
    }
    body = entry.body or line(escape(_ELSEWHERE.format(name=entry.publisher or entry.source)))
    return write_text({**own, **one.added}, body)


def checked_section(folder: Folder, section: str, *, command: str) -> str:
    """Return section if the hub has it; a hub that names no sections has any that can be a folder.

    Raises SiteError, with an example of how `command` goes on.
    """
    known = [row.id for row in load_settings(folder.content).sections]
    if section in known or (section and not known and slugify(section) == section):
        return section
    if not section:
        message = _("say which section the item goes to")
    else:
        message = _("there is no section “{section}”").format(section=section)
    example = closest(section, known) or (known[0] if known else "health")
    hint = _("sections in hub.toml: {known}; for example  {command} --section {example}")
    raise SiteError(message, hint=hint.format(known=" ".join(known), command=command, example=example))


def _check_newer(folder: Folder, one: Pending) -> None:
    """Raise SiteError while a newer version lies beside a file: it would be lost unread."""
    newer = newer_version(one.file)
    if newer.exists():
        raise SiteError(
            _("the source has a newer version of this item: {file}").format(
                file=place_of(newer, folder.content)
            ),
            where=place_of(one.file, folder.content),
            hint=_("take over from it what is good, delete it, and accept again"),
        )


def _check_text(folder: Folder, one: Pending, problems: Iterable[Problem]) -> None:
    """Raise SiteError with what stands in the way of the next build, told for the inbox file."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise SiteError.of(replace(problem, where=place_of(one.file, folder.content)) for problem in errors)


def _source(entry: Entry) -> Mapping[str, Value]:
    full = entry.rights == "full" and bool(entry.permission)
    return {
        "name": entry.publisher or entry.source,
        "url": web_address(entry.link, ""),
        "license": "permitted" if full else "link-only",
        "permission": entry.permission if full else "",
    }


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
