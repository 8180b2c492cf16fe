"""What front matter says of a text that went from hub to hub: through which, and whether it still holds."""

from __future__ import annotations

import re

from site_builder.i18n import _
from site_builder.model import Hop, Withdrawal
from site_builder.read.fields import Fields

MOST_HOPS = 8  # city, county, township, village, and as many again
_TEXT = re.compile(r"(articles|posters|notices|pages)/[^:\\]+\.md")


def read_origin(fields: Fields) -> tuple[Hop, ...]:
    """Return the hubs at the key `origin`, which `kepu pull` writes."""
    hops = []
    rows = fields.maps("origin", example='{hub: …, url: "https://…", digest: …}')
    for row in rows:
        hops.append(Hop(hub=row.require("hub"), url=row.url("url"), digest=row.text("digest")))
        row.finish()
    if len(hops) > MOST_HOPS:
        message = _("the text went through {count} hubs").format(count=len(hops))
        fields.error("origin", message, _("remove the line if the text is your own by now"))
    return tuple(hops)


def read_withdrawal(fields: Fields) -> Withdrawal | None:
    """Return what stands at the key `withdrawn`; None when there is nothing, or (noted) no day."""
    row = fields.map("withdrawn", example="{on: 2026-12-01, reason: …, replaced_by: posters/stove.md}")
    if row is None:
        return None
    day, reason, better, by = row.date("on"), row.text("reason"), row.text("replaced_by"), row.text("by")
    if not row.has("on"):
        row.error("on", _("{key} is missing").format(key="on"), "{on: 2026-12-01, reason: …}")
    if better and not _TEXT.fullmatch(better):
        message = _("what replaces the text is no text of this hub: {path}").format(path=better)
        row.error("replaced_by", message, _("write the way below content/"))
    row.finish()
    return Withdrawal(on=day, reason=reason, replaced_by=better, by=by) if day else None
