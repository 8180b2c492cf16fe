"""HTML tables as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.pull.markdown.inline import BREAK, inline, line

_NOT_IN_CELLS = ("table", "pre", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")
_WIDEST = 30  # columns; a colspan may say anything


def is_layout(node: Any) -> bool:  # noqa: ANN401 - lxml has no types
    """Say whether the table only places blocks on the page: one column, or whole articles in cells."""
    widest = max((len(list(_cells(row))) for row in _rows(node)), default=0)
    return widest < 2 or any(node.find(f".//{tag}") is not None for tag in _NOT_IN_CELLS)


def table(node: Any) -> list[str]:  # noqa: ANN401
    """Return the caption as a paragraph and the table, whose first row is its head."""
    rows = [row for found in _rows(node) if any(row := [_words(cell) for cell in _cells(found)])]
    width = max((len(row) for row in rows), default=0)
    captions = [text for caption in node.iter("caption") if (text := line(_words(caption)))]
    if not rows:
        return captions
    written = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return [*captions, "\n".join([written[0], f"|{' --- |' * width}", *written[1:]])]


def _rows(node: Any) -> Iterator[Any]:  # noqa: ANN401
    for child in node:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the cells of row, and None for each further column that a wide one covers."""
    for cell in row:
        if cell.tag in ("td", "th"):
            yield cell
            span = cell.get("colspan", "1")
            wide = int(span) if span.isdecimal() and len(span) < 4 else 1
            yield from [None] * (min(wide, _WIDEST) - 1)


def _words(cell: Any) -> str:  # noqa: ANN401
    return " ".join(inline(cell, rich=False).replace(BREAK, " ").split()) if cell is not None else ""
