"""The hub's parser with its block parser, inline parser and renderer exchanged for quick ones."""

from __future__ import annotations

from typing import ClassVar

from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore, normalize, text_join

from site_builder.read.markdown.fast.blocks import FastBlock
from site_builder.read.markdown.fast.inline import FastInline
from site_builder.read.markdown.fast.renderer import FastRenderer
from site_builder.read.markdown.grammar import Parser
from site_builder.read.markdown.plain import is_bare


class FastParser(Parser):
    """Gives what Parser gives: the same tokens, and the same HTML for them."""

    renderer_class: ClassVar[type[RendererHTML]] = FastRenderer

    def __init__(self) -> None:
        super().__init__()
        self.block = FastBlock(self.block.ruler)
        self.inline = FastInline(self.inline)
        self.core.ruler.at("normalize", _normalize)
        self.core.ruler.at("text_join", _join_text)


def _normalize(state: StateCore) -> None:
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _join_text(state: StateCore) -> None:
    """Join the texts of those paragraphs that have anything to join."""
    several = [token for token in state.tokens if token.type == "inline" and not is_bare(token)]
    text_join(StateCore(state.src, state.md, state.env, several))
