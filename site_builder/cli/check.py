"""`kepu check`: what to mend before the hub goes out."""

from __future__ import annotations

from datetime import datetime

import click

from site_builder.cli.build import CHINA
from site_builder.cli.say import tell
from site_builder.i18n import _
from site_builder.settings import Folder


@click.command(
    help=_(
        "Check the texts and the finished pages, and say what to mend.\n\n"
        "Nothing is written. Ends with 0 when there is no error, with 1 when there is one.\n\n"
        "\b\nExample:\n  kepu build\n  kepu check"
    )
)
@click.option("--strict", is_flag=True, help=_("Warnings count as errors."))
@click.option("--list", "only_list", is_flag=True, help=_("Name the rules instead of checking."))
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("Check the hub as of this day; without it, today in China."),
)
@click.pass_context
def command(ctx: click.Context, *, strict: bool, only_list: bool, day: datetime | None) -> None:
    from site_builder.check import RULES, check_hub

    if only_list:
        for rule in RULES.values():
            click.echo(f"{rule.name:<15}{_(rule.summary)}")
        return
    folder: Folder = ctx.obj
    problems = check_hub(folder, today=(day or datetime.now(CHINA)).date())
    tell(problems, root=folder.root)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    click.echo(_("Checked: {errors} errors, {warnings} warnings").format(errors=errors, warnings=warnings))
    if errors or (strict and warnings):
        ctx.exit(1)
