"""Rule: pictures say in words what they show."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _


@rule("picture-words", _("Every picture says in words what it shows, for those who cannot see it."))
def picture_words(checked: Checked) -> Iterator[Problem]:
    for document in checked.shown():
        for picture in document.body.pictures:
            if not picture.text.strip():
                yield Problem(
                    f"content/{document.path}:{picture.line}",
                    _("the picture has no words: {url}").format(url=picture.target),
                    _("write what it shows between the brackets: ![…]({url})").format(url=picture.target),
                )
    for page, facts in checked.pages.items():
        for element in facts.elements:
            if element.tag == "img" and "alt" not in element.attributes:
                yield Problem(
                    f"output/site/{page}:{element.line}",
                    _("a picture of the template has no alt: {url}").format(
                        url=element.attributes.get("src", "")
                    ),
                    _('add alt="…", or alt="" when it only decorates'),
                )
