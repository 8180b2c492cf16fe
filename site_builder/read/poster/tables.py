"""The tables of a poster: grades from mild to severe, or numbers to remember."""

from __future__ import annotations

import re

from markdown_it.token import Token
from msgspec import Struct

from site_builder.i18n import _
from site_builder.model import Figure, Figures, Grade, Grades
from site_builder.read.markdown import Parsed, plain_inline
from site_builder.read.notes import Notes

GRADES_EXAMPLE = "| 程度 | 情况 | 表现 | 怎么办 |"
FIGURES_EXAMPLE = "| 数字 | 说明 |"
_VALUE = re.compile(
    r"([约≥≤<>＜＞]?\s*\d[\d.,:/～~–—-]*\s*[%％‰℃°+]*)\s*(.*)"
    r"|([约近]?[数几]?[一二两三四五六七八九十百千万亿半]+)(?: +(.*))?",  # 数千 年: in words only with a blank
    re.ASCII,
)


class Row(Struct, frozen=True):
    cells: tuple[str, ...]
    line: int


def read_table(
    tokens: list[Token], parsed: Parsed, notes: Notes, *, line: int, columns: int, example: str
) -> list[Row]:
    """Return the rows of the one table in tokens, its head first; empty when it is not fit."""
    rows = _rows(tokens, parsed, line)
    if not rows:
        notes.error(
            line, _("a table must follow this heading"), _("write: {example}").format(example=example)
        )
        return []
    if len(rows[0].cells) != columns:
        notes.error(
            rows[0].line,
            _("the table has {found} columns where {wanted} are needed").format(
                found=len(rows[0].cells), wanted=columns
            ),
            _("write: {example}").format(example=example),
        )
        return []
    if not 2 <= len(rows) - 1 <= 4:
        message = _("the table has {count} rows").format(count=len(rows) - 1)
        notes.error(rows[0].line, message, _("two to four rows fit below the head"))
        return []
    for row in rows:
        if not all(row.cells):
            notes.error(row.line, _("a cell of the table is empty"), _("write a word in every cell"))
    if any(token.level == 0 and token.type not in ("table_open", "table_close") for token in tokens):
        notes.error(
            line,
            _("only a table may stand below this heading"),
            _("move the other text to the lead or a block"),
        )
    return rows


def _rows(tokens: list[Token], parsed: Parsed, line: int) -> list[Row]:
    rows: list[Row] = []
    cells: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            cells = []
            line = parsed.line(token) if token.map else line + 1
        elif token.type == "inline" and token.level > 1:
            cells.append(plain_inline(token.children or []).strip())
        elif token.type == "tr_close":
            rows.append(Row(tuple(cells), line))
    return rows


def grades_of(rows: list[Row], *, title: str, note: str, line: int) -> Grades:
    """Return the grades of a table with four columns."""
    grades = tuple(
        Grade(name=c[0], note=c[1], figure=c[2], action=c[3]) for c in (row.cells for row in rows[1:])
    )
    return Grades(title=title, note=note, columns=rows[0].cells, rows=grades, line=line)


def figures_of(rows: list[Row], notes: Notes, *, title: str, note: str, line: int) -> Figures:
    """Return the numbers of a table with two columns; `15 分钟` is the value 15 and its unit."""
    figures = []
    for row in rows[1:]:
        found = _VALUE.fullmatch(row.cells[0])
        if not found:
            notes.error(
                row.line,
                _("the first column needs a number: {cell}").format(cell=row.cells[0]),
                _("write: {example}").format(example="| 15 分钟 | … |"),
            )
            continue
        value, unit = found[1] or found[3], found[2] or found[4] or ""
        figures.append(Figure(value=value.strip(), unit=unit.strip(), label=row.cells[1]))
    return Figures(title=title, note=note, columns=rows[0].cells, rows=tuple(figures), line=line)
