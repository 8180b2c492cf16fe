"""Attributes in braces, `{#id .class key=value}`: after a heading, link, picture, code, or above a block."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from msgspec import Struct

ALLOWED = ("id", "class", "width", "height", "alt", "title")
_BRACES = re.compile(r"\{([^{}\n]{0,200})\}")  # bounded: text without an end must not be read again and again
_AT_END = re.compile(r"(?:^|[ \t]*)\{([^{}\n]{0,200})\}[ \t]*$")
_PART = re.compile(r'\s*(?:#([\w-]+)|\.([\w-]+)|([A-Za-z][\w-]*)=(?:"([^"]*)"|([^\s"{}]+)))(?=\s|$)')
_SIZE = re.compile(r"\d{1,4}%?", re.ASCII)
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
_TAKERS = ("image", "code_inline", "link_close")


class Attributes(Struct, frozen=True):
    id: str
    classes: tuple[str, ...]
    pairs: dict[str, str]


def parse_attributes(text: str) -> Attributes | None:
    """Return what stands between two braces, or None when it is something else."""
    name, classes, pairs = "", [], {}
    position = 0
    text = text.strip()
    while position < len(text):
        part = _PART.match(text, position)
        if not part:
            return None
        position = part.end()
        if part[1]:
            name = part[1]
        elif part[2]:
            classes.append(part[2])
        else:
            pairs[part[3].lower()] = part[4] if part[4] is not None else part[5]
    return Attributes(name, tuple(classes), pairs) if text else None


def put_on(token: Token, attributes: Attributes) -> None:
    """Set the allowed attributes on token; whatever could carry a script or a style is dropped."""
    wanted = {"id": attributes.id, **attributes.pairs, "class": " ".join(attributes.classes)}
    for key, value in wanted.items():
        if key == "class" and value:
            token.attrJoin("class", value)
        elif value and key in ALLOWED and _is_fit(key, value):
            token.attrSet(key, value)


def _is_fit(key: str, value: str) -> bool:
    pattern = {"width": _SIZE, "height": _SIZE, "id": _ID}.get(key)
    return pattern is None or bool(pattern.fullmatch(value))


def use_attributes(md: MarkdownIt) -> None:
    """Add the three rules to a parser."""
    md.inline.ruler.push("attributes", _after_inline)
    md.block.ruler.before("fence", "attributes", _line_of_braces, {"alt": ["paragraph"]})
    md.core.ruler.before("inline", "attributes", _settle_blocks)
    md.inline.add_terminator_char("{")


def _after_inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    if (
        state.src[state.pos] != "{"
        or state.pending
        or not state.tokens
        or state.tokens[-1].type not in _TAKERS
    ):
        return False
    found = _BRACES.match(state.src, state.pos, state.posMax)
    attributes = parse_attributes(found[1]) if found else None
    if not found or not attributes:
        return False
    if not silent:
        put_on(_opener(state.tokens), attributes)
    state.pos = found.end()
    return True


def _opener(tokens: list[Token]) -> Token:
    """Return the last token, or for the end of a link its beginning."""
    if tokens[-1].type != "link_close":
        return tokens[-1]
    return next(token for token in reversed(tokens) if token.type == "link_open")


def _line_of_braces(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    found = _BRACES.fullmatch(state.src[begin : state.eMarks[start]].rstrip())
    attributes = parse_attributes(found[1]) if found else None
    if not attributes:
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.meta = {"attributes": attributes}
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _settle_blocks(state: StateCore) -> None:
    """Move attributes onto the block they stand above, and off the end of a heading onto the heading."""
    if "{" not in state.src:
        return
    kept: list[Token] = []
    waiting: list[Attributes] = []
    for token in state.tokens:
        if token.type == "attributes":
            waiting.append(token.meta["attributes"])
            continue
        if token.nesting >= 0:
            for attributes in waiting:
                put_on(token, attributes)
            waiting = []
        if token.type == "inline" and kept and kept[-1].type == "heading_open":
            _settle_heading(kept[-1], token)
        kept.append(token)
    state.tokens = kept


def _settle_heading(heading: Token, inline: Token) -> None:
    found = _AT_END.search(inline.content)
    attributes = parse_attributes(found[1]) if found else None
    if found and attributes:
        inline.content = inline.content[: found.start()].rstrip()
        heading.meta["attributes"] = attributes
        put_on(heading, attributes)
