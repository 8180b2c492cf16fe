"""Links and pictures of a text: made safe, listed with their lines."""

from __future__ import annotations

from markdown_it.token import Token
from msgspec import Struct, field

from site_builder.model import Link
from site_builder.read.markdown.plain import is_bare, plain_inline
from site_builder.read.notes import Notes
from site_builder.read.targets import Target, TargetError, resolve_link, resolve_picture


class Found(Struct):
    links: list[Link] = field(default_factory=list)
    pictures: list[Link] = field(default_factory=list)


def settle_links(tokens: list[Token], notes: Notes, first_line: int) -> Found:
    """Give every link and picture its final address; what cannot be used is noted and left as its text."""
    found = Found()
    line = first_line
    for token in tokens:
        if token.type != "inline" or is_bare(token):
            continue
        if token.map:
            line = first_line + token.map[0]
        if token.children:
            token.children = _settle(token.children, found, notes=notes, line=line)
    return found


def _settle(children: list[Token], found: Found, *, notes: Notes, line: int) -> list[Token]:
    kept: list[Token] = []
    dropped = False
    for number, token in enumerate(children):
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        if token.type == "link_open":
            found.links.append(Link(target=_written(token, "href"), line=line, text=_label(children, number)))
            dropped = not _point_link(token, notes, line)
        elif token.type == "image":
            found.pictures.append(
                Link(target=_written(token, "src"), line=line, text=plain_inline(token.children or []))
            )
            kept.append(token if _point_picture(token, notes, line) else _text_of(token))
            continue
        if not (dropped and token.type in ("link_open", "link_close")):
            kept.append(token)
    return kept


def _written(token: Token, name: str) -> str:
    return str(token.attrGet(name) or "")


def _label(children: list[Token], start: int) -> str:
    end = next(n for n in range(start, len(children)) if children[n].type == "link_close")
    return plain_inline(children[start:end])


def _point_link(token: Token, notes: Notes, line: int) -> bool:
    try:
        target = resolve_link(_written(token, "href"), notes.path)
    except TargetError as error:
        notes.error(line, error.message, error.hint)
        return False
    token.attrSet("href", target.href)
    if target.outside:
        token.attrSet("rel", "noopener")
    return True


def _point_picture(token: Token, notes: Notes, line: int) -> bool:
    try:
        target: Target = resolve_picture(_written(token, "src"), notes.path)
    except TargetError as error:
        notes.error(line, error.message, error.hint)
        return False
    token.attrSet("src", target.href)
    token.attrSet("loading", "lazy")
    return True


def _text_of(image: Token) -> Token:
    return Token("text", "", 0, content=plain_inline(image.children or []))
