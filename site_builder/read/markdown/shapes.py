"""Blocks given the shape a page needs: figures with captions, wide tables, boxes to tick."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

_BOX = re.compile(r"\[([ xX])\] ")
_SIDES = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


def shape(tokens: list[Token]) -> None:
    """Change tokens in place; HTML is added only as whole constant tags."""
    for number, token in enumerate(tokens):
        if token.type == "inline" and token.children:
            first = token.children[0]
            if first.type == "image" and len(token.children) == 1:
                _figure(tokens, number)
            elif number > 1 and tokens[number - 2].type == "list_item_open" and first.content.startswith("["):
                _task(tokens[number - 2], token)
        elif token.type in ("th_open", "td_open"):
            _side(token)


def _figure(tokens: list[Token], number: int) -> None:
    opening, inline, closing = tokens[number - 1 : number + 2]
    if opening.type != "paragraph_open" or opening.hidden:
        return
    children = inline.children or []
    caption = children[0].attrs.pop("title", "")
    if caption:
        opening.tag = closing.tag = "figure"
        children.append(_html(f"<figcaption>{escapeHtml(str(caption))}</figcaption>"))


def _task(item: Token, inline: Token) -> None:
    """Make a list item that begins with [ ] or [x] a box to tick; the reader's ticks are not kept."""
    children = inline.children or []
    if not children or children[0].type != "text":
        return
    found = _BOX.match(children[0].content)
    if not found:
        return
    children[0].content = children[0].content[found.end() :]
    item.attrJoin("class", "task")
    checked = "" if found[1] == " " else " checked"
    inline.children = [_html(f'<label><input type="checkbox"{checked}> '), *children, _html("</label>")]


def _side(cell: Token) -> None:
    """Write a column's side as a class: pages allow no style attributes."""
    side = _SIDES.get(str(cell.attrs.pop("style", "")))
    if side:
        cell.attrJoin("class", side)


def _html(text: str) -> Token:
    return Token("html_inline", "", 0, content=text)


def open_table(*of_renderer: Any) -> str:  # noqa: ANN401 - markdown-it gives its renderer no type
    """Render a table inside a box that scrolls on narrow screens, also for who has only keys."""
    renderer, tokens, number, options, env = of_renderer
    return '<div class="table" tabindex="0">' + str(renderer.renderToken(tokens, number, options, env))


def close_table(*_of_renderer: Any) -> str:  # noqa: ANN401
    return "</table></div>\n"
