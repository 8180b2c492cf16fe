"""Rows become a table that Excel opens with a double click."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS = ("=", "+", "-", "@", "\t", "\r")  # of what a spreadsheet would work out


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV (RFC 4180; UTF-8 with a mark, for Excel); no cell becomes a formula."""
    text = io.StringIO()
    csv.writer(text).writerows([[_as_text(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STARTS) else cell
