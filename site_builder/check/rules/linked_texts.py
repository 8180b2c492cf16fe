"""Rule: texts link only to what readers can open."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked, inside
from site_builder.check.rule import rule
from site_builder.errors import Problem, closest
from site_builder.i18n import _
from site_builder.model import Document, Poster


@rule("linked-texts", _("Every link inside content leads to a text or a picture that is published."))
def linked_texts(checked: Checked) -> Iterator[Problem]:
    published = checked.addresses.documents.keys() | checked.addresses.pictures.keys()
    for document in checked.shown():
        for path, line in _named(document):
            if path not in published:
                yield _problem(path, f"content/{document.path}{line}", checked)


def _named(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the content paths that document names, each with its line as `:12`."""
    for link in document.body.links:
        place = inside(link.target, document.path)
        if place:
            yield place.path, f":{link.line}"
    if isinstance(document, Poster) and document.article:
        yield document.article, ""


def _problem(path: str, where: str, checked: Checked) -> Problem:
    if path in checked.content:
        message = _("what it links to is not published: {path}").format(path=path)
        return Problem(where, message, _("readers see the words without the link"), "warning")
    guess = closest(path, checked.addresses.documents)
    return Problem(
        where,
        _("there is no file {path}").format(path=path),
        _("did you mean {word}?").format(word=guess) if guess else _("mend the path or remove the link"),
    )
