"""Batches for the hubs below: hub.json, which names all that this hub hands on, and the parts with the texts.

A part holds some dozen texts; its file changes when one of them does, and no other. README of the package
says what stands where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from msgspec import Struct

from site_builder.build import Batch, Sizes, Target
from site_builder.digest import Json, View, digest
from site_builder.model import Article, Document, Hop, Meta, Poster
from site_builder.plan.batches import batch, blocks, tokens
from site_builder.plan.codes import code_of
from site_builder.plan.context import Context, Entry, Frame, Texts

INDEX = "hub.json"
FORMAT = 1
JSON_FEED = "https://jsonfeed.org/version/1.1"
_FREE = ("own", "cc-by-4.0")  # what may be handed on; a permission was given to this hub alone
_KINDS = {Article: "article", Poster: "poster"}


class Part(NamedTuple):
    """Texts that are handed on together; `next` is the address of the part behind it, or empty.

    By content path: `pictures` of a text with their addresses, `posters` of an article.
    """

    address: str
    entries: Sequence[Entry]
    next: str
    pictures: Mapping[str, Sequence[tuple[str, str]]]
    posters: Mapping[str, Sequence[Entry]]


class Parcel(Struct, frozen=True, kw_only=True):
    """All that a part shows; `hub` is what this hub calls itself towards those below."""

    hub: Hop
    name: str
    language: str
    part: Part
    texts: Texts


def parts_of(context: Context) -> list[Part]:
    """Cut what is handed on, in the order of its paths, so that a new text changes no other part."""
    entries = sorted(_handed_on(context), key=lambda entry: entry.document.path)
    paths = [entry.document.path for entry in entries]
    if not paths:
        return []
    spans = blocks(paths)
    names = [digest(paths[end - 1].encode())[:16] for _start, end in spans]  # where it is cut, it stays cut
    addresses = [f"hub/{name}.json" for name in [*names[:-1], "rest"]]
    followers = [*addresses[1:], ""]
    return [
        Part(
            address,
            entries[start:end],
            after,
            pictures={e.document.path: found for e in entries[start:end] if (found := _pictures(e, context))},
            posters={p: context.posters_of[p] for p in paths[start:end] if p in context.posters_of},
        )
        for address, (start, end), after in zip(addresses, spans, followers, strict=True)
    ]


def _handed_on(context: Context) -> Iterator[Entry]:
    for entry in (*context.articles, *context.posters, *context.notices):
        source = entry.document.meta.source
        if source is None or source.license in _FREE:
            yield entry


def _pictures(entry: Entry, context: Context) -> list[tuple[str, str]]:
    """Return content path and address of each picture that the text shows."""
    document, known = entry.document, context.addresses.pictures
    cover = document.cover if isinstance(document, Article) else ""
    scene = document.picture.source if isinstance(document, Poster) and document.picture else ""
    return [(name, known[name]) for name in sorted({*document.body.names, cover, scene}) if name in known]


def part_batches(context: Context, parts: Sequence[Part]) -> Iterator[Batch]:
    settings = context.frame.settings
    hub = Hop(hub=settings.issuer, url=settings.base_url)
    for part in parts:
        entries = [*part.entries, *(row for rows in part.posters.values() for row in rows)]
        yield batch(
            part_targets,
            paths=[part.address],
            recipes=["part.json"],
            inputs=[
                repr((hub, settings.name, settings.language, part.next, part.pictures)),
                tokens(entries),
                "\n".join([f"{entry.document.handed} {entry.address}" for entry in entries]),
            ],
            shown=partial(_parcel, context, hub, part),
        )


def _parcel(context: Context, hub: Hop, part: Part) -> dict[str, Parcel]:
    settings = context.frame.settings
    return {
        "parcel": Parcel(
            hub=hub, name=settings.name, language=settings.language, part=part, texts=context.texts
        )
    }


def part_targets(parcel: Parcel) -> list[Target]:
    part, base = parcel.part, parcel.hub.url
    document: dict[str, Json] = {
        "version": JSON_FEED,
        "title": parcel.name,
        "language": parcel.language,
        "feed_url": base + part.address,
        "items": [_item(entry, parcel) for entry in part.entries],
    }
    if part.next:
        document["next_url"] = base + part.next if base else part.next.removeprefix("hub/")
    return [Target(part.address, "part.json", {"document": document})]


def _item(entry: Entry, parcel: Parcel) -> View:
    document, base = entry.document, parcel.hub.url
    meta = document.meta
    day = meta.date.isoformat() if meta.date else "1970-01-01"
    row: dict[str, Json] = {
        "id": base + entry.address,
        "url": base + entry.address,
        "title": meta.title,
        "summary": meta.summary,
        "content_text": parcel.texts.source(document),
        "date_published": f"{day}T00:00:00+08:00",
        "date_modified": f"{meta.updated.isoformat() if meta.updated else day}T00:00:00+08:00",
        "tags": list(meta.tags),
        "_kepu": _extension(entry, parcel),
    }
    if meta.source and meta.source.url:
        row["external_url"] = meta.source.url
    return row


def _extension(entry: Entry, parcel: Parcel) -> View:
    document = entry.document
    own: dict[str, Json] = {
        "path": document.path,
        "digest": document.handed,
        "kind": _KINDS.get(type(document), "notice"),
        **_terms(document.meta),
        "pictures": [{"path": path, "url": url} for path, url in parcel.part.pictures.get(document.path, ())],
        "origin": [_hop_view(hop) for hop in _chain(document, parcel.hub)],
    }
    if isinstance(document, Article):
        own["section"] = document.section
        own["posters"] = [
            {
                "path": poster.document.path,
                "code": code_of(poster.document),
                "digest": poster.document.handed,
            }
            for poster in parcel.part.posters.get(document.path, ())
            if isinstance(poster.document, Poster)
        ]
    if isinstance(document, Poster):
        own |= {"code": code_of(document), "article": document.article}
    return own


def _terms(meta: Meta) -> dict[str, Json]:
    """Return for whom and until when the text is, on what terms, and what it rests on."""
    source, reviewed = meta.source, meta.reviewed
    return {
        "audience": list(meta.audience),
        "units": list(meta.units),
        "season": list(meta.season),
        "license": source.license if source else "own",
        "source": {"name": source.name, "url": source.url} if source else None,
        "evidence": [{"who": one.who, "title": one.title, "url": one.url} for one in meta.evidence],
        "reviewed": {
            "by": reviewed.by,
            "on": reviewed.on.isoformat(),
            "again": reviewed.again.isoformat() if reviewed.again else "",
        }
        if reviewed
        else None,
        "expires": meta.expires.isoformat() if meta.expires else "",
    }


def _chain(document: Document, own: Hop) -> list[Hop]:
    """Return the hubs that the text came through, this one last, with the text as it hands it on."""
    return [*document.meta.origin, Hop(hub=own.hub, url=own.url, digest=document.handed)]


def _hop_view(hop: Hop) -> View:
    return {"hub": hop.hub, "url": hop.url, "digest": hop.digest}


def index_batches(context: Context, parts: Sequence[Part], *, made: Sizes, today: date) -> Iterator[Batch]:
    """Yield hub.json, which tells its day and the digest of every part and picture: it closes the build."""
    frame = context.frame
    pictures = sorted({url for part in parts for rows in part.pictures.values() for _path, url in rows})
    files = {
        "parts": [_file(part.address, made) for part in parts],
        "pictures": [_file(path, made) for path in pictures],
    }
    yield batch(
        index_targets,
        paths=[INDEX],
        recipes=["json"],
        inputs=[frame.digest, repr(files), tokens(context.withdrawn), today.isoformat()],
        shown=partial(dict, frame=frame, files=files, gone=context.withdrawn, today=today),
    )


def _file(path: str, made: Sizes) -> View:
    return {"url": path, "digest": made[path].digest, "size": made[path].size}


def index_targets(
    *, frame: Frame, files: Mapping[str, Sequence[View]], gone: Sequence[Entry], today: date
) -> list[Target]:
    settings = frame.settings
    base = settings.base_url
    document: dict[str, Json] = {
        "version": JSON_FEED,
        "title": settings.name,
        "description": settings.tagline,
        "home_page_url": base,
        "feed_url": base + INDEX,
        "language": settings.language,
        "items": [],
        "_kepu": {
            "format": FORMAT,
            "made": today.isoformat(),
            "hub": settings.issuer,
            "sections": [section._asdict() for section in settings.sections],
            "units": [
                {"id": u.id, "name": u.name, "level": u.level, "parent": u.parent} for u in settings.units
            ],
            "audiences": [{"id": a.id, "name": a.name, "icon": a.icon} for a in settings.audiences],
            **files,
            "withdrawn": [_withdrawn(entry, frame) for entry in sorted(gone, key=_path)],
        },
    }
    if files["parts"]:
        document["next_url"] = f"{base}{files['parts'][0]['url']}"
    return [Target(INDEX, "json", {"document": document})]


def _path(entry: Entry) -> str:
    return entry.document.path


def _withdrawn(entry: Entry, frame: Frame) -> View:
    document = entry.document
    told = document.meta.withdrawn
    assert told
    return {
        "path": document.path,
        "title": document.meta.title,
        "code": code_of(document) if isinstance(document, Poster) else "",
        "on": told.on.isoformat(),
        "reason": told.reason,
        "replaced_by": told.replaced_by,
        "by": told.by or frame.settings.issuer,
    }
