"""Rule: advice was checked, and the check is not too old."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.model import Article, Poster


@rule("review", _("Every article and every poster was checked by someone, and is checked again in time."))
def review(checked: Checked) -> Iterator[Problem]:
    for document in checked.shown():
        if not isinstance(document, Article | Poster):
            continue
        where, reviewed = f"content/{document.path}", document.meta.reviewed
        if reviewed is None:
            hint = _("add  reviewed: {by: …, on: 2026-03-01, again: 2027-03-01}")
            yield Problem(where, _("nobody is named who checked the text"), hint, "warning")
        elif reviewed.again and reviewed.again <= checked.today:
            message = _("the text was to be checked again by {day}").format(day=reviewed.again.isoformat())
            yield Problem(where, message, _("check it, then write new days after on and again"), "warning")
