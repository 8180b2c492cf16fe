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
        "kepu clean --media",
    )
)
@click.option(
    "--media", is_flag=True, help=_("Remove only pictures that a pull brought home and no text names.")
)
@pass_folder
def command(folder: Folder, *, media: bool) -> None:
    if media:
        from site_builder.media import unused_media
        from site_builder.pull.locks import one_change

        with one_change(folder):
            files = unused_media(folder.content)
            for file in files:
                file.unlink()
        click.echo(_("Removed {count} files.").format(count=len(files)))
        return
    from site_builder.pipeline import clean_hub

    click.echo(_("Removed {count} files.").format(count=clean_hub(folder)))
