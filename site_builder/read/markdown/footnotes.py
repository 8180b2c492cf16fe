"""Footnotes, with the reference rule kept from reading a long line again for every bracket."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from site_builder.i18n import _
from site_builder.read.notes import Notes

_REFERENCE = re.compile(r"\[\^[^\s\]]{1,60}\]")


def use_footnotes(md: MarkdownIt) -> None:
    """Add `[^1]` and `[^1]: text` to a parser."""
    md.use(footnote_plugin, inline=False)
    md.inline.ruler.at("footnote_ref", _reference)


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    return bool(_REFERENCE.match(state.src, state.pos)) and footnote_ref(state, silent)


def tell_missing_notes(tokens: list[Token], notes: Notes, first_line: int) -> None:
    """Note references that stayed plain text because no footnote has that name."""
    for token in tokens:
        if token.type != "inline" or "[^" not in token.content or not token.map:
            continue
        for child in token.children or ():
            found = _REFERENCE.search(child.content) if child.type == "text" else None
            if found:
                notes.warn(
                    first_line + token.map[0],
                    _("there is no footnote {name}").format(name=found[0]),
                    _("add a line  {line}").format(line=f"{found[0]}: …"),
                )
