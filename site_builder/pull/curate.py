"""The editor's decisions: an inbox item becomes an article, or is never shown again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from site_builder.digest import digest
from site_builder.errors import Problem, SiteError, closest
from site_builder.files import remove_file, write_file
from site_builder.i18n import _
from site_builder.pull.article import article_text, linked, place_for
from site_builder.pull.decided import LISTS, Decision, What, remember
from site_builder.pull.entry import Entry
from site_builder.pull.front_matter import Value, set_line
from site_builder.pull.hubs.review import accept_from_above, is_from_above
from site_builder.pull.inbox import newer_version
from site_builder.pull.ledger import ACCEPTED, not_noted, note_decision, verdict
from site_builder.pull.locks import one_change
from site_builder.pull.pending import Pending, id_of, inbox_files, inbox_text, place_of, read_pending
from site_builder.settings import Folder, load_settings
from site_builder.urls import slugify

Check = Callable[[str, bytes], Sequence[Problem]]  # content path, text → what is to be mended


def find(folder: Folder, prefix: str, *, seen: str = "") -> Pending:
    """Return the one inbox item whose id begins with prefix.

    Raises SiteError when there is none or more than one, when its file cannot be read, and when that is no
    longer what the editor has `seen`, by its digest.
    """
    files = [file for file in inbox_files(folder.content) if id_of(file).startswith(prefix.lower())]
    if not files or not prefix:
        raise _missing(folder, prefix)
    if len(files) > 1:
        raise SiteError(
            _("{id} may mean {count} items").format(id=prefix, count=len(files)),
            hint=_("write more of it: {ids}").format(ids=" ".join(id_of(file) for file in files[:5])),
        )
    if seen and digest(files[0].read_bytes()) != seen:
        raise SiteError(
            _("the item was changed meanwhile: {file}").format(file=place_of(files[0], folder.content)),
            hint=_("look at it once more, then decide"),
        )
    return read_pending(files[0], folder.content)


def accept(
    folder: Folder,
    prefix: str,
    *,
    section: str = "",
    link_only: bool = False,
    reviewer: str = "",
    seen: str = "",
    today: dt.date,
    check: Check,
) -> Path:
    """Make the item an article of section (its source's own by default) and return the article's file.

    `link_only` takes its title and the way to it; `reviewer` is the role that has checked it; `check` reads
    a text as the next build will. Nothing is lost when this is interrupted: the article is written first,
    and doing it again finds it. Raises SiteError when the hub could not show the article.
    """
    with one_change(folder):
        one = find(folder, prefix, seen=seen)
        if is_from_above(one):
            return accept_from_above(folder, one, check=check)
        command = f"kepu inbox {'link' if link_only else 'accept'} {one.entry.id}"
        section = checked_section(folder, section or one.entry.section, command=command)
        _check_newer(folder, one)
        taken = linked(one) if link_only else _permitted(folder, one)
        text = article_text(taken, today=today, reviewer=reviewer).encode()
        file = place_for(folder.content / "articles" / section, one.entry, text)
        where = file.relative_to(folder.content).as_posix()
        _check_text(folder, one, check(where, text))
        made = "" if file.exists() else digest(text)
        what: What = "linked" if link_only else "accepted"
        remember(folder, replace(_decision(folder, one, what), article=where, made=made))
        write_file(file, text)
        note_decision(folder.content / "inbox" / ACCEPTED, one.entry, where)
        _take_out(folder, one)
    return file


def reject(folder: Folder, prefix: str, *, reason: str, seen: str = "") -> Entry:
    """Take the item out of the inbox for good, and return it; it is noted first, then removed.

    Raises SiteError when no reason is given.
    """
    if not reason.strip():
        raise SiteError(_("say why the item is rejected"), hint=_('for example  --reason "advertising"'))
    with one_change(folder):
        one = find(folder, prefix, seen=seen)
        remember(folder, _decision(folder, one, "rejected"))
        note_decision(folder.content / "inbox" / LISTS["rejected"], one.entry, reason)
        _take_out(folder, one)
    return one.entry


def settle(folder: Folder, prefix: str, *, take_newer: bool, seen: str = "") -> Pending:
    """Put the source's newer version in the item's place, or away; return the item.

    Raises SiteError when there is none.
    """
    with one_change(folder):
        one = find(folder, prefix, seen=seen)
        decision = _decision(folder, one, "newer" if take_newer else "kept")
        if decision.newer is None:
            raise SiteError(
                _("there is no newer version of this item"), where=place_of(one.file, folder.content)
            )
        remember(folder, decision)
        if take_newer:
            write_file(one.file, decision.newer)
        newer_version(one.file).unlink()
        return read_pending(one.file, folder.content)


def amend(folder: Folder, prefix: str, values: Mapping[str, Value], *, seen: str = "") -> Pending:
    """Write values into the item's front matter, as an editor would; empty ones go. Return the item."""
    with one_change(folder):
        one = find(folder, prefix, seen=seen)
        text = inbox_text(one.file, folder.content)
        for key, value in values.items():
            text = set_line(text, key, value)
        write_file(one.file, text.encode())
        return read_pending(one.file, folder.content)


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


def _missing(folder: Folder, prefix: str) -> SiteError:
    """Return why there is no such item: it was decided on, or never there."""
    told = verdict(folder.content, prefix)
    if told is None:
        return SiteError(
            _("the inbox has no item {id}").format(id=prefix), hint=_("the first column of  kepu inbox")
        )
    name, words = told
    message = _("{id} was accepted: {words}") if name == ACCEPTED else _("{id} was rejected: {words}")
    return SiteError(
        message.format(id=prefix, words=words),
        hint=_("take it back with  kepu inbox undo {id}").format(id=prefix),
    )


def _permitted(folder: Folder, one: Pending) -> Pending:
    """Return the item; raise SiteError when it is a full text that nobody has permitted."""
    if one.entry.rights == "full" and not one.entry.permission and "source" not in one.added:
        raise SiteError(
            _("nothing says who permitted the full text"),
            where=place_of(one.file, folder.content),
            hint=_(
                "add  permission: who allowed it, when  or take the link only:  kepu inbox link {id}"
            ).format(id=one.entry.id),
        )
    return one


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


def _decision(folder: Folder, one: Pending, what: What) -> Decision:
    newer = newer_version(one.file)
    noted = not_noted(folder.content / "inbox" / LISTS[what], one.entry) if what in LISTS else ()
    return Decision(
        id=one.entry.id,
        what=what,
        title=one.entry.title,
        place=one.file.relative_to(folder.content).as_posix(),
        held=one.file.read_bytes(),
        newer=newer.read_bytes() if newer.exists() else None,
        noted=noted,
    )


def _take_out(folder: Folder, one: Pending) -> None:
    root = folder.content / "inbox"
    newer_version(one.file).unlink(missing_ok=True)
    remove_file(one.file, root)
