"""What makes a text trustworthy, as a page shows it: source, licence, evidence, review."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from site_builder.digest import View
from site_builder.model import Document, Evidence, Meta, Source
from site_builder.plan.context import Frame
from site_builder.plan.words import LICENSE_LABELS, REPRINT, season_words

HANDED_ON = "原创单位供各级科普站点转发"  # the licence of a text that a hub above calls its own


def trust_view(document: Document, frame: Frame, address: str) -> View:
    """Return source, licence, evidence, review and the hubs that handed the text on.

    A text without a source is the organiser's own, or its author's who handed it on.
    """
    meta, source = document.meta, source_of(document, frame, address)
    return {
        "source": {
            "name": source.name,
            "url": source.url,
            "permission": source.permission,
            "credit": source.credit,
        },
        "license": license_label(meta),
        "through": [hop.hub for hop in meta.origin] if len(meta.origin) > 1 or meta.source else [],
        "changed_by": author_of(document, frame) if _is_changed(document) else "",
        "link_only": source.license == "link-only",
        "evidence": [{"words": authority(one), "url": one.url} for one in meta.evidence],
        "reviewed": {
            "by": meta.reviewed.by,
            "on": meta.reviewed.on.isoformat(),
            "again": meta.reviewed.again.isoformat() if meta.reviewed.again else "",
        }
        if meta.reviewed
        else None,
        "corrected": [{"on": one.on.isoformat(), "what": one.what} for one in meta.corrected],
        "reprint": REPRINT[source.license],
    }


def source_of(document: Document, frame: Frame, address: str) -> Source:
    """Return where the text comes from: what it says itself, the hub of its author, or this hub."""
    meta = document.meta
    if meta.source and not (meta.origin and meta.source.license == "own" and not meta.source.url):
        return meta.source
    if not meta.origin:
        return Source(name=frame.settings.issuer)
    first = meta.origin[0]
    name = meta.source.name if meta.source else first.hub
    return Source(name=name, url=first.url + address if first.url else "")


def author_of(document: Document, frame: Frame) -> str:
    """Return who answers for the words: the last of all hubs that changed them, else the first."""
    hops = document.meta.origin
    if not hops or document.handed != hops[-1].digest:
        return frame.settings.issuer
    changed = [hop.hub for before, hop in pairwise(hops) if hop.digest != before.digest]
    return changed[-1] if changed else hops[0].hub


def _is_changed(document: Document) -> bool:
    hops = document.meta.origin
    return bool(hops) and document.handed != hops[0].digest


def license_label(meta: Meta) -> str:
    name = meta.source.license if meta.source else "own"
    return HANDED_ON if meta.origin and name == "own" else LICENSE_LABELS[name]


def authority(evidence: Evidence) -> str:
    """Return `国务院《条例》`, or `世界卫生组织：食品中的毒素` where the title has no marks of its own."""
    joint = "：" if evidence.title and not evidence.title.startswith("《") else ""
    return evidence.who + joint + evidence.title


def facts_view(meta: Meta, frame: Frame, tags: Mapping[str, str]) -> View:
    """Return dates, tags, audience and season; `tags` holds the address of each tag."""
    names = {audience.id: audience.name for audience in frame.settings.audiences}
    return {
        "date": meta.date.isoformat() if meta.date else "",
        "updated": meta.updated.isoformat() if meta.updated else "",
        "summary": meta.summary,
        "tags": [{"name": tag, "url": tags[tag]} for tag in meta.tags],
        "audience": [names.get(audience, audience) for audience in meta.audience],
        "season": season_words(meta.season),
    }
