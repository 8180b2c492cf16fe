"""`kepu replace`: a text in whose place another one holds now."""

from __future__ import annotations

import click

from site_builder.cli.day import today
from site_builder.cli.help import help_text
from site_builder.cli.hub import pass_folder
from site_builder.cli.withdraw import tell_taken
from site_builder.i18n import _
from site_builder.settings import Folder


@click.command(
    help=help_text(
        _(
            "Take back a text in whose place another one holds: its page and its code lead there.\n\n"
            "NAME and BETTER are a file, a title or the code on a poster. With an article go its posters;\n"
            "that of the better article, if there is one, holds in their place."
        ),
        "kepu replace posters/stove posters/stove-2027",
        'kepu replace 203117 posters/stove-2027 --reason "the rule has changed"',
    )
)
@click.argument("name")
@click.argument("better")
@click.option("--reason", default="", help=_("Why, for readers; without it: there is a newer one."))
@click.option("--keep-posters", "alone", is_flag=True, help=_("With an article: its posters still hold."))
@pass_folder
def command(folder: Folder, *, name: str, better: str, reason: str, alone: bool) -> None:
    from site_builder.withdrawing import NEWER, withdraw

    taken = withdraw(folder, name, reason=reason or NEWER, today=today(None), better=better, alone=alone)
    tell_taken(taken)
