"""The text of a poster: lead, blocks, and one table of grades or numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token
from msgspec import Struct, field

from site_builder.i18n import _
from site_builder.model import Block, Figures, Grades
from site_builder.read.markdown import Attributes, Parsed, parse, plain_inline
from site_builder.read.meta import width
from site_builder.read.notes import Notes, suggest
from site_builder.read.poster_tables import FIGURES_EXAMPLE, GRADES_EXAMPLE, figures_of, grades_of, read_table

CLASSES = ("do", "dont", "grades", "numbers")
LONGEST_HEADING = 6  # full-width characters; five fill a block's width on paper
_SHORT = re.compile(r"[ \t]*短[：:][ \t]*(.*)")
_NO_BLANK = re.compile(r"(#{1,6})([^\s#].*)")
_WIDE = str.maketrans("｛｝＝．　", "{}=. ")
_NO_ATTRIBUTES = Attributes("", (), {})


class PosterText(Struct, frozen=True):
    lead: str
    blocks: tuple[Block, ...]
    grades: Grades | None
    figures: Figures | None
    parsed: Parsed


class _Part(Struct):
    """A second-level heading and what stands below it; `is_unread` when its braces made no sense."""

    heading: str
    attributes: Attributes
    line: int
    is_unread: bool = False
    tokens: list[Token] = field(default_factory=list)
    shorts: list[tuple[int, str]] = field(default_factory=list)


def read_poster_text(text: str, notes: Notes, *, first_line: int, icons: tuple[str, ...]) -> PosterText:
    """Read a poster's body; what is wrong with it is noted."""
    plain, shorts = _lift_shorts(_part_headings(text, first_line, notes), first_line)
    parsed = parse(plain, notes, first_line)
    lead, *parts = list(_split(parsed, notes))
    _hand_out(shorts, parts, notes)
    tables = [part for part in parts if set(part.attributes.classes) & {"grades", "numbers"}]
    blocks = tuple(_block(part, parsed, notes, icons=icons) for part in parts if part not in tables)
    _tell_odd_number(blocks, first_line, notes)
    for part in tables[1:]:
        notes.error(
            part.line,
            _("a poster has room for one table, of grades or of numbers"),
            _("line {line} has one already; keep one").format(line=tables[0].line),
        )
    return PosterText(
        lead=_prose(lead, parsed, notes),
        blocks=blocks,
        grades=next(
            (_grades(part, parsed, notes) for part in tables if "grades" in part.attributes.classes), None
        ),
        figures=next(
            (_figures(part, parsed, notes) for part in tables if "numbers" in part.attributes.classes), None
        ),
        parsed=parsed,
    )


def _part_headings(text: str, first_line: int, notes: Notes) -> str:
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


def _lift_shorts(text: str, first_line: int) -> tuple[str, list[tuple[int, str]]]:
    """Return text with its 短： lines emptied, so that lines keep their numbers, and what stood in them."""
    lines = text.split("\n")
    shorts = []
    for number, line in enumerate(lines):
        found = _SHORT.fullmatch(line)
        if found:
            shorts.append((first_line + number, found[1].strip()))
            lines[number] = ""
    return "\n".join(lines), shorts


def _split(parsed: Parsed, notes: Notes) -> Iterator[_Part]:
    part = _Part("", _NO_ATTRIBUTES, parsed.first_line)
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


def _new_part(token: Token, inline: Token, *, line: int, notes: Notes) -> _Part:
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
    for name in attributes.classes:
        if name not in CLASSES:
            notes.error(line, _("there is no kind .{name}").format(name=name), suggest(name, CLASSES))
    for key in sorted(attributes.pairs.keys() - {"icon", "note"}):
        notes.error(line, _("unknown key: {key}").format(key=key), suggest(key, ("icon", "note")))
    return _Part(heading, attributes, line, is_unread=is_unread)


def _mended(heading: str) -> str:
    """Return the heading as it was probably meant."""
    name, _brace, inside = heading.translate(_WIDE).partition("{")
    found = re.fullmatch(r"\s*((?:\.(?:do|dont)\s+)?icon\s*=\s*[\w-]+)[\s}]*", inside)
    return f"## {name.strip() or '常通风'} {{{found[1] if found else '.do icon=window'}}}"


def _hand_out(shorts: list[tuple[int, str]], parts: list[_Part], notes: Notes) -> None:
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


def _block(part: _Part, parsed: Parsed, notes: Notes, *, icons: tuple[str, ...]) -> Block:
    icon = part.attributes.pairs.get("icon", "")
    if not part.heading:
        notes.error(
            part.line,
            _("a block has no heading"),
            _("write: {example}").format(example="## 常通风 {.do icon=window}"),
        )
    elif width(part.heading) > LONGEST_HEADING:
        notes.error(
            part.line,
            _("the heading is too long: {heading}").format(heading=part.heading),
            _("three or four characters are best, {most} the most").format(most=LONGEST_HEADING),
        )
    if not icon and not part.is_unread:
        notes.error(
            part.line,
            _("the block has no icon"),
            _("write: {example}").format(example=f"## {part.heading or '常通风'} {{.do icon=window}}"),
        )
    elif icon and icons and icon not in icons:
        notes.error(part.line, _("there is no icon “{name}”").format(name=icon), suggest(icon, icons))
    before = len(notes.problems)
    text = _prose(part, parsed, notes)
    if not text and len(notes.problems) == before:
        notes.error(part.line, _("the block has no text"), _("write one or two sentences below the heading"))
    classes = part.attributes.classes
    return Block(
        heading=part.heading,
        kind="do" if "do" in classes else "dont" if "dont" in classes else "plain",
        icon=icon,
        text=text,
        short=part.shorts[0][1] if part.shorts else "",
        line=part.line,
    )


def _prose(part: _Part, parsed: Parsed, notes: Notes) -> str:
    """Return the paragraphs of a part as one text."""
    texts = []
    for token in part.tokens:
        if token.type == "inline" and token.level == 1:
            texts.append(plain_inline(token.children or []).strip())
        elif token.level == 0 and token.nesting >= 0 and token.type != "paragraph_open":
            notes.error(
                parsed.line(token),
                _("only plain sentences may stand here"),
                _("write the text without lists, tables or pictures"),
            )
    return _join(texts)


def _join(texts: list[str]) -> str:
    return "".join(text if text[-1:] in "。！？；" else text + " " for text in texts if text).strip()


def _grades(part: _Part, parsed: Parsed, notes: Notes) -> Grades | None:
    rows = read_table(part.tokens, parsed, notes, line=part.line, columns=4, example=GRADES_EXAMPLE)
    note = part.attributes.pairs.get("note", "")
    return grades_of(rows, title=part.heading, note=note, line=part.line) if rows else None


def _figures(part: _Part, parsed: Parsed, notes: Notes) -> Figures | None:
    rows = read_table(part.tokens, parsed, notes, line=part.line, columns=2, example=FIGURES_EXAMPLE)
    note = part.attributes.pairs.get("note", "")
    return figures_of(rows, notes, title=part.heading, note=note, line=part.line) if rows else None


def _tell_odd_number(blocks: tuple[Block, ...], first_line: int, notes: Notes) -> None:
    if not blocks:
        notes.error(
            first_line,
            _("the poster has no blocks"),
            _("write: {example}").format(example="## 常通风 {.do icon=window}"),
        )
    elif len(blocks) not in (4, 6):
        notes.warn(
            blocks[-1].line,
            _("the poster has {count} blocks").format(count=len(blocks)),
            _("four or six fill the sheet evenly"),
        )
