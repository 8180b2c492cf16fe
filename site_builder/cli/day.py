"""The day a command works for: named on the command line, else today in China."""

from __future__ import annotations

import datetime as dt

import click

from site_builder.i18n import _

CHINA = dt.timezone(dt.timedelta(hours=8))

day_option = click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("The hub as of this day; without it, today in China."),
)


def today(day: dt.datetime | None) -> dt.date:
    """Return the day that was asked for, or the one it is in China now."""
    return (day or dt.datetime.now(CHINA)).date()
