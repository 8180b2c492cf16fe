"""Tables whose lines all begin with a bar and hold no backslash, read without asking what might end them."""

from __future__ import annotations

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from site_builder.read.markdown.fast.tokens import make, push_leaf

_DIVIDER = re.compile(r"\|(?: *:?-+:? *\|)+ *(?:\n|$)")
_SIDES = {"": "", "l": "left", "r": "right", "lr": "center"}


def read_table(state: StateBlock, head: int, last: int) -> bool:
    """Read the table whose head is at a line, or return False and change nothing."""
    sides = _sides(state, head + 1, last)
    rows = [_cells(state, head)] if sides else []
    if not rows or len(rows[0]) != len(sides):
        return False
    end = head + 2
    while end < last and not state.isEmpty(end) and state.sCount[end] >= state.blkIndent:
        if state.src[state.bMarks[end] + state.tShift[end]] != "|" or state.is_code_block(end):
            return False
        rows.append(_cells(state, end))
        end += 1
    if min(map(len, rows)) < len(sides):
        return False
    _push(state, rows, sides, head=head)
    state.line = end
    return True


def _sides(state: StateBlock, line: int, last: int) -> list[str]:
    """Return on which side each column stands, nothing when the line below the head is not what we know."""
    if line >= last or not 0 <= state.sCount[line] - state.blkIndent < 4:
        return []
    found = _DIVIDER.match(state.src, state.bMarks[line] + state.tShift[line])
    if not found:
        return []
    cells = (cell.strip(" ") for cell in found[0].strip(" \n")[1:-1].split("|"))
    return [_SIDES["l" * cell.startswith(":") + "r" * cell.endswith(":")] for cell in cells]


def _cells(state: StateBlock, line: int) -> list[str]:
    text = mdTrim(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
    if "\\" in text or "|" not in text:
        return []
    cells = text.split("|")
    return cells[cells[0] == "" : len(cells) - (cells[-1] == "")]


def _push(state: StateBlock, rows: list[list[str]], sides: list[str], *, head: int) -> None:
    tokens, level = state.tokens, state.level
    table = make("table_open", "table", 1, level)
    table.map = [head, head + 1 + len(rows)]
    top = make("thead_open", "thead", 1, level + 1)
    top.map = [head, head + 1]
    tokens += (table, top)
    _push_row(state, rows[0], sides, cell="th", line=head)
    tokens.append(make("thead_close", "thead", -1, level + 1))
    if len(rows) > 1:
        body = make("tbody_open", "tbody", 1, level + 1)
        body.map = [head + 2, head + 1 + len(rows)]
        tokens.append(body)
        for line, row in enumerate(rows[1:], head + 2):
            _push_row(state, row, sides, cell="td", line=line)
        tokens.append(make("tbody_close", "tbody", -1, level + 1))
    tokens.append(make("table_close", "table", -1, level))


def _push_row(state: StateBlock, cells: list[str], sides: list[str], *, cell: str, line: int) -> None:
    tokens, level = state.tokens, state.level + 2
    opening = make("tr_open", "tr", 1, level)
    opening.map = [line, line + 1]
    tokens.append(opening)
    for text, side in zip(cells, sides, strict=False):  # cells beyond the head's are not shown
        leaf = push_leaf(tokens, (cell, cell), mdTrim(text), lines=[line, line + 1], level=level + 1)
        leaf.map = None
        if side:
            leaf.attrs = {"style": f"text-align:{side}"}
    tokens.append(make("tr_close", "tr", -1, level))
