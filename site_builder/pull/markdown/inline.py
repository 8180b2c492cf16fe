"""Running text of an HTML tree as Markdown that shows the same characters."""

from __future__ import annotations

import re
from typing import Any

from lxml.etree import iterwalk

_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"[\\`*_\[\]<{}~^|]|&(?=[#a-zA-Z])")
_EVERY_MARK = re.compile(r"[!-/:-@\[-`{-~]")
_LINE_START = re.compile(r"[#+\-=>:](?=.)|[#+\-=>:]$")
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_EDGES = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
BREAK = "\n"  # stands for <br>; other white space is collapsed to blanks


def inline(node: Any, *, rich: bool, inner_of: frozenset[str] = frozenset()) -> str:  # noqa: ANN401 - lxml
    """Return what is inside node; `rich` keeps emphasis, `inner_of` names what is already open."""
    parts = [escape(node.text or "")]
    for child in node:
        parts.append(element(child, rich=rich, inner_of=inner_of))
        parts.append(escape(child.tail or ""))
    return "".join(parts)


def escape(text: str) -> str:
    """Return text so that Markdown shows it as it is, within a line."""
    return _MARKS.sub(lambda found: "\\" + found[0], _SPACES.sub(" ", text))


def escape_all(text: str) -> str:
    """Return text with every ASCII mark escaped: nothing is left for a reader to find."""
    return _EVERY_MARK.sub(lambda found: "\\" + found[0], _SPACES.sub(" ", text).strip())


def line(text: str) -> str:
    """Return inline text as a line of its own that is no heading, list or quotation."""
    text = _SPACES.sub(" ", text).strip()
    text = _NUMBER_START.sub(r"\1\\\2", text, count=1) if _NUMBER_START.match(text) else text
    return "\\" + text if _LINE_START.match(text) else text


def fence(text: str, shortest: int) -> str:
    """Return a run of backticks longer than any in text."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(shortest, longest + 1)


def element(node: Any, *, rich: bool, inner_of: frozenset[str] = frozenset()) -> str:  # noqa: ANN401
    """Return node with its marks; its tail is not its own."""
    if node.tag == "br":
        return BREAK
    if node.tag == "img":
        return picture(node)
    if node.tag == "code":
        return _code("".join(node.itertext()))
    mark = _EMPHASIS.get(node.tag, "")
    inside = inline(node, rich=rich, inner_of=inner_of | {mark or node.tag})
    if mark and rich and mark not in inner_of:
        return BREAK.join(_emphasised(part, mark, plain=len(node) == 0) for part in inside.split(BREAK))
    if node.tag == "a" and "a" not in inner_of and inside.strip():
        target = node.get("href").replace("&", "\\&")
        return f"[{inside.replace(BREAK, ' ').strip()}]({target})"
    return inside if node.tag in ("a", *_EMPHASIS) else f" {inside} "  # a block inside a line


def strong(node: Any) -> str:  # noqa: ANN401
    """Return what is inside node between marks of weight, as far as no break parts it."""
    words = inline(node, rich=False)
    return BREAK.join(_emphasised(part, "**", plain=len(node) == 0) for part in words.split(BREAK))


def picture(node: Any) -> str:  # noqa: ANN401
    """Return a picture with its words, and with its caption where it has one."""
    caption = node.get("title", "")
    title = f' "{escape_all(caption)}"' if caption else ""
    return f"![{escape(node.get('alt', ''))}]({node.get('src')}{title})"


def words_of(tree: Any) -> str:  # noqa: ANN401
    """Return all words of a tree; a picture gives those that stand for it."""
    parts = []
    for event, node in iterwalk(tree, events=("start", "end")):
        if event == "start":
            parts.append(node.get("alt", "") if node.tag == "img" else node.text or "")
        elif node is not tree:
            parts.append(node.tail or "")
    return "".join(parts)


def _emphasised(text: str, mark: str, *, plain: bool) -> str:
    """Return text between marks; marks and blanks at its ends stay outside, where CommonMark wants them."""
    if not plain:
        bare = text.strip()
        return text.replace(bare, f"{mark}{bare}{mark}", 1) if bare else text
    before, word, after = _EDGES.fullmatch(text).groups()  # type: ignore[union-attr] # it fits any text
    while before.endswith("\\"):  # an escape stays with its character
        before, word = before[:-1], "\\" + word
    return f"{before}{mark}{word}{mark}{after}" if word else text


def _code(text: str) -> str:
    text = _SPACES.sub(" ", text).strip()
    if not text:
        return ""
    ticks = fence(text, 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"
