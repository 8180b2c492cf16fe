"""Headings of a text: level, words, and an anchor that stays the same from build to build."""

from __future__ import annotations

from markdown_it.token import Token

from site_builder.i18n import _
from site_builder.model import Heading
from site_builder.read.markdown.plain import plain_inline
from site_builder.read.notes import Notes
from site_builder.urls import slugify


def settle_headings(tokens: list[Token], notes: Notes, first_line: int) -> tuple[Heading, ...]:
    """Give every heading its anchor; the title is the only first-level heading a page has."""
    headings: list[Heading] = []
    used: dict[str, int] = {}
    for number, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        if token.tag == "h1":
            _lower(token, tokens[number + 2])
            line = first_line + (token.map[0] if token.map else 0)
            notes.warn(
                line, _("a heading with one # is the title, which stands above already"), _("write ## here")
            )
        text = plain_inline(tokens[number + 1].children or ()).strip()
        anchor = _unique(str(token.attrGet("id") or "") or slugify(text) or "part", used)
        token.attrSet("id", anchor)
        headings.append(Heading(level=int(token.tag[1]), text=text, anchor=anchor))
    return tuple(headings)


def _lower(opening: Token, closing: Token) -> None:
    opening.tag = closing.tag = "h2"


def _unique(wanted: str, used: dict[str, int]) -> str:
    anchor = wanted
    while anchor in used:
        used[wanted] += 1
        anchor = f"{wanted}-{used[wanted]}"
    used[anchor] = 1
    return anchor
