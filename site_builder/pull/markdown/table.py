"""HTML tables as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.pull.markdown.inline import BREAK, inline, line

_NOT_IN_CELLS = ("table", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "p")
_MOST = 3  # blocks in a cell of a table; more of them are an article that is placed by a table
_WIDEST, _HIGHEST = 30, 300  # columns and rows; a span may say anything


def is_layout(node: Any) -> bool:  # noqa: ANN401 - lxml has no types
    """Say whether the table only places blocks on the page: one column, or whole articles in cells."""
    widest = max((len(row) for row in _grid(node)), default=0)
    return (
        widest < 2
        or any(node.find(f".//{tag}") is not None for tag in _NOT_IN_CELLS)
        or any(sum(1 for _block in cell.iter(*_LISTS)) > _MOST for cell in node.iter("td"))
    )


def table(node: Any) -> list[str]:  # noqa: ANN401
    """Return the caption as a paragraph and the table, whose first row is its head.

    Markdown has no cells that span: what they cover stays empty, so that every word keeps its column.
    """
    rows = [row for cells in _grid(node) if any(row := [_words(cell) for cell in cells])]
    width = max((len(row) for row in rows), default=0)
    captions = [text for caption in node.iter("caption") if (text := line(_words(caption)))]
    if not rows:
        return captions
    written = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return [*captions, "\n".join([written[0], f"|{' --- |' * width}", *written[1:]])]


def _grid(node: Any) -> list[list[Any]]:  # noqa: ANN401
    """Return the cells row by row, None for each place that a wide or high one covers, too."""
    grid: list[list[Any]] = []
    covered: dict[int, int] = {}  # column → rows below that a high cell still covers
    for row in _rows(node):
        cells: list[Any] = []
        for cell in (one for one in row if one.tag in ("td", "th")):
            _pass_over(cells, covered)
            wide, high = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", _HIGHEST)
            covered |= {len(cells) + place: high for place in range(wide) if high > 1}
            cells += [cell, *[None] * (wide - 1)]
        _pass_over(cells, covered)
        covered = {column: rows - 1 for column, rows in covered.items() if rows > 1}
        grid.append(cells)
    return grid


def _pass_over(row: list[Any], covered: dict[int, int]) -> None:
    """Leave the places empty that cells of the rows above cover."""
    while len(row) in covered:
        row.append(None)


def _rows(node: Any) -> Iterator[Any]:  # noqa: ANN401
    for child in node:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _span(cell: Any, name: str, most: int) -> int:  # noqa: ANN401
    span = cell.get(name, "1")
    return max(1, min(int(span), most)) if span.isdecimal() and len(span) < 5 else 1


def _words(cell: Any) -> str:  # noqa: ANN401
    return " ".join(inline(cell, rich=False).replace(BREAK, " ").split()) if cell is not None else ""
