"""`kepu new`: a new hub to start from."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.help import help_text
from site_builder.i18n import _


@click.command(
    help=help_text(
        _(
            "Make a new hub in FOLDER, with a sample article, a sample poster and settings to change.\n\n"
            "FOLDER must be missing or empty."
        ),
        "kepu new my-hub",
    )
)
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    from site_builder.starter import make_hub

    make_hub(folder)
    shown = f'"{folder}"' if " " in str(folder) else str(folder)
    click.echo(_("The new hub is in {folder}. Write its name into content/hub.toml.").format(folder=folder))
    click.echo(_("Next, type:"))
    click.echo(f"  kepu --hub {shown} build")
    click.echo(f"  kepu --hub {shown} serve --open")
