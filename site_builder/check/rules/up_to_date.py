"""Rule: the finished pages are those of the texts."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _


@rule("up-to-date", _("Every finished page says what the texts, the settings and the templates say now."))
def up_to_date(checked: Checked) -> Iterator[Problem]:
    hint = _("build the hub first: kepu build")
    if not checked.files:
        yield Problem("output/site", _("there is no finished hub to check yet"), hint)
        return
    origins = sorted({origin for origin in checked.stale.values() if origin})
    for origin in origins:
        yield Problem(origin, _("its finished page is not what the text and the templates say now"), hint)
    if checked.stale and not origins:
        path = min(checked.stale)
        message = _("pages that are not what the settings and the templates say today: {count}")
        yield Problem(f"output/site/{path}", message.format(count=len(checked.stale)), hint)
