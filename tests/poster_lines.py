"""How a printed poster sets each of its texts: its lines, and the steps from one character to the next."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from site_builder.render.posters.marks import CLOSING, OPENING
from site_builder.render.posters.proof import read_sheet
from site_builder.render.posters.proof.words import bare, wanted
from site_builder.render.posters.scroll import is_scroll, unrolled
from site_builder.render.posters.sizes import Sheet

NEVER_FIRST = frozenset(bare(CLOSING) + "…~·%‰°")  # a dash may begin a line
NEVER_LAST = frozenset(bare(OPENING))


def lines_of(data: bytes, poster: Mapping[str, Any], sheet: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield each text of a poster as the lines it stands on, without blanks."""
    size = Sheet.of({**unrolled(sheet), "height": 1000} if is_scroll(sheet) else sheet)
    pieces = [(bare(run.words), round(run.baseline, 1)) for run in read_sheet(data).runs]
    shown = "".join(words for words, _baseline in pieces)
    rows = [baseline for words, baseline in pieces for _char in words]
    for _part, forms in wanted(poster, size):
        for form in map(bare, forms):
            at = shown.find(form)
            if form and at >= 0:
                yield _cut(form, rows[at : at + len(form)])
                break


def _cut(text: str, rows: list[float]) -> list[str]:
    lines = [text[0]]
    for (before, row), char in zip(pairwise(rows), text[1:], strict=True):
        if row == before:
            lines[-1] += char
        else:
            lines.append(char)
    return lines


def faults(lines: list[str]) -> list[str]:
    """Return what a reader of Chinese would find wrong with the ends of lines."""
    told = [f"a line begins with {line[0]}" for line in lines[1:] if line[0] in NEVER_FIRST]
    told += [f"a line ends with {line[-1]}" for line in lines[:-1] if line[-1] in NEVER_LAST]
    if len(lines) > 1 and sum(char not in NEVER_FIRST | NEVER_LAST for char in lines[-1]) < 2:
        told.append(f"the last line is {lines[-1]} alone")
    return told


def steps(data: bytes, text: str) -> list[float]:
    """Return the steps between the characters of a text on one line, in em; it begins with two Han."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0].get_textpage()
        chars = [(chr(pdfium.FPDFText_GetUnicode(page, i)), i) for i in range(page.count_chars())]
        inked = [(char, i) for char, i in chars if not char.isspace()]
        at = "".join(char for char, _i in inked).index(text)
        places = [_origin(page, i) for _char, i in inked[at : at + len(text)]]
        assert len({up for _across, up in places}) == 1, "the text stands on more than one line"
        widths = [after[0] - before[0] for before, after in pairwise(places)]
        return [width / widths[0] for width in widths]
    finally:
        document.close()


def _origin(page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page, index, x, y)
    return x.value, round(y.value, 1)
