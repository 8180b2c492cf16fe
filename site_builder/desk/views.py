"""What the browser is told of the inbox, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from site_builder.desk.room import Queue, Stock
from site_builder.errors import Problem, SiteError
from site_builder.model import LICENSES
from site_builder.plan.led import led_lines
from site_builder.plan.words import LICENSE_LABELS
from site_builder.pull import Case, Decision, Twin, proof_is_missing, source_of

View = dict[str, Any]
RECENT = 100  # decisions that the desk offers to take back


def queue_view(stock: Stock, queue: Queue, decided: Sequence[Decision]) -> View:
    """Return the hub's words, what waits in its order, and what was decided, the last first."""
    settings = stock.reading.settings
    return {
        "hub": settings.name,
        "rows": [_row(case, stock) for case in queue.cases.values()],
        "troubles": problem_views(queue.troubles),
        "decided": [
            {"id": one.id, "what": one.what, "title": one.title, "number": one.number}
            for one in decided[:RECENT]
        ],
        "sections": [{"id": one.id, "name": one.name} for one in settings.sections],
        "audiences": [{"id": one.id, "name": one.name} for one in settings.audiences],
        "licenses": [{"id": name, "name": LICENSE_LABELS[name]} for name in LICENSES],
        "reviewer": stock.reviewer,
    }


def _row(case: Case, stock: Stock) -> View:
    entry = case.pending.entry
    return {
        "id": entry.id,
        "mark": case.mark,
        "title": entry.title,
        "source": entry.source,
        "name": stock.name_of(entry.source),
        "date": str(entry.date or ""),
        "level": case.level,
    }


def item_view(case: Case, stock: Stock, queue: Queue, *, problems: Sequence[Problem]) -> View:
    """Return an item with all that a person should know of it; `problems` keep the hub from showing it."""
    entry, added = case.pending.entry, case.pending.added
    twins = [_twin(twin, stock=stock, queue=queue) for twin in case.twins]
    return {
        **_row(case, stock),
        "grade": stock.level_of(entry.source),
        "link": entry.link,
        "publisher": entry.publisher,
        "author": entry.author,
        "rights": entry.rights,
        "permission": entry.permission,
        "summary": entry.summary,
        "section": entry.section,
        "characters": len(entry.body),
        "audience": _texts(added.get("audience")),
        "evidence": _rows(added.get("evidence")),
        "terms": _terms(case),
        "reasons": [{"weight": one.weight, "text": one.text} for one in case.reasons],
        "unproven": proof_is_missing(case.pending),
        "twins": [twin for twin in twins if twin],
        "also": [{"source": stock.name_of(other.source), "link": other.link} for other in entry.also],
        "newer": case.has_newer,
        "changes": [{"kind": piece.kind, "text": piece.text} for piece in case.changes],
        "posters": _posters(case, stock),
        "problems": problem_views([SiteError.of(problems)] if problems else []),
    }


def problem_views(errors: Sequence[SiteError]) -> list[View]:
    return [
        {"where": one.where, "message": one.message, "hint": one.hint}
        for error in errors
        for one in error.problems
    ]


def _terms(case: Case) -> View:
    """Return licence and permission as the article will name them."""
    own = case.pending.added.get("source")
    named = own if isinstance(own, Mapping) else source_of(case.pending.entry)
    return {key: str(named.get(key, "")) for key in ("name", "url", "license", "permission")}


def _twin(twin: Twin, *, stock: Stock, queue: Queue) -> View | None:
    """Return a similar text; None when it has been decided on meanwhile."""
    known = twin.known
    view = {"key": known.key, "title": known.title, "share": twin.share}
    if known.key in stock.known:
        return {**view, "kind": "article", "name": "", "date": ""}
    if known.key not in queue.cases:
        return None
    entry = queue.cases[known.key].pending.entry
    return {**view, "kind": "item", "name": stock.name_of(entry.source), "date": str(entry.date or "")}


def _posters(case: Case, stock: Stock) -> list[View]:
    """Return the posters of articles that resemble the item: those it would stand beside."""
    paths = {twin.known.key for twin in case.twins}
    found = [poster for poster in stock.reading.hub.posters if poster.article in paths]
    return [
        {"slug": poster.slug, "title": poster.meta.title, "led": led_lines(poster)[-1]} for poster in found
    ]


def _texts(value: object) -> list[str]:
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []


def _rows(value: object) -> list[View]:
    rows = value if isinstance(value, list) else []
    return [
        {key: str(row.get(key, "")) for key in ("who", "title", "url")}
        for row in rows
        if isinstance(row, dict)
    ]
