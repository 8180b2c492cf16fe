"""`kepu build`: content becomes the hub."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import click

from site_builder.cli.help import help_text
from site_builder.cli.hub import pass_folder
from site_builder.cli.say import Progress, tell
from site_builder.i18n import _
from site_builder.settings import Folder

CHINA = timezone(timedelta(hours=8))


@click.command(
    help=help_text(
        _(
            "Build the hub into output/site: pages, posters, feeds.\n\n"
            "Only files that differ are written, only files of an earlier build are removed."
        ),
        "kepu build",
        "kepu build --date 2026-12-01",
    )
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("Build the hub as of this day; without it, today in China."),
)
@pass_folder
def command(folder: Folder, day: datetime | None) -> None:
    from site_builder.pipeline import build_hub

    progress = Progress()
    try:
        built = build_hub(folder, today=(day or datetime.now(CHINA)).date(), report=progress)
    finally:
        progress.finish()
    tell(built.warnings, root=folder.root)
    summary = _("Done: {total} files, {written} written, {removed} removed. Open {page}")
    page = folder.site / "index.html"
    click.echo(
        summary.format(
            total=len(built.manifest),
            written=progress.counts["written"],
            removed=progress.counts["removed"],
            page=page,
        )
    )
