"""Rule: `#…` leads to a place on the page."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked, inside
from site_builder.check.rule import rule
from site_builder.errors import Problem, closest
from site_builder.i18n import _

_ALWAYS = ("", "top")  # https://html.spec.whatwg.org/#select-the-indicated-part


@rule("anchors", _("Every link to a place on a page finds that place."))
def anchors(checked: Checked) -> Iterator[Problem]:
    for page, reference in checked.references():
        place = inside(reference.url, page)
        if reference.kind != "link" or place is None or place.fragment in _ALWAYS:
            continue
        target = checked.pages.get(place.path)
        if target is None or place.fragment in target.ids or place.fragment.startswith(":~:"):
            continue
        guess = closest(place.fragment, target.ids)
        yield Problem(
            checked.where(page, reference),
            _("the page {page} has no place called “{name}”").format(page=place.path, name=place.fragment),
            _("did you mean {word}?").format(word=guess) if guess else _("remove what follows the #"),
        )
