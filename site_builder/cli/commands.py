"""The command line as click understands it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from site_builder import __version__
from site_builder.cli import NAMES
from site_builder.cli.help import help_text
from site_builder.cli.say import tell
from site_builder.errors import SiteError
from site_builder.i18n import _

INTERRUPTED = 130  # what shells expect of a program stopped by Ctrl-C


class Commands(click.Group):
    """Finds commands by name, and turns trouble a person can mend into plain lines."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in NAMES:
            return None
        command = import_module(f"site_builder.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        try:
            return super().invoke(ctx)
        except SiteError as error:
            tell(error.problems, root=getattr(ctx.obj, "root", None))
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo(
                _("Stopped. Run the command again to go on: it mends what was left half-done."), err=True
            )
            ctx.exit(INTERRUPTED)


@click.command(
    cls=Commands,
    help=help_text(
        _("Turn one folder into a science-popularisation hub: web pages, print-ready posters, screens."),
        "kepu new my-hub",
        "kepu --hub my-hub build",
    ),
)
@click.option(
    "--hub",
    type=click.Path(file_okay=False, path_type=Path),
    help=_("Folder of the hub; without it, the one you are in."),
)
@click.version_option(__version__, prog_name="kepu")
def group(hub: Path | None) -> None:
    """Keep --hub for `pass_folder`, which finds the hub when a command needs it."""
