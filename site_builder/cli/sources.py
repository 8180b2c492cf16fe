"""`kepu sources`: how the sources fare, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from site_builder.cli.day import CHINA
from site_builder.cli.help import help_text
from site_builder.cli.hub import pass_folder
from site_builder.cli.say import columns
from site_builder.i18n import _
from site_builder.settings import Folder, load_sources

if TYPE_CHECKING:
    from site_builder.pull import Health


@click.command(
    help=help_text(
        _(
            "Show how each source in content/sources.toml fares, and what to do where one is in trouble.\n\n"
            "Asks nobody: it tells what the last pulls found."
        ),
        "kepu sources",
    )
)
@pass_folder
def command(folder: Folder) -> None:
    from site_builder.pull import health_of

    now = datetime.now(UTC)
    found = health_of(load_sources(folder.content), folder, now)
    if not found:
        click.echo(_("There are no sources yet: write them into content/sources.toml"))
        return
    head = (_("source"), _("last success"), _("new"), _("waiting"), _("failures"), _("next visit"))
    rows = [head, *(_row(one, now) for one in found)]
    widths = [max(columns(row[place]) for row in rows) for place in range(len(head))]
    click.echo(_line(head, widths))
    for one, row in zip(found, rows[1:], strict=True):
        click.echo(_line(row, widths))
        for advice in one.advice:
            click.echo(f"  {advice}")


def _row(one: Health, now: datetime) -> tuple[str, ...]:
    due = "—" if one.due is None else _("now") if one.due <= now else _moment(one.due)
    asked = _moment(one.succeeded) if one.succeeded else _("never")
    return (one.source.name, asked, str(one.new), str(one.waiting), str(one.failures), due)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(
        text + " " * (width - columns(text)) for text, width in zip(row, widths, strict=True)
    ).rstrip()
