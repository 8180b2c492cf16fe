"""Icons that the settings name: each must be among those that the templates have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from site_builder.errors import Problem, closest_name
from site_builder.i18n import _
from site_builder.settings.hub import Settings


def unknown_icons(content: Path, settings: Settings, icons: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a problem for each icon of a section or an audience that is not among icons."""
    yield from _unknown(content / "hub.toml", (section.icon for section in settings.sections), icons)
    yield from _unknown(content / "units.toml", (audience.icon for audience in settings.audiences), icons)


def _unknown(file: Path, named: Iterable[str], icons: tuple[str, ...]) -> Iterator[Problem]:
    for icon in dict.fromkeys(name for name in named if name and name not in icons):
        guess = closest_name(icon, icons)
        choices = _("write one of: {choices}").format(choices=", ".join(icons))
        yield Problem(
            f"content/{file.name}{_line_of(icon, file)}",
            _("there is no icon “{name}”").format(name=icon),
            _("did you mean {word}?").format(word=guess) if guess else choices,
        )


def _line_of(icon: str, file: Path) -> str:
    text = file.read_text("utf-8-sig", "replace")
    found = re.search(rf"""^[^#\n]*\bicon\s*=\s*["']{re.escape(icon)}["']""", text, re.MULTILINE)
    return f":{text.count(chr(10), 0, found.end()) + 1}" if found else ""
