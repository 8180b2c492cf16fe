"""Rule: texts link only to texts that are shown."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked, inside
from site_builder.check.rule import rule
from site_builder.errors import Problem, Severity, closest
from site_builder.i18n import _

TEXT = ".md"


@rule("linked-texts")
def linked_texts(checked: Checked) -> Iterator[Problem]:
    """Every link from one text to another finds a text that is published."""
    for document in checked.shown():
        for link in document.body.links:
            place = inside(link.target, document.path)
            if place is None or not place.path.lower().endswith(TEXT):
                continue
            if place.path not in checked.addresses.documents:
                yield _problem(place.path, f"content/{document.path}:{link.line}", checked)


def _problem(path: str, where: str, checked: Checked) -> Problem:
    if path in checked.content:
        severity: Severity = "warning"
        message = _("the text it links to is not published: {path}").format(path=path)
        return Problem(where, message, _("readers see the words without the link until it is"), severity)
    guess = closest(path, checked.addresses.documents)
    return Problem(
        where,
        _("there is no text {path}").format(path=path),
        _("did you mean {word}?").format(word=guess) if guess else _("mend the path or remove the link"),
    )
