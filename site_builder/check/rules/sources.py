"""Rule: what is shown on somebody else's terms comes from a source whose terms are written down."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.settings import is_registered

OWN = "own"


@rule("sources", _("Every text that is not the office's own comes from a source that sources.toml names."))
def sources(checked: Checked) -> Iterator[Problem]:
    if checked.sources is None:
        return
    for document in checked.shown():
        source = document.meta.source
        if source is None or source.license == OWN:
            continue
        if not is_registered(checked.sources, id_=source.name, url=source.url):
            yield Problem(
                f"content/{document.path}",
                _("the source is not registered: {name}").format(name=source.url or source.name),
                _("add it to content/sources.toml; a text of your own says  license: own"),
            )
