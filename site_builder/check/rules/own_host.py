"""Rule: pages ask nothing from other hosts."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked, is_foreign
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _


@rule("own-host", _("No page fetches pictures, styles or scripts from another host; links may lead there."))
def own_host(checked: Checked) -> Iterator[Problem]:
    for page, reference in checked.references():
        if reference.kind != "link" and is_foreign(reference.url):
            yield Problem(
                checked.where(page, reference),
                _("the page asks another host for {url}").format(url=reference.url),
                _("save the file beside the text and name it there: the hub must work without a network"),
            )
