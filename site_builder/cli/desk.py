"""`kepu desk`: decide on the inbox in the browser, each item as the hub would show it."""

from __future__ import annotations

import os
import secrets
import webbrowser

import click

from site_builder.cli.day import today
from site_builder.cli.help import help_text
from site_builder.cli.hub import pass_folder
from site_builder.i18n import _
from site_builder.settings import Folder

LANGUAGE = "zh_CN"  # of the desk's page, so of every message on it


@click.command(
    help=help_text(
        _(
            "Decide on the inbox in the browser, one key an item: A accept, L link only, R reject.\n\n"
            "Only this computer can see it, at the address that is shown. Ctrl-C ends it; nothing is lost."
        ),
        "kepu desk --open",
        "kepu desk --port 9000",
    )
)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8010,
    show_default=True,
    help=_("Port to listen on; the next free one if it is taken."),
)
@click.option("--open", "open_browser", is_flag=True, help=_("Open the page in the browser."))
@pass_folder
def command(folder: Folder, *, port: int, open_browser: bool) -> None:
    from site_builder.desk import Room, open_desk

    os.environ["LANGUAGE"] = LANGUAGE
    room = Room(folder, lambda: today(None))
    with open_desk(room, token=secrets.token_urlsafe(16), port=port) as desk:
        click.echo(_("The desk is at {url} — Ctrl-C ends it.").format(url=desk.url))
        if open_browser:
            webbrowser.open(desk.url)
        try:
            desk.serve_forever()
        except KeyboardInterrupt:
            click.echo(_("The desk is closed."))
        finally:
            room.close()
