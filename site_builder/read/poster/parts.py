"""A poster's text, cut at its second-level headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token
from msgspec import Struct, field

from site_builder.i18n import _
from site_builder.model import Kind
from site_builder.read.markdown import Attributes, Parsed, plain_inline
from site_builder.read.notes import Notes, suggest

KINDS: tuple[Kind, ...] = ("do", "dont", "step", "before", "after", "claim", "truth", "basis")
TABLES = ("grades", "numbers")
KEYS = ("icon", "note", "at")
_SHORT = re.compile(r"[ \t]*短[：:][ \t]*(.*)")
_NO_BLANK = re.compile(r"(#{1,6})([^\s#].*)")
_WIDE = str.maketrans("｛｝＝．　", "{}=. ")
_NO_ATTRIBUTES = Attributes("", (), {})


class Part(Struct):
    """A second-level heading and what stands below it; `is_unread` when its braces made no sense."""

    heading: str
    attributes: Attributes
    line: int
    is_unread: bool = False
    tokens: list[Token] = field(default_factory=list)
    shorts: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_table(self) -> bool:
        return not set(self.attributes.classes).isdisjoint(TABLES)


def mend_headings(text: str, first_line: int, notes: Notes) -> str:
    """Return text with a blank after every ##; where it is missing, that is noted."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if found := _NO_BLANK.fullmatch(line):
            lines[number] = f"{found[1]} {found[2]}"
            notes.error(
                first_line + number,
                _("after {signs} a blank is missing").format(signs=found[1]),
                _("write: {example}").format(example=lines[number]),
            )
    return "\n".join(lines)


def lift_shorts(text: str, first_line: int) -> tuple[str, list[tuple[int, str]]]:
    """Return text with its 短： lines emptied, so that lines keep their numbers, and what stood in them."""
    lines = text.split("\n")
    shorts = []
    for number, line in enumerate(lines):
        found = _SHORT.fullmatch(line)
        if found:
            shorts.append((first_line + number, found[1].strip()))
            lines[number] = ""
    return "\n".join(lines), shorts


def split(parsed: Parsed, notes: Notes) -> Iterator[Part]:
    """Yield what stands before the first heading, then each heading with what stands below it."""
    part = Part("", _NO_ATTRIBUTES, parsed.first_line)
    inside = ""
    for number, token in enumerate(parsed.tokens):
        if token.type == "heading_open" and token.level == 0:
            inside = "heading"
            if token.tag == "h2":
                yield part
                part = _new_part(token, parsed.tokens[number + 1], line=parsed.line(token), notes=notes)
            else:
                notes.error(
                    parsed.line(token),
                    _("a poster has headings of one kind only"),
                    _("begin the line with ## and a blank"),
                )
        if not inside:
            part.tokens.append(token)
        if token.type == "heading_close":
            inside = ""
    yield part


def _new_part(token: Token, inline: Token, *, line: int, notes: Notes) -> Part:
    heading = plain_inline(inline.children or []).strip()
    attributes = token.meta.get("attributes", _NO_ATTRIBUTES)
    is_unread = bool(re.search(r"[{}｛｝]", heading))
    if is_unread:
        notes.error(
            line,
            _("what stands between the braces cannot be understood: {heading}").format(heading=heading),
            _("write: {example}").format(example=_mended(heading)),
        )
        heading = re.split(r"[{｛]", heading)[0].strip()
    _tell_strange(attributes, line, notes)
    return Part(heading, attributes, line, is_unread=is_unread)


def _tell_strange(attributes: Attributes, line: int, notes: Notes) -> None:
    known = (*KINDS, *TABLES)
    for name in attributes.classes:
        if name not in known:
            notes.error(line, _("there is no kind .{name}").format(name=name), suggest(name, known))
    kinds = [name for name in dict.fromkeys(attributes.classes) if name in known]
    if len(kinds) > 1:
        message = _("a block is of one kind, not of several: {kinds}")
        notes.error(line, message.format(kinds=" ".join(f".{kind}" for kind in kinds)), _("keep one"))
    for key in sorted(attributes.pairs.keys() - set(KEYS)):
        notes.error(line, _("unknown key: {key}").format(key=key), suggest(key, KEYS))


def _mended(heading: str) -> str:
    """Return the heading as it was probably meant."""
    name, _brace, inside = heading.translate(_WIDE).partition("{")
    found = re.fullmatch(rf"\s*((?:\.(?:{'|'.join(KINDS)})\s+)?icon\s*=\s*[\w-]+)[\s}}]*", inside)
    return f"## {name.strip() or '常通风'} {{{found[1] if found else '.do icon=window'}}}"


def hand_out(shorts: Sequence[tuple[int, str]], parts: Sequence[Part], notes: Notes) -> None:
    """Give each short form to the part above it."""
    for line, text in shorts:
        above = [part for part in parts if part.line < line]
        if not above:
            notes.error(
                line, _("a line 短： belongs to a block"), _("put it below the ## heading and its text")
            )
            continue
        if above[-1].shorts:
            notes.error(line, _("the block has a line 短： already"), _("keep one"))
        if not text:
            notes.error(
                line, _("nothing follows 短："), _("write what a screen shall show, 12 characters or fewer")
            )
        above[-1].shorts.append((line, text))
