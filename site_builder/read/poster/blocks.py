"""One block of a poster: heading, kind, icon, text, short form, and its place on the picture."""

from __future__ import annotations

import re
import unicodedata
from typing import get_args

from site_builder.i18n import _
from site_builder.model import Block, Kind
from site_builder.read.markdown import Parsed
from site_builder.read.meta import width
from site_builder.read.notes import Notes, suggest
from site_builder.read.poster.numbers import missing_numbers
from site_builder.read.poster.parts import Part
from site_builder.read.poster.prose import read_prose

LONGEST_HEADING = 6  # full-width characters; five fill a block's width on paper
LONGEST_CALL_OUT = 8
LONG_TEXT = 60  # characters of a block; 25 to 45 are read from a distance
LONGEST_SAID = 14  # of a rumour, or of what is true, as the heading of its card
RUMOUR: tuple[Kind, ...] = ("claim", "truth", "basis")
TAGGED: tuple[Kind, ...] = (*RUMOUR, "before", "after")  # a word of ours stands where a heading is missing
_EXAMPLE = "## 常通风 {.do icon=window}"
_PLACE = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s*[,、]\s*(\d{1,3}(?:\.\d+)?)\s*", re.ASCII)
_WHOLE = 100  # percent


def read_block(part: Part, parsed: Parsed, notes: Notes, *, icons: tuple[str, ...]) -> Block:
    """Return the block; what is wrong with it is noted."""
    kind, at = kind_of(part), _place(part, notes)
    _judge_heading(part, kind, notes, most=_most(kind, is_call_out="at" in part.attributes.pairs))
    icon = _icon(part, notes, icons=icons, needed=kind not in RUMOUR and "at" not in part.attributes.pairs)
    before = len(notes.problems)
    text = read_prose(part, parsed, notes)
    if not text and len(notes.problems) == before:
        notes.error(part.line, _("the block has no text"), _("write one or two sentences below the heading"))
    if len(text) > LONG_TEXT and len(notes.problems) == before:
        notes.warn(
            part.line,
            _("the text of the block is long: {count} characters").format(count=len(text)),
            _("25 to 45 can be read from a distance"),
        )
    short = _short(part, text, notes)
    return Block(heading=part.heading, kind=kind, icon=icon, text=text, short=short, line=part.line, at=at)


def kind_of(part: Part) -> Kind:
    return next((kind for kind in get_args(Kind) if kind in part.attributes.classes), "plain")


def _most(kind: Kind, *, is_call_out: bool) -> int:
    if kind in RUMOUR:
        return LONGEST_SAID
    return LONGEST_CALL_OUT if is_call_out else LONGEST_HEADING


def _judge_heading(part: Part, kind: Kind, notes: Notes, *, most: int) -> None:
    if not part.heading and kind not in TAGGED:
        notes.error(part.line, _("a block has no heading"), _("write: {example}").format(example=_EXAMPLE))
    elif width(part.heading) > most:
        notes.error(
            part.line,
            _("the heading is too long: {heading}").format(heading=part.heading),
            _("three or four characters are best, {most} the most").format(most=most),
        )


def _icon(part: Part, notes: Notes, *, icons: tuple[str, ...], needed: bool) -> str:
    icon = part.attributes.pairs.get("icon", "")
    if not icon and needed and not part.is_unread:
        kinds = "".join(f".{name} " for name in part.attributes.classes) or ".do "
        example = f"## {part.heading or '常通风'} {{{kinds}icon=window}}"
        notes.error(part.line, _("the block has no icon"), _("write: {example}").format(example=example))
    elif icon and icons and icon not in icons:
        notes.error(part.line, _("there is no icon “{name}”").format(name=icon), suggest(icon, icons))
    return icon


def _place(part: Part, notes: Notes) -> tuple[float, float] | None:
    written = part.attributes.pairs.get("at")
    if written is None:
        return None
    found = _PLACE.fullmatch(unicodedata.normalize("NFKC", written))
    place = (float(found[1]), float(found[2])) if found else None
    if place and max(place) <= _WHOLE:
        return place
    notes.error(
        part.line,
        _("at needs two numbers from 0 to 100, not {written}").format(written=written),
        _("percent of the picture from its left and from its top: {example}").format(example="at=30,62"),
    )
    return None


def _short(part: Part, text: str, notes: Notes) -> str:
    if not part.shorts:
        return ""
    line, short = part.shorts[0]
    if odd := missing_numbers(short, f"{part.heading} {text}"):
        notes.warn(
            line,
            _("the short form has a number that the text above does not have: {numbers}").format(
                numbers=_(", ").join(odd)
            ),
            _("write the same number in both: screens show the short form, paper the text"),
        )
    return short
