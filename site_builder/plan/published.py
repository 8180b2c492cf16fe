"""What of a hub may be shown today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.model import Document, Hub

D = TypeVar("D", bound=Document)


def published(hub: Hub, today: date) -> Hub:
    """Return hub without drafts, without what has expired and without what is dated in the future."""

    def keep(documents: tuple[D, ...]) -> tuple[D, ...]:
        return tuple(document for document in documents if not why_hidden(document, today))

    return replace(
        hub,
        articles=keep(hub.articles),
        posters=keep(hub.posters),
        notices=keep(hub.notices),
        pages=keep(hub.pages),
    )


def why_hidden(document: Document, today: date) -> str:
    """Return why document is not shown today; empty when it is."""
    meta = document.meta
    if meta.draft:
        return _("it is a draft")
    if meta.expires and meta.expires <= today:
        return _("it expired on {day}").format(day=meta.expires.isoformat())
    if meta.date and meta.date > today:
        return _("it is dated {day}").format(day=meta.date.isoformat())
    return ""


def hidden(hub: Hub, today: date) -> tuple[Problem, ...]:
    """Return a warning for each document that is not shown today."""
    documents: Iterable[Document] = (*hub.articles, *hub.posters, *hub.notices, *hub.pages)
    reasons = ((document, why_hidden(document, today)) for document in documents)
    return tuple(
        Problem(
            f"content/{document.path}",
            _("not published: {reason}").format(reason=reason),
            severity="warning",
        )
        for document, reason in reasons
        if reason
    )
