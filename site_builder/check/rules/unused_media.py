"""Rule: nothing that was brought home from other sites is left over."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.media import FOLDER


@rule("unused-media", _("Every picture that a pull brought home is shown by a text, or waits in the inbox."))
def unused_media(checked: Checked) -> Iterator[Problem]:
    if checked.unused:
        message = _(
            "files that a pull brought home and that no text names any more: {count}, the first is {path}"
        )
        yield Problem(
            f"content/{FOLDER}",
            message.format(count=len(checked.unused), path=f"content/{FOLDER}/{min(checked.unused)}"),
            _("remove them with  kepu clean --media"),
            "warning",
        )
