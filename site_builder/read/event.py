"""The activity that front matter announces."""

from __future__ import annotations

from site_builder.i18n import _
from site_builder.model import Event
from site_builder.read.fields import Fields


def read_event(fields: Fields, longest_link: int = 0) -> Event | None:
    """Return the event at the key `event`; None when there is none, or (noted) when it has no day.

    `longest_link` is how many characters the link may have on paper; 0 when it is only pressed.
    """
    row = fields.map("event", example="{from: 2026-09-12, to: 2026-09-13, place: …}")
    if row is None:
        return None
    start, end = row.date("from"), row.date("to")
    if not row.has("from"):
        row.error("from", _("{key} is missing").format(key="from"), "{from: 2026-09-12, place: …}")
    place, link, organiser = row.text("place"), row.url("link"), row.text("organiser")
    if longest_link and len(link) > longest_link:
        message = _("the link is too long for a poster: {count} characters").format(count=len(link))
        hint = _("shorten it to {most}, or leave it out: the code on the poster leads to its page")
        row.error("link", message, hint.format(most=longest_link))
    row.finish()
    if start and end and end < start:
        row.error("to", _("the activity ends before it begins"), _("write a later day or remove it"))
    return (
        Event(start=start, end=end or start, place=place, link=link, organiser=organiser) if start else None
    )
