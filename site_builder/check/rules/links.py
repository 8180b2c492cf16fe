"""Rule: links lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked, inside
from site_builder.check.rule import rule
from site_builder.errors import Problem, closest
from site_builder.i18n import _
from site_builder.urls import relative


@rule("links", _("Every link inside the hub leads to a file that is there."))
def links(checked: Checked) -> Iterator[Problem]:
    for page, reference in checked.references():
        place = inside(reference.url, page)
        if reference.kind == "picture" or place is None:
            continue
        if place.path in checked.files or checked.is_folder(place.path):
            continue
        yield Problem(
            checked.where(page, reference),
            _("the link leads nowhere: {url}").format(url=reference.url),
            _hint(place.path, page, checked),
        )


def _hint(path: str, page: str, checked: Checked) -> str:
    if path.startswith("../"):
        return _("it leads out of the site; link to a file inside it")
    guess = closest(path, checked.files)
    if guess:
        return _("did you mean {word}?").format(word=relative(guess, page))
    return _("mend the address or remove the link")
