"""Rule: days that are made known each year are those of this year."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.model.calendar import Announced


@rule("calendar", _("Days of the calendar that are made known each year are those of this year."))
def calendar(checked: Checked) -> Iterator[Problem]:
    year = checked.today.year
    for one in checked.calendar.occasions:
        if isinstance(one.rule, Announced) and one.on and max(days.first.year for days in one.on) < year:
            message = _("the days of {year} are missing: {name}").format(year=year, name=one.name)
            hint = _("add the row  {row}  or remove it all, if there is none any more")
            row = f"{one.id},,on:{year}-05-22..{year}-05-29"
            yield Problem(f"content/calendar.csv:{one.line}", message, hint.format(row=row), "warning")
