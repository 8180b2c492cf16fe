"""How screens show posters: the table [screens] of hub.toml."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.i18n import _
from site_builder.settings.table import Table

SHORTEST, LONGEST = 5, 120  # seconds


class Screens(NamedTuple):
    """`seconds` is how long a poster is shown; with `video`, each television pack is made as a film too."""

    seconds: int = 15
    video: bool = False


def read_screens(row: Table) -> Screens:
    screens = Screens(
        seconds=row.take("seconds", Screens().seconds), video=row.take("video", Screens().video)
    )
    row.finish()
    if SHORTEST <= screens.seconds <= LONGEST:
        return screens
    row.report(
        "seconds",
        _("a screen cannot show a poster for {seconds} seconds").format(seconds=screens.seconds),
        hint=_("write a number from {least} to {most}").format(least=SHORTEST, most=LONGEST),
    )
    return screens._replace(seconds=Screens().seconds)
