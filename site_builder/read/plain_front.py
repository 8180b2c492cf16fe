"""Front matter as nearly everybody writes it, read line by line; all other goes to the YAML reader."""

from __future__ import annotations

import re
from functools import cache

from site_builder.read.nodes import Listing, Mapping, Node, Scalar

LONGEST = 8 * 1024  # characters
_LETTERS = "0-9A-Za-z_、-】一-鿿！-～“”‘’…—·"  # none of them means anything to YAML
_WORDS = rf"[{_LETTERS}][{_LETTERS} ./+%()~-]*"
_TEXT = rf"[{_LETTERS}](?:[{_LETTERS} ,./+%()~-]|:[{_LETTERS}/])*"
_QUOTED = rf'"[{_LETTERS} !#-\[\]-~]*"'
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


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a line, an item and a pair, made once: that takes 14 ms."""
    return re.compile(_LINE), re.compile(_ITEM), re.compile(rf"({_KEY}): +({_ITEM})")


def read_plain_front(text: str, first_line: int) -> Mapping | None:
    """Return the tree that `read_yaml` would return, None when a line is not of the plain kind."""
    if len(text) > LONGEST:
        return None
    tree = _Tree(first_line)
    try:
        for number, line in enumerate(text.split("\n"), first_line):
            tree.add(line, number)
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

    def add(self, line: str, number: int) -> None:
        found = _patterns()[0].fullmatch(line)
        if not found:
            raise _NotPlainError
        node = _node(found, number)
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


def _node(found: re.Match[str], line: int) -> Node | None:
    """Return what stands behind a key or a hyphen, if anything does."""
    kind = found.lastgroup
    _whole, item, pair = _patterns()
    if kind == "text":
        return _scalar(found["text"], line)
    if kind == "list":
        return Listing(tuple([_scalar(word, line) for word in item.findall(found["list"])]), line)
    if kind != "map":
        return None
    pairs = pair.findall(found["map"])
    values: dict[str, Node] = {key: _scalar(word, line) for key, word in pairs}
    if len(values) < len(pairs):
        raise _NotPlainError
    return Mapping(values, dict.fromkeys(values, line), line)


def _scalar(written: str, line: int) -> Scalar:
    text = written.rstrip(" ")
    return Scalar(text[1:-1] if text.startswith('"') else text, line)
