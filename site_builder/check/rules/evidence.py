"""Rule: advice names what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.model import Article, Poster

FORWARDED = "link-only"  # the original page answers for it


@rule("evidence", _("Every article and every poster names the authority it rests on."))
def evidence(checked: Checked) -> Iterator[Problem]:
    for document in checked.shown():
        if not isinstance(document, Article | Poster) or document.meta.evidence:
            continue
        if document.meta.source and document.meta.source.license == FORWARDED:
            continue
        yield Problem(
            f"content/{document.path}",
            _("the text names nothing that it rests on"),
            _('add  evidence: [{who: …, url: "https://…"}]'),
            "warning",
        )
