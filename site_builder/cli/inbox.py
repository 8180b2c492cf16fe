"""`kepu inbox`: what waits for the editor, and the editor's decisions."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from site_builder.cli.day import today
from site_builder.cli.help import help_text
from site_builder.cli.hub import pass_folder
from site_builder.cli.say import tell
from site_builder.errors import Problem, SiteError
from site_builder.i18n import _
from site_builder.settings import Folder


@click.group(
    invoke_without_command=True,
    help=help_text(
        _(
            "Decide on what waits in the inbox, one key an item; the riskiest comes first.\n\n"
            "Where nobody can press a key it is listed: id, day, source, title.\n"
            "The same in the browser, with pages and posters:  kepu desk"
        ),
        "kepu inbox",
        "kepu inbox show 3f2a",
        "kepu inbox accept 3f2a 81c0 --section health",
        'kepu inbox reject 77d1 --reason "advertising"',
        "kepu inbox undo",
    ),
)
@click.pass_context
def command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        ctx.invoke(_review if at_terminal() else _list)


def at_terminal() -> bool:
    """Say whether a person can see what is asked and press a key."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@pass_folder
def _review(folder: Folder) -> None:
    from site_builder.cli.review import review

    review(folder)


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


def _taking(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the arguments of those that make articles."""
    for option in (
        click.option("--reviewer", default="", metavar="ROLE", help=_("The role that has checked the text.")),
        click.option("--section", default="", metavar="ID", help=_("Section; without it, the source's own.")),
        click.argument("items", metavar="ID...", nargs=-1, required=True),
    ):
        function = option(function)
    return function


@command.command(
    help=help_text(
        _("Make items articles. They are published by the next build."),
        "kepu inbox accept 3f2a 81c0 --section health",
    )
)
@_taking
@pass_folder
def accept(folder: Folder, *, items: tuple[str, ...], section: str, reviewer: str) -> None:
    _take(folder, items, section=section, reviewer=reviewer, link_only=False)
    click.echo(_("Next: add  evidence  and  reviewed  to what was accepted, then  kepu build"))


@command.command(
    help=help_text(
        _("Make articles of items that hold their title and the way to the original, and no text of it."),
        "kepu inbox link 3f2a --section health",
    )
)
@_taking
@pass_folder
def link(folder: Folder, *, items: tuple[str, ...], section: str, reviewer: str) -> None:
    _take(folder, items, section=section, reviewer=reviewer, link_only=True)


def _take(folder: Folder, items: tuple[str, ...], *, section: str, reviewer: str, link_only: bool) -> None:
    from site_builder.desk import checking
    from site_builder.pull import accept as accept_item

    day = today(None)
    check = checking(folder)

    def one(item: str) -> str:
        file = accept_item(
            folder,
            item,
            section=section,
            link_only=link_only,
            reviewer=reviewer,
            today=day,
            check=check,
        )
        return _("Accepted: {file}").format(file=file.relative_to(folder.root))

    _each(items, one)


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


@command.command(
    help=help_text(
        _(
            "Take back the last decision, or the last one on each item that is named.\n\n"
            "The item lies in the inbox again as it was; its article goes, unless somebody has changed it."
        ),
        "kepu inbox undo",
        "kepu inbox undo 77d1",
    )
)
@click.argument("items", metavar="[ID]...", nargs=-1)
@pass_folder
def undo(folder: Folder, items: tuple[str, ...]) -> None:
    from site_builder.pull import undo as undo_decision

    def one(item: str) -> str:
        return _("Taken back: {title}").format(title=undo_decision(folder, item).title)

    _each(items or ("",), one)


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
