"""`kepu serve`: look at the hub while it is being written."""

from __future__ import annotations

import datetime as dt
import threading
import webbrowser
from typing import TYPE_CHECKING

import click

from site_builder.cli.day import CHINA
from site_builder.cli.help import help_text
from site_builder.cli.hub import pass_folder
from site_builder.cli.say import Progress, tell
from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.settings import Folder

if TYPE_CHECKING:
    from site_builder.serve import Live


@click.command(
    help=help_text(
        _(
            "Build the hub and show it in the browser; after every change build again and reload.\n\n"
            "Only this computer can see it. Ctrl-C ends it."
        ),
        "kepu serve --open",
        "kepu serve --port 9000",
    )
)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help=_("Port to listen on; the next free one if it is taken."),
)
@click.option("--open", "open_browser", is_flag=True, help=_("Open the page in the browser."))
@pass_folder
def command(folder: Folder, *, port: int, open_browser: bool) -> None:
    from site_builder.serve import Live, changes, open_preview, trace

    live = Live()
    with open_preview(folder.site, live, port=port) as preview:
        if port not in (0, preview.port):
            click.echo(_("Port {port} is taken; using {other}.").format(port=port, other=preview.port))
        before = trace(folder)
        _build(folder, live)
        threading.Thread(target=preview.serve_forever, daemon=True).start()
        click.echo(_("The hub is at {url} — Ctrl-C ends the preview.").format(url=preview.url))
        if open_browser:
            webbrowser.open(preview.url)
        try:
            for _change in changes(folder, threading.Event(), since=before):
                _build(folder, live)
        except KeyboardInterrupt:
            click.echo(_("The preview has ended."))
        finally:
            live.close()
            preview.shutdown()


def _build(folder: Folder, live: Live) -> None:
    """Build, and say how it ended."""
    from site_builder.serve import build_once

    progress = Progress()
    now = dt.datetime.now(CHINA)
    outcome = build_once(folder, live, today=now.date(), report=progress)
    progress.finish()
    if isinstance(outcome, SiteError):
        tell(outcome.problems, root=folder.root)
        click.echo(_("{time} not built; the last good pages stay.").format(time=f"{now:%H:%M:%S}"))
    else:
        tell(outcome.warnings, root=folder.root)
        total = len(outcome.files)
        click.echo(_("{time} built, {total} files.").format(time=f"{now:%H:%M:%S}", total=total))
