"""One text file, opened: its keys, its body, and what it may refer to."""

from __future__ import annotations

from posixpath import dirname, join, normpath

from msgspec import Struct

from site_builder.i18n import _
from site_builder.read.fields import Fields
from site_builder.read.notes import Notes, suggest
from site_builder.read.place import Place
from site_builder.read.words import Words


class World(Struct, frozen=True, kw_only=True):
    """What all files share: the words they may use, and the files there are."""

    words: Words
    files: frozenset[str]


class Sheet(Struct, frozen=True, kw_only=True):
    """`body_line` is the first line of the body in the file; `handed` as in Document."""

    path: str
    place: Place
    fields: Fields
    body: str
    body_line: int
    handed: str
    world: World
    notes: Notes


def art_of(sheet: Sheet, key: str, name: str) -> str:
    """Return the name of a drawing that templates have."""
    arts = sheet.world.words.arts
    if name and arts and name not in arts:
        sheet.fields.error(key, _("there is no drawing “{name}”").format(name=name), suggest(name, arts))
    return name


def cover_of(sheet: Sheet) -> str:
    """Return the article's cover: `art:<name>`, a content path, or nothing."""
    cover = sheet.fields.text("cover", example="art:stove")
    if cover.startswith("art:"):
        art_of(sheet, "cover", cover.removeprefix("art:"))
        return cover
    if not cover:
        return ""
    path = normpath(join(dirname(sheet.path), cover))
    if ":" in cover or "\\" in cover or cover.startswith("/") or path.startswith(".."):
        sheet.fields.error(
            "cover",
            _("the cover is no picture of this hub: {cover}").format(cover=cover),
            _("save the picture beside the text and write its file name"),
        )
        return ""
    return path
