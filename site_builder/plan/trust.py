"""What makes a text trustworthy, as a page shows it: source, licence, evidence, review."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.digest import View
from site_builder.model import Evidence, Meta
from site_builder.plan.context import Frame
from site_builder.plan.words import LICENSE_LABELS, season_words


def trust_view(meta: Meta, frame: Frame) -> View:
    """Return source, licence, evidence and review; a text without a source is the organiser's own."""
    source = meta.source
    return {
        "source": {
            "name": source.name if source else frame.settings.organiser.name or frame.settings.name,
            "url": source.url if source else "",
            "permission": source.permission if source else "",
            "credit": source.credit if source else "",
        },
        "license": LICENSE_LABELS[source.license if source else "own"],
        "link_only": bool(source and source.license == "link-only"),
        "evidence": [{"words": authority(one), "url": one.url} for one in meta.evidence],
        "reviewed": {
            "by": meta.reviewed.by,
            "on": meta.reviewed.on.isoformat(),
            "again": meta.reviewed.again.isoformat() if meta.reviewed.again else "",
        }
        if meta.reviewed
        else None,
    }


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
