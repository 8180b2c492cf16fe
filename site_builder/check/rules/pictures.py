"""Rule: pictures are there."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked, inside
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _


@rule("pictures", _("Every picture that a page shows is there."))
def pictures(checked: Checked) -> Iterator[Problem]:
    for page, reference in checked.references():
        place = inside(reference.url, page)
        if reference.kind == "picture" and place is not None and place.path not in checked.files:
            yield Problem(
                checked.where(page, reference),
                _("the picture is missing: {url}").format(url=reference.url),
                _("put the picture beside the text, and look at how its name is written"),
            )
