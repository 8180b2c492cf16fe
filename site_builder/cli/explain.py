"""`kepu explain`: why a file of the hub was made, and from what."""

from __future__ import annotations

from datetime import datetime
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
            "PATH is a file of output/site."
        ),
        "kepu explain articles/health/rabies.html",
        "kepu explain output/site/index.html",
    )
)
@click.argument("path")
@day_option
@pass_folder
def command(folder: Folder, path: str, day: datetime | None) -> None:
    from site_builder.pipeline import explain_file

    below = _below_site(folder, path)
    explanation = explain_file(folder, below, today=today(day))
    if explanation is None:
        raise SiteError(
            _("no build makes this file: {path}").format(path=below),
            hint=_("name a file of output/site, such as index.html"),
        )
    for line in _lines(explanation):
        click.echo(line)


def _below_site(folder: Folder, path: str) -> str:
    """Return path below output/site, however it was written: from there, from the hub, or in full."""
    file = Path(path)
    for start in (Path(), Path.cwd(), folder.root):
        whole = (start / file).absolute()
        if whole.is_relative_to(folder.site):
            return whole.relative_to(folder.site).as_posix()
    return path.replace("\\", "/").removeprefix("./").removeprefix("/")


def _lines(found: Explanation) -> list[str]:
    made_of = _("{path}: recipe {recipe}, from {origin}")
    lines = [
        made_of.format(
            path=found.target.path, recipe=found.target.recipe, origin=found.target.origin or "hub.toml"
        )
    ]
    if found.last and found.last.key:
        lines.append(_("last made because: {reason}").format(reason=_reason(found.last.why)))
    now = _("the next build makes it again because: {reason}").format(reason=_reason(found.now))
    lines.append(now if found.now else _("the next build leaves it as it is"))
    old = found.last.parts if found.last else {}
    for name, part in found.parts.items():
        mark = "*" if old and old.get(name) != part else " "
        lines.append(f"  {mark} {name:<12} {part}")
    return lines


def _reason(why: str) -> str:
    known = {
        "new": _("it was not there before"),
        "gone": _("its file was missing or edited by hand"),
        "recipe": _("code or a template changed"),
    }
    return known.get(why) or _("changed: {parts}").format(parts=why)
