"""`kepu explain`: why a file of the hub was made, and from what."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.day import day_option, today
from site_builder.cli.help import help_text
from site_builder.cli.hub import pass_folder
from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.settings import Folder

if TYPE_CHECKING:  # importing the engine takes longer than printing a help text
    from site_builder.build import Explanation


@click.command(
    help=help_text(
        _(
            "Say why the last build made a file, from which parts, and whether the next one would.\n\n"
            "PATH is a file of output/site, or one of content/: then it says what is made from it."
        ),
        "kepu explain articles/health/rabies.html",
        "kepu explain content/articles/health/rabies.md",
        "kepu explain output/site/index.html",
    )
)
@click.argument("path")
@day_option
@pass_folder
def command(folder: Folder, path: str, day: datetime | None) -> None:
    from site_builder.pipeline import explain_file

    source = _source(folder, path)
    below = source or _below_site(folder, path)
    explanation = None if source else explain_file(folder, below, today=today(day))
    for line in _lines(explanation, folder) if explanation else _origin_lines(folder, below, today(day)):
        click.echo(line)


def _source(folder: Folder, path: str) -> str:
    """Return `content/…` when path names a file there, from where we are, from the hub, or from content/."""
    for start in (Path.cwd(), folder.root, folder.content):
        whole = (start / path).absolute()
        if whole.is_relative_to(folder.content) and whole.is_file():
            return whole.relative_to(folder.root).as_posix()
    return ""


def _origin_lines(folder: Folder, path: str, day: date) -> list[str]:
    """Return what is made from a content file, or why nothing is; raises SiteError for any other file."""
    from site_builder.pipeline import prepare
    from site_builder.plan.origins import find_origin

    ready = prepare(folder, today=day)
    origin = find_origin(path, ready.hub, ready.plan.batches, today=day)
    if origin and origin.path == path:
        said = origin.hidden or _("the build makes from it:")
        return [f"{path}: {said}", *(f"    {file}" for file in origin.files)]
    if path.startswith("content/"):
        message = _("no page or poster is made from this file alone: {path}").format(path=path)
    else:
        message = _("no build makes this file: {path}").format(path=path)
    hint = _("name a file of output/site, such as index.html")
    raise SiteError(message, hint=f"{origin.path}: {origin.hidden}" if origin else hint)


def _below_site(folder: Folder, path: str) -> str:
    """Return path below output/site, however it was written: from there, from the hub, or in full."""
    file = Path(path)
    for start in (Path(), Path.cwd(), folder.root):
        whole = (start / file).absolute()
        if whole.is_relative_to(folder.site):
            return whole.relative_to(folder.site).as_posix()
    return path.replace("\\", "/").removeprefix("./").removeprefix("/")


def _lines(found: Explanation, folder: Folder) -> list[str]:
    made_of = _("{path}: recipe {recipe}, from {origin}")
    lines = [
        made_of.format(
            path=found.target.path, recipe=found.target.recipe, origin=found.target.origin or "hub.toml"
        )
    ]
    if found.last and found.last.key:
        lines.append(_("last made because: {reason}").format(reason=_reason(found.last.why)))
    lines.append(_next(found, is_there=(folder.site / found.target.path).exists()))
    old = found.last.parts if found.last else {}
    for name, part in found.parts.items():
        mark = "*" if old and old.get(name) != part else " "
        lines.append(f"  {mark} {name:<12} {part}")
    return lines


def _next(found: Explanation, *, is_there: bool) -> str:
    """Return what the next build does, and why."""
    if not found.now:
        return _("the next build leaves it as it is")
    if found.last is None and not is_there:
        return _("it is not there yet; the next build makes it")
    return _("the next build makes it again because: {reason}").format(reason=_reason(found.now))


def _reason(why: str) -> str:
    known = {
        "new": _("no earlier build is known to have made it"),
        "gone": _("its file was missing or edited by hand"),
        "recipe": _("code or a template changed"),
    }
    return known.get(why) or _("changed: {parts}").format(parts=why)
