"""`kepu inbox`: what waits for the editor, and the editor's decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from site_builder.cli.day import today
from site_builder.cli.help import help_text
from site_builder.cli.hub import pass_folder
from site_builder.cli.say import tell
from site_builder.errors import Problem, SiteError
from site_builder.i18n import _
from site_builder.settings import Folder

if TYPE_CHECKING:
    from site_builder.pull import Check


@click.group(
    invoke_without_command=True,
    help=help_text(
        _("Show what waits in the inbox: id, day, source, title. Accept it, or reject it for good."),
        "kepu inbox",
        "kepu inbox show 3f2a",
        "kepu inbox accept 3f2a 81c0 --section health",
        'kepu inbox reject 77d1 --reason "advertising"',
    ),
)
@click.pass_context
def command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        ctx.invoke(_list)


@pass_folder
def _list(folder: Folder) -> None:
    from site_builder.pull import read_inbox

    pending, troubles = read_inbox(folder.content)
    for one in pending:
        entry = one.entry
        day = str(entry.date or "")
        click.echo(f"{entry.id}  {day:<10}  {entry.source:<20}  {entry.title}")
    for trouble in troubles:
        tell(trouble.problems, root=folder.root)
    if not pending and not troubles:
        click.echo(_("The inbox is empty. Fetch what is new:  kepu pull"))


@command.command(help=help_text(_("Show one item of the inbox in full."), "kepu inbox show 3f2a"))
@click.argument("item", metavar="ID")
@pass_folder
def show(folder: Folder, item: str) -> None:
    from site_builder.pull import find, inbox_text, newer_version

    one = find(folder, item)
    click.echo(inbox_text(one.file, folder.content))
    click.echo(_("File: {file}").format(file=one.file.relative_to(folder.root)))
    newer = newer_version(one.file)
    if newer.exists():
        click.echo(_("The source has a newer version: {file}").format(file=newer.relative_to(folder.root)))


@command.command(
    help=help_text(
        _("Make items articles. They are published by the next build."),
        "kepu inbox accept 3f2a 81c0 --section health",
    )
)
@click.argument("items", metavar="ID...", nargs=-1, required=True)
@click.option("--section", default="", metavar="ID", help=_("Section; without it, the source's own."))
@pass_folder
def accept(folder: Folder, items: tuple[str, ...], section: str) -> None:
    from site_builder.pull import accept as accept_item

    day = today(None)
    check = _reading(folder)

    def one(item: str) -> str:
        file = accept_item(folder, item, section=section, today=day, check=check)
        return _("Accepted: {file}").format(file=file.relative_to(folder.root))

    _each(items, one)
    click.echo(_("Next: add  evidence  and  reviewed  to what was accepted, then  kepu build"))


@command.command(
    help=help_text(
        _("Take items out of the inbox for good: they are not fetched again."),
        'kepu inbox reject 77d1 --reason "advertising"',
    )
)
@click.argument("items", metavar="ID...", nargs=-1, required=True)
@click.option("--reason", required=True, help=_("Why; it is kept in content/inbox/rejected.txt."))
@pass_folder
def reject(folder: Folder, items: tuple[str, ...], reason: str) -> None:
    from site_builder.pull import reject as reject_item

    def one(item: str) -> str:
        return _("Rejected: {title}").format(title=reject_item(folder, item, reason=reason).title)

    _each(items, one)


def _reading(folder: Folder) -> Check:
    """Return what reads one text as the next build will, and says what is to be mended in it."""
    from site_builder.pipeline import judging

    return lambda path, text: judging(folder)(path, text, {})


def _each(items: tuple[str, ...], act: Callable[[str], str]) -> None:
    """Act on every item; one that cannot be done does not stop the others.

    Raises SiteError with all troubles at the end.
    """
    problems: list[Problem] = []
    for item in items:
        try:
            click.echo(act(item))
        except SiteError as error:
            problems += error.problems
    if problems:
        raise SiteError.of(problems)
