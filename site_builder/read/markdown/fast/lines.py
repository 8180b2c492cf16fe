"""The lines of a text, and how far a paragraph goes when that can be seen from the beginnings of lines."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

from site_builder.read.markdown.fast.tokens import Nesting, make

# What begins a line that can be nothing but text: a character that begins no block, or **bold**, `code`, a
# number without list mark, a box to tick, a link. `|`, `:`, `-` and `=` could make a head of the line above.
PROSE = re.compile(
    r"[^ \t\n`~>*\-_+0-9\[<#{|:=]"
    r"|\*\*[^\s*]"
    r"|`[^`]"
    r"|[0-9]+(?:[^0-9.)]|[.)][^ \t\n])"
    r"|\[(?:[ xX]\] |[^\]\[\n\\^]*\]\()"
)
_INTERRUPTS = re.compile(r"(?:[-+*]|1[.)]) [^\s]|#{1,6} |>")
_NEXT_ITEM = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])(?:[ \t\n]|$)")


class Lines(StateBlock):
    """A StateBlock that finds its lines with few steps, and makes lean tokens."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:  # noqa: PLR0917
        super().__init__("", md, env, tokens)
        self.src = src
        lines = src.split("\n")
        if not lines[-1].strip(" \t"):
            lines.pop()
        begin = 0
        self.bMarks, self.eMarks = [], []
        for line in lines:
            self.bMarks.append(begin)
            begin += len(line) + 1
            self.eMarks.append(begin - 1)
        self.tShift, self.sCount, self.bsCount = ([0] * (len(lines) + 1) for _ in range(3))
        self._indent(lines)
        self.bMarks.append(len(src))
        self.eMarks.append(len(src))
        self.lineMax = len(lines)

    def _indent(self, lines: list[str]) -> None:
        for number, line in enumerate(lines):
            if line.startswith((" ", "\t")):
                blanks = line[: len(line) - len(line.lstrip(" \t"))]
                self.tShift[number] = len(blanks)
                self.sCount[number] = len(blanks.expandtabs(4))

    def push(self, ttype: str, tag: str, nesting: Nesting) -> Token:
        if nesting < 0:
            self.level -= 1
        token = make(ttype, tag, nesting, self.level)
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


def end_of_prose(state: StateBlock, line: int) -> int:
    """Return the line after the paragraph that begins as PROSE at line, or 0 when rules have to say."""
    begins, shifts, ends, last = state.bMarks, state.tShift, state.eMarks, state.lineMax
    line += 1
    while line < last:
        at = begins[line] + shifts[line]
        if at >= ends[line]:
            break
        if not PROSE.match(state.src, at):
            return line if _ends_there(state, line, at) else 0
        line += 1
    return line


def _ends_there(state: StateBlock, line: int, at: int) -> bool:
    """Say whether a paragraph surely ends above the line, because of a list, a heading or a quote."""
    indent, margin = state.sCount[line], state.blkIndent
    if indent >= margin:
        return indent - margin < 4 and bool(_INTERRUPTS.match(state.src, at))
    is_far = state.listIndent >= 0 and indent - state.listIndent >= 4
    return indent >= 0 and not is_far and bool(_NEXT_ITEM.match(state.src, at))
