"""The line in a TOML text at which a table's heading or a key stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_HEADING = re.compile(r"[ \t]*\[\[?[ \t]*([^\[\]]+?)[ \t]*\]\]?[ \t]*(?:#.*)?")
_LONG_STRING = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'', re.DOTALL)


class Block(NamedTuple):
    """The lines of one table, counted from 1: its heading at `head`, its keys from `start` up to `end`.

    The block of a file's own keys has the head 0.
    """

    lines: tuple[str, ...]
    head: int
    start: int
    end: int

    def line_of(self, key: str) -> int:
        """Return the line that sets key or opens the table called key, else the heading's."""
        sets = re.compile(rf"[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=.]")
        own = (number for number in range(self.start, self.end) if sets.match(self.lines[number - 1]))
        line = next(own, 0)
        if not line and not self.head:
            line = next((number for number, name in _headings(self.lines) if name == key), 0)
        return line or self.head

    def inner(self, key: str, number: int = 0) -> Block:
        """Return the block of the table called key, of several the one with that number.

        A table written inside a line has that line for all its keys.
        """
        headings = _headings(self.lines)
        heads = [line for line, name in headings if name == key]
        if number >= len(heads):
            line = self.line_of(key)
            return Block(self.lines, line, line, line)
        end = min((line for line, _name in headings if line > heads[number]), default=len(self.lines) + 1)
        return Block(self.lines, heads[number], heads[number] + 1, end)


def whole(text: str) -> Block:
    """Return the block of the keys above the first heading."""
    lines = tuple(_LONG_STRING.sub(_blank, text).split("\n"))
    end = min((line for line, _name in _headings(lines)), default=len(lines) + 1)
    return Block(lines, 0, 1, end)


@lru_cache(maxsize=4)
def _headings(lines: tuple[str, ...]) -> Sequence[tuple[int, str]]:
    found = ((number, _HEADING.fullmatch(line)) for number, line in enumerate(lines, 1))
    return [(number, match[1].strip("\"'")) for number, match in found if match]


def _blank(found: re.Match[str]) -> str:
    return '""' + "\n" * found[0].count("\n")
