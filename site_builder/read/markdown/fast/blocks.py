"""Blocks told by how their first line begins, before any rule is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import digits

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

from site_builder.read.markdown.fast.lines import PROSE, Lines, end_of_prose
from site_builder.read.markdown.fast.lists import read_list
from site_builder.read.markdown.fast.tables import read_table
from site_builder.read.markdown.fast.tokens import push_leaf

Rule = Callable[[StateBlock, int, int, bool], bool]
_HEADING = re.compile(r"(#{1,6})[ \t]([^\n|]*)(?:\n|$)")
_STARTS = {  # the characters at which a rule begins; other rules may begin at any
    "attributes": "{",
    "blockquote": ">",
    "fence": "`~",
    "footnote_def": "[",
    "heading": "#",
    "hr": "-*_",
    "html_block": "<",
    "list": "-+*" + digits,
    "reference": "[",
    "code": "",
}
_ALL_STARTS = frozenset("".join(_STARTS.values()))


class FastBlock(ParserBlock):
    """Asks the rules only when a line's beginning leaves a choice."""

    def __init__(self, ruler: Ruler[Rule]) -> None:
        super().__init__()
        self.ruler = ruler
        self._rules: dict[str, list[Rule]] = {}

    def parse(  # noqa: PLR0917 - markdown-it calls it so
        self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]
    ) -> list[Token] | None:
        if not src:
            return None
        state = Lines(src, md, env, tokens)
        self.tokenize(state, 0, state.lineMax)
        return state.tokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Do what ParserBlock does; a list or a quote calls it for its inside."""
        line = startLine
        has_empty = False
        deepest = state.md.options.maxNesting
        while line < endLine:
            line = state.line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= deepest:
                state.line = endLine
                break
            self._read(state, line, endLine)
            state.tight = not has_empty
            line = state.line
            has_empty = has_empty or (line <= endLine and state.isEmpty(line - 1))
            if line < endLine and state.isEmpty(line):
                has_empty = True
                line += 1
                state.line = line

    def _read(self, state: StateBlock, line: int, last: int) -> None:
        if state.sCount[line] - state.blkIndent < 4:
            at = state.bMarks[line] + state.tShift[line]
            start = state.src[at]
            if PROSE.match(state.src, at):
                done = _read_prose(state, line, at) or read_table(state, line, last)
            elif start == "|":
                done = read_table(state, line, last)
            elif start == "#":
                done = _read_heading(state, line, at)
            else:
                done = start in _STARTS["list"] and read_list(state, line, last)
            rules = [] if done else self._rules_at(start)
        else:
            rules = self.ruler.getRules("")
        for rule in rules:
            if rule(state, line, last, False):  # noqa: FBT003
                break

    def _rules_at(self, start: str) -> list[Rule]:
        """Return the rules that a line beginning so can match when it is not indented code."""
        key = start if start in _ALL_STARTS else ""
        if key not in self._rules:
            rules = zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True)
            self._rules[key] = [rule for name, rule in rules if start in _STARTS.get(name, start)]
        return self._rules[key]


def _read_prose(state: StateBlock, line: int, at: int) -> bool:
    end = end_of_prose(state, line)
    if not end:
        return False
    if end == line + 1 and not state.bsCount[line]:
        text = state.src[at : state.eMarks[line]]
    else:
        text = state.getLines(line, end, state.blkIndent, False)  # noqa: FBT003
    state.line = end
    push_leaf(state.tokens, ("paragraph", "p"), mdTrim(text), lines=[line, end], level=state.level)
    return True


def _read_heading(state: StateBlock, line: int, at: int) -> bool:
    """Read a heading with neither closing marks nor what could make it the head of a table."""
    found = _HEADING.match(state.src, at)
    if not found or found[2].rstrip(" \t").endswith("#"):
        return False
    marks, text = found.groups()
    state.line = line + 1
    opening = push_leaf(
        state.tokens, ("heading", f"h{len(marks)}"), mdTrim(text), lines=[line, line + 1], level=state.level
    )
    opening.markup = state.tokens[-1].markup = marks
    return True
