"""The text of a poster: lead, picture, blocks, and one table of grades or numbers."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from site_builder.i18n import _
from site_builder.model import Block, Figures, Grades, Scene
from site_builder.read.markdown import Parsed, parse
from site_builder.read.notes import Notes
from site_builder.read.poster.blocks import read_block
from site_builder.read.poster.parts import Part, hand_out, lift_shorts, mend_headings, split
from site_builder.read.poster.prose import read_prose
from site_builder.read.poster.scene import choose_scene, lift_drawings, lift_photographs
from site_builder.read.poster.tables import (
    FIGURES_EXAMPLE,
    GRADES_EXAMPLE,
    figures_of,
    grades_of,
    read_table,
)
from site_builder.read.words import Words


class PosterText(Struct, frozen=True):
    lead: str
    picture: Scene | None
    blocks: tuple[Block, ...]
    grades: Grades | None
    figures: Figures | None
    parsed: Parsed


def read_poster_text(text: str, notes: Notes, *, first_line: int, words: Words) -> PosterText:
    """Read a poster's body; what is wrong with it is noted."""
    plain, shorts = lift_shorts(mend_headings(text, first_line, notes), first_line)
    plain, drawings = lift_drawings(plain, first_line)
    parsed = parse(plain, notes, first_line)
    lead, *parts = list(split(parsed, notes))
    hand_out(shorts, parts, notes)
    scenes = [*drawings, *lift_photographs(lead, parsed)]
    first_heading = parts[0].line if parts else None
    picture = choose_scene(scenes, notes, first_heading=first_heading, arts=words.arts)
    tables = [part for part in parts if part.is_table]
    _tell_second_table(tables, notes)
    return PosterText(
        lead=read_prose(lead, parsed, notes),
        picture=picture,
        blocks=tuple(
            read_block(part, parsed, notes, icons=words.icons) for part in parts if not part.is_table
        ),
        grades=_grades(tables, parsed, notes),
        figures=_figures(tables, parsed, notes),
        parsed=parsed,
    )


def _tell_second_table(tables: Sequence[Part], notes: Notes) -> None:
    for part in tables[1:]:
        notes.error(
            part.line,
            _("a poster has room for one table, of grades or of numbers"),
            _("line {line} has one already; keep one").format(line=tables[0].line),
        )


def _grades(tables: Sequence[Part], parsed: Parsed, notes: Notes) -> Grades | None:
    part = next((part for part in tables if "grades" in part.attributes.classes), None)
    if part is None:
        return None
    rows = read_table(part.tokens, parsed, notes, line=part.line, columns=4, example=GRADES_EXAMPLE)
    note = part.attributes.pairs.get("note", "")
    return grades_of(rows, title=part.heading, note=note, line=part.line) if rows else None


def _figures(tables: Sequence[Part], parsed: Parsed, notes: Notes) -> Figures | None:
    part = next((part for part in tables if "numbers" in part.attributes.classes), None)
    if part is None:
        return None
    rows = read_table(part.tokens, parsed, notes, line=part.line, columns=2, example=FIGURES_EXAMPLE)
    note = part.attributes.pairs.get("note", "")
    return figures_of(rows, notes, title=part.heading, note=note, line=part.line) if rows else None
