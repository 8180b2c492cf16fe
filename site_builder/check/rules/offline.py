"""Rule: pages work when opened by double-click."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked, inside
from site_builder.check.facts import Element
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _


@rule("offline", _("Nothing on a page fails when it is opened from a folder or a stick."))
def offline(checked: Checked) -> Iterator[Problem]:
    for page, facts in checked.pages.items():
        for element in facts.elements:
            for message, hint in _refused(element):
                yield Problem(f"output/site/{page}:{element.line}", message, hint)
    for page, reference in checked.references():
        if reference.url.startswith("/") and not reference.url.startswith("//"):
            yield Problem(
                checked.where(page, reference),
                _("the address begins with / and leads nowhere on a stick: {url}").format(url=reference.url),
                _("write it relative to the page"),
            )
        place = inside(reference.url, page)
        if place and place.path not in checked.files and checked.is_folder(place.path):
            yield Problem(
                checked.where(page, reference),
                _("the link leads to a folder, not to a page: {url}").format(url=reference.url),
                _("end it with /index.html"),
            )


def _refused(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what browsers refuse to do on file://, with what to do instead."""
    if element.tag == "script" and element.attributes.get("type", "").lower() == "module":
        yield _("a module script does not run from a stick"), _('write a classic script: no type="module"')
    for name in ("integrity", "crossorigin"):
        if name in element.attributes:
            yield (
                _("a file with {name} is refused on a stick").format(name=name),
                _("leave the attribute out"),
            )
    address = element.attributes.get("href", "") or element.attributes.get("xlink:href", "")
    if element.tag == "use" and not address.startswith("#"):
        yield _("a drawing from another file is not shown on a stick"), _("put the drawing into the page")
    if element.tag == "base" and "href" in element.attributes:
        yield _("<base> breaks every relative address on a stick"), _("leave the tag out")
