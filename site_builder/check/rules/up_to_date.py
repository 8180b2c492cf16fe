"""Rule: the finished pages are those of the texts."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _


@rule("up-to-date")
def up_to_date(checked: Checked) -> Iterator[Problem]:
    """Every finished page says what the texts, the settings and the templates say now."""
    hint = _("build the hub first: kepu build")
    if not checked.files:
        yield Problem("output/site", _("there is no finished hub to check yet"), hint)
        return
    origins = sorted({origin for origin in checked.stale.values() if origin})
    for origin in origins:
        yield Problem(origin, _("its page is older than the text"), hint)
    if checked.stale and not origins:
        path = min(checked.stale)
        message = _("{count} pages are older than the settings, the templates or the day")
        yield Problem(f"output/site/{path}", message.format(count=len(checked.stale)), hint)
