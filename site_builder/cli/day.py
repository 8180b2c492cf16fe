"""The day a command works for: named on the command line, else today in China."""

from __future__ import annotations

import datetime as dt
import re

import click

from site_builder.i18n import _

CHINA = dt.timezone(dt.timedelta(hours=8))
EXAMPLE = "2026-12-01"


def _day(_ctx: click.Context, _option: click.Parameter, word: str | None) -> dt.datetime | None:
    if word is None:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
            return dt.datetime.fromisoformat(word).replace(tzinfo=CHINA)
    except ValueError:  # a thirteenth month
        pass
    raise click.BadParameter(
        _("“{word}” is no day: write it like {example}").format(word=word, example=EXAMPLE)
    )


# A callback, not click's own type: that one speaks of %Y-%m-%d.
day_option = click.option(
    "--date",
    "day",
    callback=_day,
    metavar=EXAMPLE,
    help=_("The hub as of this day; without it, today in China."),
)


def today(day: dt.datetime | None) -> dt.date:
    """Return the day that was asked for, or the one it is in China now."""
    return (day or dt.datetime.now(CHINA)).date()
