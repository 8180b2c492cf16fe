"""A text from a hub above that waited in the inbox: accepted, it lies where it lies there."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from site_builder.errors import Problem, SiteError
from site_builder.files import remove_file, write_file
from site_builder.i18n import _
from site_builder.pull.hubs.held import is_same_hub, read_held, with_origin
from site_builder.pull.hubs.here import handed_id
from site_builder.pull.hubs.places import is_picture_place, is_text_place
from site_builder.pull.hubs.values import Handed
from site_builder.pull.inbox import newer_version
from site_builder.pull.pending import Pending, place_of, read_pending
from site_builder.settings import Folder

Check = Callable[[str, bytes], Sequence[Problem]]


def waiting_place(content: Path, source: str, item: Handed) -> Path:
    """Return where a text waits; its pictures wait in a folder of the same name."""
    return content / "inbox" / source / f"{item.date or ''}-{handed_id(item)}.md"


def texts_waiting(content: Path, source: str) -> dict[str, Path]:
    """Return the files of a source that wait, by where their texts are to lie."""
    found = {}
    for file in sorted((content / "inbox" / source).glob("*.md")):
        with contextlib.suppress(SiteError):  # the queue tells of a file that cannot be read
            found[_path(read_pending(file, content))] = file
    return found


def is_from_above(one: Pending) -> bool:
    return is_text_place(_path(one))


def accept_from_above(folder: Folder, one: Pending, *, check: Check) -> Path:
    """Put the text and its pictures into content/, and return the text's file.

    Raises SiteError when another text lies there, one that was changed here, or the hub could not show it.
    """
    waiting = read_held(one.file)
    assert waiting
    path = _path(one)
    file = folder.content / path
    held = read_held(file)
    where = place_of(one.file, folder.content)
    if held and (not held.origin or not is_same_hub(held.origin[0], waiting.origin[0])):
        message = _("another text lies there: {path}").format(path=f"content/{path}")
        raise SiteError(message, where=where, hint=_("rename that one, then accept again"))
    if held and held.is_edited:
        message = _("you have changed the text that this one is to replace: {path}")
        raise SiteError(
            message.format(path=f"content/{path}"),
            where=where,
            hint=_("take over from this one what is good, then reject it"),
        )
    text = with_origin(waiting.text, waiting.origin).encode()
    laid = list(_lay_pictures(one.file.with_suffix(""), folder.content))
    errors = [problem for problem in check(path, text) if problem.severity == "error"]
    if errors:
        for picture in laid:
            remove_file(picture, folder.content)
        raise SiteError.of(replace(problem, where=where) for problem in errors)
    write_file(file, text)
    take_out(one.file, folder.content)
    return file


def take_out(file: Path, content: Path) -> None:
    """Remove a text that waited, with all that lies beside it."""
    newer_version(file).unlink(missing_ok=True)
    shutil.rmtree(file.with_suffix(""), ignore_errors=True)
    remove_file(file, content / "inbox")


def _lay_pictures(waiting: Path, content: Path) -> list[Path]:
    """Copy the pictures that came with a text; return those that were not there before."""
    found = []
    for file in sorted(waiting.rglob("*")) if waiting.is_dir() else ():
        path = file.relative_to(waiting).as_posix()
        if file.is_file() and is_picture_place(path):
            if not (content / path).exists():
                found.append(content / path)
            write_file(content / path, file.read_bytes())
    return found


def _path(one: Pending) -> str:
    """Return the place below content/ that is noted with the last hub that the text came through."""
    origin = one.added.get("origin")
    last = origin[-1] if isinstance(origin, list) and origin else {}
    path = last.get("path", "") if isinstance(last, dict) else ""
    return path if isinstance(path, str) else ""
