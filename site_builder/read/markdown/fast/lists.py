"""Lists whose items are one line of prose each, read without a parser for the inside of every item."""

from __future__ import annotations

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from site_builder.read.markdown.fast.lines import PROSE
from site_builder.read.markdown.fast.tokens import make, push_leaf

_ITEM = re.compile(rf"([-+*]|([0-9]{{1,9}})[.)]) {{1,4}}(?={PROSE.pattern})")
_ANY_ITEM = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])(?:[ \t\n]|$)")


def read_list(state: StateBlock, start: int, last: int) -> bool:
    """Read the list that begins at line start, or return False and change nothing.

    It must be tight, flat, and end at an empty line below which something else begins. In quotes, where
    tabs are counted in a way of their own, it is left to the rule.
    """
    if last != state.lineMax or state.bsCount[start] or state.level + 2 >= state.md.options.maxNesting:
        return False
    items: list[re.Match[str]] = []
    line = start
    while line < last and not state.isEmpty(line):
        item = _item_at(state, line, items)
        if not item:
            return False
        items.append(item)
        line += 1
    end = state.skipEmptyLines(line)
    if end < last and _may_go_on(state, end):
        return False
    _push(state, items, start=start, end=end)
    state.line = end
    return True


def _item_at(state: StateBlock, line: int, above: list[re.Match[str]]) -> re.Match[str] | None:
    """Return the item at line when it is a sibling of the one above."""
    indent = state.sCount[line]
    if not 0 <= indent - state.blkIndent < 4:
        return None
    found = _ITEM.match(state.src, state.bMarks[line] + state.tShift[line])
    if found and above:
        is_inside = indent >= state.sCount[line - 1] + len(above[-1][0])
        return None if is_inside or found[1][-1] != above[0][1][-1] else found
    return found


def _may_go_on(state: StateBlock, line: int) -> bool:
    """Say whether the line below an empty one could still belong to the list."""
    at = state.bMarks[line] + state.tShift[line]
    beyond = state.sCount[line] - state.blkIndent
    return beyond > 0 or (beyond == 0 and bool(_ANY_ITEM.match(state.src, at)))


def _push(state: StateBlock, items: list[re.Match[str]], *, start: int, end: int) -> None:
    tokens, level = state.tokens, state.level
    number, mark = items[0][2], items[0][1][-1]
    kind, tag = ("ordered_list", "ol") if number else ("bullet_list", "ul")
    opening = make(f"{kind}_open", tag, 1, level)
    opening.map, opening.markup = [start, end], mark
    if number and int(number) != 1:
        opening.attrs = {"start": int(number)}
    tokens.append(opening)
    for line, item in enumerate(items, start):
        _push_item(state, item, lines=[line, line + 1])
    tokens[-5].map = [start + len(items) - 1, end]
    closing = make(f"{kind}_close", tag, -1, level)
    closing.markup = mark
    tokens.append(closing)


def _push_item(state: StateBlock, item: re.Match[str], *, lines: list[int]) -> None:
    tokens: list[Token] = state.tokens
    opening = make("list_item_open", "li", 1, state.level + 1)
    opening.map, opening.markup, opening.info = lines, item[1][-1], item[2] or ""
    tokens.append(opening)
    text = state.src[item.end() : state.eMarks[lines[0]]]
    paragraph = push_leaf(tokens, ("paragraph", "p"), mdTrim(text), lines=lines.copy(), level=state.level + 2)
    paragraph.hidden = tokens[-1].hidden = True
    closing = make("list_item_close", "li", -1, state.level + 1)
    closing.markup = opening.markup
    tokens.append(closing)
