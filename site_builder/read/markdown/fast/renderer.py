"""HTML from tokens: tags without attributes and plain text are written without asking a rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_MARKERS = {
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "em_open": "<em>",
    "em_close": "</em>",
    "softbreak": "\n",
    "link_close": "</a>",
}


class FastRenderer(RendererHTML):
    def __init__(self, parser: Any = None) -> None:  # noqa: ANN401 - RendererHTML gives it no type
        super().__init__(parser)
        del self.rules["list_item_open"]  # it is for markdown-it-py's own boxes to tick, which are off

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        out: list[str] = []
        rules = self.rules
        for number, token in enumerate(tokens):
            if token.type == "inline":
                if token.children:
                    out.append(self.renderInline(token.children, options, env))
            elif token.type in rules:
                out.append(rules[token.type](tokens, number, options, env))
            elif token.hidden or token.attrs or not token.nesting:
                out.append(self.renderToken(tokens, number, options, env))
            elif token.nesting < 0:
                out.append(f"</{token.tag}>\n")
            else:
                out.append(_opening(tokens, number))
        return "".join(out)

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        if len(tokens) == 1 and tokens[0].type == "text":
            return escapeHtml(tokens[0].content)
        out: list[str] = []
        for number, token in enumerate(tokens):
            if token.type == "text":
                out.append(escapeHtml(token.content))
            elif token.type in _MARKERS and not token.attrs:
                out.append(_MARKERS[token.type])
            elif token.type in self.rules:
                out.append(self.rules[token.type](tokens, number, options, env))
            else:
                out.append(self.renderToken(tokens, number, options, env))
        return "".join(out)


def _opening(tokens: Sequence[Token], number: int) -> str:
    """Return an opening tag without attributes, with the line breaks that renderToken sets around it."""
    tag = tokens[number].tag
    before = "\n" if number and tokens[number - 1].hidden else ""
    if number + 1 == len(tokens):
        return f"{before}<{tag}>\n"
    following = tokens[number + 1]
    is_one_line = following.type == "inline" or following.hidden
    is_empty = following.nesting < 0 and following.tag == tag
    return f"{before}<{tag}>" if is_one_line or is_empty else f"{before}<{tag}>\n"
