"""One file's bytes as an article, a poster, a notice or a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec import msgpack
from msgspec.structs import replace

from site_builder.digest import digest
from site_builder.errors import Problem
from site_builder.front import text_digest
from site_builder.i18n import _
from site_builder.model import Article, Body, Document, Notice, Page, Text
from site_builder.read.decode import decode
from site_builder.read.event import read_event
from site_builder.read.fields import Fields
from site_builder.read.frontmatter import read_front
from site_builder.read.markdown import parse, render
from site_builder.read.meta import read_meta
from site_builder.read.notes import Notes
from site_builder.read.place import place_of, slug_of
from site_builder.read.poster import read_poster
from site_builder.read.sheet import Sheet, World, cover_of
from site_builder.read.written import Written

_LONGEST_TITLE = 40  # full-width characters; a list shows two lines of twenty


class Read(NamedTuple):
    """What a file gave: no document when something in it must be mended first."""

    document: Document | None
    text: Text
    problems: list[Problem]


def read_document(path: str, data: bytes, world: World) -> Read:
    """Return the document of the file at path."""
    notes = Notes(path)
    sheet = _open(path, data, world=world, notes=notes)
    if sheet is None:
        return Read(None, Text(), notes.problems)
    document, text = _READERS[sheet.place.kind](sheet)
    if notes.failed:
        return Read(None, text, notes.problems)
    changed = sheet.handed if document.meta.origin else ""  # whose words they are by now is to be seen
    face = digest(msgpack.encode(replace(document, body=Body())), changed.encode())
    return Read(replace(document, face=face, handed=sheet.handed), text, notes.problems)


def _open(path: str, data: bytes, *, world: World, notes: Notes) -> Sheet | None:
    place = place_of(path, world.words.sections, notes)
    text = decode(data, notes)
    front = read_front(text, notes) if text is not None else None
    if place is None or text is None or front is None:
        return None
    return Sheet(
        path=path,
        place=place,
        fields=Fields(front.mapping, notes),
        body=front.body,
        body_line=front.body_line,
        handed=text_digest(text),
        world=world,
        notes=notes,
    )


def _read_article(sheet: Sheet) -> tuple[Article, Text]:
    meta = read_meta(sheet.fields, sheet.world.words, dated=True, longest_title=_LONGEST_TITLE)
    cover = cover_of(sheet)
    sheet.fields.finish()
    if not sheet.body.strip():
        sheet.notes.error(
            sheet.body_line, _("the article has no text"), _("write the text below the second ---")
        )
    slug = slug_of(sheet.place, sheet.notes)
    body, text = _written(sheet)
    section = sheet.place.section
    return Article(path=sheet.path, slug=slug, meta=meta, body=body, section=section, cover=cover), text


def _read_notice(sheet: Sheet) -> tuple[Notice, Text]:
    meta = read_meta(sheet.fields, sheet.world.words, dated=True, longest_title=_LONGEST_TITLE)
    event = read_event(sheet.fields)
    sheet.fields.finish()
    slug = slug_of(sheet.place, sheet.notes)
    body, text = _written(sheet)
    return Notice(path=sheet.path, slug=slug, meta=meta, body=body, event=event), text


def _read_page(sheet: Sheet) -> tuple[Page, Text]:
    meta = read_meta(sheet.fields, sheet.world.words, dated=False, longest_title=_LONGEST_TITLE)
    order = sheet.fields.number("order")
    sheet.fields.finish()
    slug = slug_of(sheet.place, sheet.notes)
    body, text = _written(sheet)
    return Page(path=sheet.path, slug=slug, meta=meta, body=body, order=order), text


def _written(sheet: Sheet) -> Written:
    return render(parse(sheet.body, sheet.notes, sheet.body_line), sheet.notes)


_READERS: dict[str, Callable[[Sheet], tuple[Document, Text]]] = {
    "articles": _read_article,
    "posters": read_poster,
    "notices": _read_notice,
    "pages": _read_page,
}
