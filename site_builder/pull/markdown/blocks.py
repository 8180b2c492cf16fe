"""Paragraphs, headings, lists, quotations and code of an HTML tree as Markdown blocks."""

from __future__ import annotations

from typing import Any, Protocol

from site_builder.pull.markdown.inline import BREAK, element, escape, fence, inline, line, strong
from site_builder.pull.markdown.table import is_layout, table

_HEADINGS = {f"h{level}": max(2, level) for level in range(1, 7)}  # the title is the page's only h1
_LISTS = ("ul", "ol")
_BOXES = ("p", "div", "section", "article", "dl", "dt", "dd", "figure", "figcaption", "caption", "li")
BLOCKS = {*_HEADINGS, *_LISTS, *_BOXES, "blockquote", "pre", "hr", "table", "tr", "td", "th"}


class Writer(Protocol):
    """Writes one element as blocks; `rich` keeps emphasis."""

    def __call__(self, node: Any, *, rich: bool) -> list[str]: ...  # noqa: ANN401 - lxml has no types


def blocks(node: Any, *, rich: bool) -> list[str]:  # noqa: ANN401 - lxml has no types
    """Return the blocks inside node; text between them becomes paragraphs. `rich` keeps emphasis."""
    found: list[str] = []
    run = [escape(node.text or "")]
    for child in node:
        if _holds_blocks(child):
            found += [*_paragraphs(run), *_block(child, rich=rich)]
            run = []
        else:
            run.append(element(child, rich=rich))
        run.append(escape(child.tail or ""))
    return [*found, *_paragraphs(run)]


def _holds_blocks(node: Any) -> bool:  # noqa: ANN401
    return node.tag in BLOCKS or any(below.tag in BLOCKS for below in node.iterdescendants())


def _paragraphs(run: list[str]) -> list[str]:
    """Return the lines of run; two breaks in a row begin a new paragraph."""
    groups: list[list[str]] = [[]]
    for part in "".join(run).split(BREAK):
        words = line(part)
        if words:
            groups[-1].append(words)
        else:
            groups.append([])
    return ["\\\n".join(group) for group in groups if group]


def _block(node: Any, *, rich: bool) -> list[str]:  # noqa: ANN401
    if node.tag == "table" and not is_layout(node):
        return table(node)
    return _WRITERS.get(node.tag, blocks)(node, rich=rich)


def _heading(node: Any, *, rich: bool) -> list[str]:  # noqa: ANN401, ARG001 - a heading is strong enough
    words = inline(node, rich=False).replace(BREAK, " ").strip()
    if words.endswith("#"):  # a run of # at the end is not shown
        words = words[:-1] + "\\#"
    return [f"{'#' * _HEADINGS[node.tag]} {words}"] if words else []


def _quotation(node: Any, *, rich: bool) -> list[str]:  # noqa: ANN401
    inner = blocks(node, rich=rich)
    rows = "\n\n".join(inner).split("\n")
    return ["\n".join(f"> {row}".rstrip() for row in rows)] if inner else []


def _pre(node: Any, *, rich: bool) -> list[str]:  # noqa: ANN401, ARG001 - shown as it is
    for mark in list(node.iter("br")):
        mark.tail = "\n" + (mark.tail or "")
        mark.drop_tag()
    text = "".join(node.itertext()).strip("\n")
    ticks = fence(text, 3)
    return [f"{ticks}\n{text}\n{ticks}"] if text.strip() else []


def _term(node: Any, *, rich: bool) -> list[str]:  # noqa: ANN401
    """Return a word that is explained, in bold: Markdown has no list of definitions."""
    if rich and not any(_holds_blocks(child) for child in node):
        return _paragraphs([strong(node)])
    return blocks(node, rich=rich)


def _rule(node: Any, *, rich: bool) -> list[str]:  # noqa: ANN401, ARG001 - it has no words
    return ["***"]


def _list(node: Any, *, rich: bool) -> list[str]:  # noqa: ANN401
    number = int(start) if (start := node.get("start", "1")).isdecimal() and len(start) < 9 else 1
    items: list[list[str]] = []
    for child in node:
        inner = _list(child, rich=rich) if child.tag in _LISTS else blocks(child, rich=rich)
        if inner and child.tag in _LISTS and items:
            items[-1] += inner  # a list inside a list, not inside its item: it belongs to the one before
        elif inner:
            items.append(inner)
    rows = []
    for place, inner in enumerate(items, start=number):
        marker = f"{place}. " if node.tag == "ol" else "- "
        rows.append(marker + _indented("\n\n".join(inner), len(marker)))
    gap = "\n" if all(len(inner) == 1 for inner in items) else "\n\n"
    return [gap.join(rows)] if rows else []


def _indented(text: str, width: int) -> str:
    """Return text with every line but the first moved right, so that it belongs to its item."""
    return "\n".join(
        row if place == 0 or not row else " " * width + row for place, row in enumerate(text.split("\n"))
    )


_WRITERS: dict[str, Writer] = {
    **dict.fromkeys(_HEADINGS, _heading),
    **dict.fromkeys(_LISTS, _list),
    "blockquote": _quotation,
    "pre": _pre,
    "dt": _term,
    "hr": _rule,
}
