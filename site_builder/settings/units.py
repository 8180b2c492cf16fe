"""units.toml: the tree city › county › township › village, and the audiences."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from site_builder.errors import Problem, closest
from site_builder.i18n import _
from site_builder.model import Audience, Unit
from site_builder.settings.table import Table

LEVELS = ("city", "county", "township", "village")
_Rows = Sequence[tuple[Table, Unit]]


def load_units(file: Path, problems: list[Problem]) -> tuple[tuple[Unit, ...], tuple[Audience, ...]]:
    """Return units and audiences in the order of the file, none without one; mistakes go to `problems`."""
    if not os.path.lexists(file):
        return (), ()
    table = Table.of(file, "content/units.toml", problems)
    rows = [(row, _unit(row)) for row in table.tables("units")]
    audiences = tuple(_audience(row) for row in table.tables("audiences"))
    table.finish()
    _tell_missing_parents(rows)
    _tell_loops(rows)
    return tuple(unit for _row, unit in rows), audiences


def line_of(unit: Unit, units: Mapping[str, Unit]) -> list[str]:
    """Return the ids of unit and of all above it, its own first; `units` are all of the tree by id."""
    line: list[str] = []
    above: Unit | None = unit
    while above is not None and above.id not in line:  # a loop, which is told, ends the line
        line.append(above.id)
        above = units.get(above.parent)
    return line


def _unit(row: Table) -> Unit:
    unit = Unit(
        id=row.identifier(),
        name=row.require("name"),
        level=row.choose("level", LEVELS, "county"),
        parent=row.take("parent", ""),
    )
    row.finish()
    return unit


def _audience(row: Table) -> Audience:
    audience = Audience(id=row.identifier(), name=row.require("name"), icon=row.take("icon", ""))
    row.finish()
    return audience


def _tell_missing_parents(rows: _Rows) -> None:
    known = [unit.id for _row, unit in rows]
    for row, unit in rows:
        if unit.parent and unit.parent not in known:
            guess = closest(unit.parent, known)
            row.report(
                "parent",
                _("there is no unit “{id}” above {name}").format(id=unit.parent, name=unit.name),
                hint=_("did you mean {word}?").format(word=guess)
                if guess
                else _("add it as [[units]], or remove the line"),
            )


def _tell_loops(rows: _Rows) -> None:
    """Tell each loop once, at the first of its units in the file."""
    units = {unit.id: unit for _row, unit in rows}
    told: set[str] = set()
    for row, unit in rows:
        line = line_of(unit, units)
        if units[line[-1]].parent == unit.id and unit.id not in told:
            told.update(line)
            names = " › ".join(units[id_].name for id_ in [*line, unit.id])
            row.report(
                "parent",
                _("units stand above themselves: {names}").format(names=names),
                hint=_("correct one parent of them; the highest unit has none"),
            )
