"""The plain words of parsed Markdown, for search, feeds and counting."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.token import Token

_WORDS = ("text", "text_special", "code_inline")
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def is_bare(inline: Token) -> bool:
    """Say whether a paragraph is one run of text, without marks, links or breaks."""
    children = inline.children
    return children is not None and len(children) == 1 and children[0].type == "text"


def plain_inline(children: Iterable[Token]) -> str:
    """Return the words of a paragraph's tokens; a picture gives the words that stand for it."""
    parts: list[str] = []
    for token in children:
        if token.type in _WORDS:
            parts.append(token.content)
        elif token.type == "image":
            parts.append(plain_inline(token.children or ()))
        else:
            parts.append(_BREAKS.get(token.type, ""))
    return "".join(parts)


def plain_text(tokens: Iterable[Token]) -> str:
    """Return the words of a whole text, one block a line."""
    lines = []
    for token in tokens:
        if token.type == "inline":
            lines.append(plain_inline(token.children or ()))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    return "\n".join(line for line in lines if line.strip())
