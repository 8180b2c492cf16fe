"""`kepu check`: what to mend before the hub goes out."""

from __future__ import annotations

import os
from datetime import datetime

import click

from site_builder.cli.day import day_option, today
from site_builder.cli.help import help_text
from site_builder.cli.hire import hire
from site_builder.cli.hub import pass_folder
from site_builder.cli.say import tell
from site_builder.i18n import _
from site_builder.settings import Folder


def _list_rules(ctx: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's
    from site_builder.check import RULES

    if value:
        for rule in RULES.values():
            click.echo(f"{rule.name:<15}{rule.summary}")
        ctx.exit()


@click.command(
    help=help_text(
        _(
            "Check the texts and the finished pages, and say what to mend.\n\n"
            "Nothing is written. Ends with 0 when there is no error, with 1 when there is one."
        ),
        "kepu check",
        "kepu check --strict",
    )
)
@click.option("--strict", is_flag=True, help=_("Warnings count as errors."))
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_rules,
    help=_("Name the rules instead of checking."),
)
@day_option
@pass_folder
def command(folder: Folder, *, strict: bool, day: datetime | None) -> None:
    from site_builder.check import check_hub

    with hire(os.cpu_count() or 1) as executor:
        problems = check_hub(folder, today=today(day), executor=executor)
    tell(problems, root=folder.root)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    click.echo(_("Checked. Errors: {errors}, warnings: {warnings}").format(errors=errors, warnings=warnings))
    if errors or (strict and warnings):
        raise SystemExit(1)
