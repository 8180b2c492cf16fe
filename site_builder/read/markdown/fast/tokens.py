"""Tokens made without the checks of their dataclass, which take half of the time."""

from __future__ import annotations

from typing import Literal

from markdown_it.token import Token

Nesting = Literal[-1, 0, 1]
_new = Token.__new__


def make(kind: str, tag: str, nesting: Nesting, level: int) -> Token:  # noqa: PLR0917 - called a hundred times a text
    """Return the token of a block, as `StateBlock.push` makes it."""
    token = _new(Token)
    token.type = kind
    token.tag = tag
    token.nesting = nesting
    token.level = level
    token.attrs = {}
    token.meta = {}
    token.map = token.children = None
    token.content = token.markup = token.info = ""
    token.block = True
    token.hidden = False
    return token


def make_inline(kind: str, tag: str, nesting: Nesting, level: int) -> Token:  # noqa: PLR0917
    """Return a token inside a paragraph, as `StateInline.push` makes it."""
    token = make(kind, tag, nesting, level)
    token.block = False
    return token


def make_text(content: str, level: int = 0) -> Token:
    token = make("text", "", 0, level)
    token.block = False
    token.content = content
    return token


def push_leaf(
    tokens: list[Token], names: tuple[str, str], content: str, *, lines: list[int], level: int
) -> Token:
    """Add the three tokens of a block that holds text alone, named (kind, tag); return the first."""
    kind, tag = names
    opening = make(f"{kind}_open", tag, 1, level)
    inline = make("inline", "", 0, level + 1)
    inline.content = content
    inline.children = []
    opening.map = lines
    inline.map = lines.copy()
    tokens += (opening, inline, make(f"{kind}_close", tag, -1, level))
    return opening
