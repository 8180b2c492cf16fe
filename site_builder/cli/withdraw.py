"""`kepu withdraw`: a text that must not be used any more, and nothing holds in its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from site_builder.cli.day import today
from site_builder.cli.help import help_text
from site_builder.cli.hub import pass_folder
from site_builder.i18n import _
from site_builder.settings import Folder

if TYPE_CHECKING:  # a help text needs none
    from site_builder.withdrawing import Taken


@click.command(
    help=help_text(
        _(
            "Take back a text: it leaves lists, feeds, packs and screens; its page and its code say so.\n\n"
            "NAME is its file, its title or the short code on the poster. With an article go its posters.\n"
            "Hubs below take it down at their next pull."
        ),
        'kepu withdraw posters/stove --reason "the dose was wrong"',
        'kepu withdraw 203117 --reason "the rule has changed" --keep-posters',
    )
)
@click.argument("name")
@click.option("--reason", required=True, help=_("Why; readers see it."))
@click.option("--keep-posters", "alone", is_flag=True, help=_("With an article: its posters still hold."))
@pass_folder
def command(folder: Folder, *, name: str, reason: str, alone: bool) -> None:
    from site_builder.withdrawing import withdraw

    tell_taken(withdraw(folder, name, reason=reason, today=today(None), alone=alone))


def tell_taken(taken: Iterable[Taken]) -> None:
    """Say what was taken back, and what is to be done now."""
    for one in taken:
        line = _("Withdrawn: {file}, code {code}") if one.code else _("Withdrawn: {file}")
        click.echo(line.format(file=one.file, code=one.code))
    click.echo(_("Next:  kepu build  and publish it; hubs below take it down at their next pull"))
