"""What of a hub may be shown today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.model import Document, Hub, Meta, Poster

D = TypeVar("D", bound=Document)


def published(hub: Hub, today: date) -> Hub:
    """Return hub without drafts, what was withdrawn, what has expired and what is dated in the future."""

    def keep(documents: tuple[D, ...]) -> tuple[D, ...]:
        return tuple([document for document in documents if _is_shown(document.meta, today)])

    return replace(
        hub,
        articles=keep(hub.articles),
        posters=keep(hub.posters),
        notices=keep(hub.notices),
        pages=keep(hub.pages),
    )


def taken_down(hub: Hub, today: date) -> tuple[Document, ...]:
    """Return the documents that were withdrawn by today: of each a page stays that says so."""
    documents: Iterable[Document] = (*hub.articles, *hub.posters, *hub.notices, *hub.pages)
    return tuple([document for document in documents if _is_taken_down(document.meta, today)])


def expired_posters(hub: Hub, today: date) -> tuple[Poster, ...]:
    """Return the posters that were to be taken from the wall by today."""
    return tuple([poster for poster in hub.posters if _has_expired(poster.meta, today)])


def hidden(hub: Hub, today: date) -> tuple[Problem, ...]:
    """Return a warning for each document that is not shown today."""
    documents: Iterable[Document] = (*hub.articles, *hub.posters, *hub.notices, *hub.pages)
    return tuple(
        [
            Problem(
                f"content/{document.path}",
                _("not published: {reason}").format(reason=_reason(document.meta, today)),
                severity="warning",
            )
            for document in documents
            if not _is_shown(document.meta, today)
        ]
    )


def _is_shown(meta: Meta, today: date) -> bool:
    return not (
        meta.draft
        or (meta.withdrawn is not None and meta.withdrawn.on <= today)
        or (meta.expires is not None and meta.expires <= today)
        or (meta.date is not None and meta.date > today)
    )


def _is_taken_down(meta: Meta, today: date) -> bool:
    """Say whether the text was withdrawn; one that never was to be seen is not."""
    was_shown = not meta.draft and not (meta.date and meta.date > today)
    return was_shown and meta.withdrawn is not None and meta.withdrawn.on <= today


def _has_expired(meta: Meta, today: date) -> bool:
    over = meta.expires is not None and meta.expires <= today
    return over and not meta.draft and not _is_taken_down(meta, today)


def _reason(meta: Meta, today: date) -> str:
    """Return why what has this front matter is not shown today."""
    if meta.draft:
        return _("it is a draft")
    if meta.withdrawn and meta.withdrawn.on <= today:
        return _("it was withdrawn on {day}").format(day=meta.withdrawn.on.isoformat())
    if meta.expires and meta.expires <= today:
        return _("it expired on {day}").format(day=meta.expires.isoformat())
    assert meta.date
    return _("it is dated {day}").format(day=meta.date.isoformat())
