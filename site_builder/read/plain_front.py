"""Front matter as nearly everybody writes it, read line by line; all other goes to the YAML reader."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from site_builder.read.nodes import Listing, Mapping, Node, Scalar

LONGEST = 8 * 1024  # characters
_HAN = "、-】一-鿿！-～“”‘’…—·"  # none of them means anything to YAML
_STRANGE = rf"[^\x02-\x7f{_HAN}]"
# The patterns are matched against a shadow of the text, in which each of _HAN is a question mark and a
# question mark is \x01: sets of thousands of characters take 12 ms to compile.
_LETTERS = "0-9A-Za-z_?"
_WORDS = rf"[{_LETTERS}][{_LETTERS} ./+%()~-]*"
_TEXT = rf"[{_LETTERS}](?:[{_LETTERS} ,./+%()~-]|:[{_LETTERS}/])*"
_QUOTED = r'"[ !\x01#-\[\]-~]*"'
_KEY = r"[A-Za-z_][0-9A-Za-z_]{0,63}"
_ITEM = rf"(?:{_WORDS}|{_QUOTED} *)"  # blanks behind it are its own: one way only to match
_PAIR = rf"{_KEY}: +{_ITEM}"
_LINE = (
    rf"(?:(?P<key>{_KEY}):|(?P<indent> +)-)(?: *"
    rf"| +(?P<text>{_TEXT}|{_QUOTED} *)"
    rf"| +\[ *(?P<list>{_ITEM}(?:, *{_ITEM})*)\] *"
    rf"| +\{{ *(?P<map>{_PAIR}(?:, *{_PAIR})*)\}} *)"
)


class _NotPlainError(Exception):
    """The text is not of the plain kind; it need not be wrong."""


class _Patterns(NamedTuple):
    strange: re.Pattern[str]
    line: re.Pattern[str]
    item: re.Pattern[str]
    pair: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Return the patterns, made when they are needed first: that takes 3 ms."""
    pair = rf"({_KEY}): +({_ITEM})"
    return _Patterns(re.compile(_STRANGE), re.compile(_LINE), re.compile(_ITEM), re.compile(pair))


def read_plain_front(text: str, first_line: int) -> Mapping | None:
    """Return the tree that `read_yaml` would return, None when a line is not of the plain kind."""
    if len(text) > LONGEST or _patterns().strange.search(text.replace("\n", "")):
        return None
    tree = _Tree(first_line)
    shadow = text.replace("?", "\x01").encode("ascii", "replace").decode()
    try:
        lines = zip(text.split("\n"), shadow.split("\n"), strict=True)
        for number, (line, seen) in enumerate(lines, first_line):
            tree.add(line, seen, number)
    except _NotPlainError:
        return None
    return tree.close()


class _Tree:
    """A mapping whose last value may be a list that goes on below its key."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.values: dict[str, Node] = {}
        self.lines: dict[str, int] = {}
        self.key = ""  # the last one, as long as nothing stands behind it
        self.indent = ""
        self.items: list[Node] = []

    def add(self, line: str, seen: str, number: int) -> None:
        """Add a line of which `seen` is the shadow."""
        found = _patterns().line.fullmatch(seen)
        if not found:
            raise _NotPlainError
        node = _node(found, line, number)
        if found["indent"]:
            self._add_item(node, found["indent"])
        else:
            self._add_key(found["key"], node, number)

    def _add_item(self, node: Node | None, indent: str) -> None:
        if not node or not self.key or (self.items and indent != self.indent):
            raise _NotPlainError
        self.indent = indent
        self.items.append(node)

    def _add_key(self, key: str, node: Node | None, number: int) -> None:
        if key in self.values:
            raise _NotPlainError
        self.close()
        self.key = "" if node else key
        self.values[key] = node or Scalar("", number)
        self.lines[key] = number

    def close(self) -> Mapping:
        if self.items:
            self.values[self.key] = Listing(tuple(self.items), self.items[0].line)
            self.items = []
        return Mapping(self.values, self.lines, self.first_line)


def _node(found: re.Match[str], line: str, number: int) -> Node | None:
    """Return what stands behind a key or a hyphen, if anything does."""
    kind = found.lastgroup
    if kind == "text":
        return _scalar(line[slice(*found.span("text"))], number)
    if kind == "list":
        items = _patterns().item.finditer(found.string, *found.span("list"))
        return Listing(tuple([_scalar(line[slice(*item.span())], number) for item in items]), number)
    if kind != "map":
        return None
    pairs = list(_patterns().pair.finditer(found.string, *found.span("map")))
    values: dict[str, Node] = {pair[1]: _scalar(line[slice(*pair.span(2))], number) for pair in pairs}
    if len(values) < len(pairs):
        raise _NotPlainError
    return Mapping(values, dict.fromkeys(values, number), number)


def _scalar(written: str, line: int) -> Scalar:
    text = written.rstrip(" ")
    return Scalar(text[1:-1] if text.startswith('"') else text, line)
