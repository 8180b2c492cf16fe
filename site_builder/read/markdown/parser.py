"""What a Markdown text becomes: tokens with safe links, then a Body."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it.token import Token
from msgspec import Struct

from site_builder.i18n import _
from site_builder.model import Link, Text
from site_builder.read.markdown.cjk import join_lines
from site_builder.read.markdown.fast import FastParser
from site_builder.read.markdown.footnotes import tell_missing_notes
from site_builder.read.markdown.grammar import DEEPEST, Parser
from site_builder.read.markdown.headings import settle_headings
from site_builder.read.markdown.links import settle_links
from site_builder.read.markdown.plain import plain_text
from site_builder.read.markdown.shapes import shape
from site_builder.read.notes import Notes
from site_builder.read.written import Written, written

_TOO_DEEP = DEEPEST - 2


class Parsed(Struct, frozen=True):
    """Tokens of a text, with safe links and joined lines; `first_line` is where it begins in the file."""

    tokens: list[Token]
    env: dict[str, Any]
    first_line: int
    links: tuple[Link, ...]
    pictures: tuple[Link, ...]

    def line(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else 0)


@cache
def _parser() -> Parser:
    return FastParser()


def parse(text: str, notes: Notes, first_line: int) -> Parsed:
    """Return the tokens of text; what cannot be used is noted and left out."""
    env: dict[str, Any] = {}
    try:
        tokens = _parser().parse(text, env)
    except RecursionError:
        tokens = []
        _tell_too_deep(first_line, notes)
    deep = next((token for token in tokens if token.level >= _TOO_DEEP and token.nesting > 0), None)
    if deep:
        _tell_too_deep(first_line + (deep.map[0] if deep.map else 0), notes)
    if "[^" in text:
        tell_missing_notes(tokens, notes, first_line)
    found = settle_links(tokens, notes, first_line)
    for token in tokens:
        if token.type == "inline" and token.children and len(token.children) > 1:
            token.children = join_lines(token.children)
    return Parsed(tokens, env, first_line, tuple(found.links), tuple(found.pictures))


def render(parsed: Parsed, notes: Notes) -> Written:
    """Return the text that the tokens make; they are used up."""
    headings = settle_headings(parsed.tokens, notes, parsed.first_line)
    text = plain_text(parsed.tokens)
    shape(parsed.tokens)
    parser = _parser()
    html = parser.renderer.render(parsed.tokens, parser.options, parsed.env)
    made = Text(html=html, words=text, headings=headings, links=parsed.links)
    return written(made, parsed.pictures)


def _tell_too_deep(line: int, notes: Notes) -> None:
    notes.error(line, _("lists or quotes are nested too deeply"), _("write the text flatter"))
