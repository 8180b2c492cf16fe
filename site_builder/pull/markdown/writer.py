"""Cleaned HTML as Markdown that proves itself: what the hub shows has the same words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml.etree import iterwalk

from site_builder.pull.markdown.blocks import BLOCKS, blocks
from site_builder.pull.markdown.inline import escape_all, picture, words_of
from site_builder.pull.markdown.scripts import flatten_scripts

Prove = Callable[[str], str]  # Markdown → the plain text that the hub shows for it

_BREAKS = {*BLOCKS, "br", "tr", "td", "th"}


def to_markdown(tree: Any, prove: Prove) -> str:  # noqa: ANN401 - lxml has no types
    """Return the Markdown of an lxml tree; sup and sub in it become plain characters."""
    flatten_scripts(tree)
    wanted = _squeezed(words_of(tree))
    for rich in (True, False):
        try:
            text = "\n\n".join(blocks(tree, rich=rich))
        except RecursionError:
            break
        if _squeezed(prove(text)) == wanted:
            return text
    return "\n\n".join(_plain_paragraphs(tree))


def _plain_paragraphs(tree: Any) -> list[str]:  # noqa: ANN401
    parts: list[str] = [""]
    pictures: dict[int, str] = {}
    for event, node in iterwalk(tree, events=("start", "end")):
        if node.tag in _BREAKS:
            parts.append("")
        if event == "start" and node.tag == "img":
            pictures[len(parts)] = picture(node)
            parts += ["", ""]
        elif event == "start":
            parts[-1] += node.text or ""
        elif node is not tree:
            parts[-1] += node.tail or ""
    return [text for place, part in enumerate(parts) if (text := pictures.get(place) or escape_all(part))]


def _squeezed(text: str) -> str:
    return "".join(text.split())
