"""Rule: what the loudspeaker says can be read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.model import Poster
from site_builder.plan.aloud import unspelled
from site_builder.plan.speech import digits_of_phones


@rule("spoken", _("Every number and sign of a poster can be read aloud in one way only."))
def spoken(checked: Checked) -> Iterator[Problem]:
    for poster in checked.shown():
        if not isinstance(poster, Poster):
            continue
        for where, text in _texts(poster):
            for words in unspelled(text, digits_of_phones(poster)):
                yield Problem(
                    where,
                    _("the loudspeaker's script cannot say: {words}").format(words=words),
                    _("write it in words, such as 11月30日, 3至5天 or 一比二百"),
                    "warning",
                )


def _texts(poster: Poster) -> Iterator[tuple[str, str]]:
    """Yield the texts that may be read aloud, each with its place."""
    file = f"content/{poster.path}"
    yield file, poster.meta.title
    yield file, poster.lead
    if poster.event:
        yield file, poster.event.place
    for block in poster.blocks:
        yield from ((f"{file}:{block.line}", text) for text in (block.heading, block.text, block.short))
