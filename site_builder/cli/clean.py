"""`kepu clean`: what builds made and remembered is removed."""

from __future__ import annotations

import click

from site_builder.cli.help import help_text
from site_builder.cli.hub import pass_folder
from site_builder.i18n import _
from site_builder.settings import Folder


@click.command(
    help=help_text(
        _(
            "Remove the files that builds made, and what they remembered.\n\n"
            "Files that somebody else put into output/site stay, and so does all of content/."
        ),
        "kepu clean",
    )
)
@pass_folder
def command(folder: Folder) -> None:
    from site_builder.pipeline import clean_hub

    click.echo(_("Removed {count} files.").format(count=clean_hub(folder)))
