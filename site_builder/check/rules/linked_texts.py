"""Rule: texts link only to what readers can open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.check.checked import Checked, inside
from site_builder.check.rule import rule
from site_builder.errors import Problem, closest_text
from site_builder.i18n import _
from site_builder.model import Document, Poster
from site_builder.urls import relative


@dataclass(frozen=True, slots=True)
class _Named:
    """A content path that a text names: at `line`, as `:12`, and written relative to `start`."""

    path: str
    line: str = ""
    start: str = ""


@rule("linked-texts", _("Every link inside content leads to a text or a picture that is published."))
def linked_texts(checked: Checked) -> Iterator[Problem]:
    published = checked.addresses.documents.keys() | checked.addresses.pictures.keys()
    for document in checked.shown():
        for named in _named(document, checked):
            if named.path not in published:
                yield _problem(named, f"content/{document.path}{named.line}", checked)


def _named(document: Document, checked: Checked) -> Iterator[_Named]:
    for link in checked.links.get(document.path, ()):
        place = inside(link.target, document.path)
        if place:
            yield _Named(place.path, f":{link.line}", document.path)
    if isinstance(document, Poster) and document.article:
        yield _Named(document.article)


def _problem(named: _Named, where: str, checked: Checked) -> Problem:
    path = named.path
    if path in checked.content:
        message = _("what it links to is not published: {path}").format(path=path)
        return Problem(where, message, _("readers see the words without the link"), "warning")
    guess = closest_text(path, checked.addresses.documents)
    meant = _("did you mean {word}?").format(word=relative(guess, named.start)) if guess else ""
    message = _("there is no file {path}").format(path=path)
    return Problem(where, message, meant or _("mend the path or remove the link"))
