"""What a file's place below content/ says: kind, section and slug."""

from __future__ import annotations

from pathlib import PurePosixPath

from msgspec import Struct

from site_builder.errors import closest
from site_builder.i18n import _
from site_builder.read.notes import Notes
from site_builder.urls import slugify


class Place(Struct, frozen=True):
    """`name` is the file's own name without ending, or that of its folder for index.md."""

    kind: str
    section: str
    name: str


def place_of(path: str, sections: tuple[str, ...], notes: Notes) -> Place | None:
    """Return the place of a text, or None with the reason noted."""
    kind, *folders, file = path.split("/")
    section = ""
    if kind == "articles":
        if not folders:
            _tell_no_section(file, sections, notes)
            return None
        section = folders.pop(0)
        if sections and section not in sections:
            _tell_unknown_section(section, sections, notes)
            return None
    stem = PurePosixPath(file).stem
    name = folders[0] if folders else stem
    if len(folders) > 1 or (stem.lower() == "index") != bool(folders):
        own = stem if stem.lower() != "index" else (folders or ["<name>"])[-1]
        _tell_wrong_depth(f"{kind}/{section}".rstrip("/"), own, notes)
        return None
    return Place(kind, section, name)


def slug_of(place: Place, notes: Notes) -> str:
    """Return the address: the file's own name, which outlives a title that is put better."""
    slug = slugify(place.name)
    if not slug:
        notes.error(0, _("the file's name gives no address"), _("rename it with letters, digits and hyphens"))
    return slug


def _tell_no_section(file: str, sections: tuple[str, ...], notes: Notes) -> None:
    example = sections[0] if sections else "health"
    notes.error(
        0,
        _("an article must lie in the folder of its section"),
        _("move it, for example to {path}").format(path=f"articles/{example}/{file}"),
    )


def _tell_unknown_section(section: str, sections: tuple[str, ...], notes: Notes) -> None:
    guess = closest(section, sections)
    lines = f'\n[[sections]]\nid = "{slugify(section)}"\nname = "{section}"'
    if guess:
        advice = _("move it to {path}").format(path=f"articles/{guess}/")
    else:
        advice = _("sections are: {choices}").format(choices=", ".join(sections))
    hint = _("{advice}; or add it to hub.toml: {lines}").format(advice=advice, lines=lines)
    notes.error(0, _("there is no section “{section}”").format(section=section), hint)


def _tell_wrong_depth(folder: str, name: str, notes: Notes) -> None:
    notes.error(
        0,
        _("a text cannot be read at this place"),
        _("put it at {one} or, with pictures, at {other}").format(
            one=f"{folder}/{name}.md", other=f"{folder}/{name}/index.md"
        ),
    )
