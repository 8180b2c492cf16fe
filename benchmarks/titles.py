"""What tesseract reads of a poster's title: its outlines alone, line by line, black on white.

The title stands on a drawing, in two colours: a person looks past that, a reader of scanned letters does not.
How well it stands out from the drawing is not told here, only that its characters are right.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from pypdfium2 import raw

from site_builder.render.posters.proof import read_sheet
from site_builder.render.posters.proof.sheet import Box, Run

MILLIMETRE = 72 / 25.4  # points
LINE = 48  # pixels: a character's height as tesseract is shown it, which it is trained for
_AROUND, _WHITE = 0.3, 20  # of a character's height, pixels: left free around a line
_FINE = 4  # times as large as it is shown, a line is drawn
_SAME = 0.9  # of the largest type: what is as large stands in the title
_STROKES = str.maketrans(
    dict.fromkeys("—–―-－", "一")
)  # by its shape nobody tells a dash from the number one


def read_title(pdf: bytes, scratch: Path) -> str:
    """Return the letters that tesseract reads, each line by itself."""
    files = []
    for number, line in enumerate(lines_of(read_sheet(pdf).runs)):
        files.append(scratch / f"line{number}.png")
        picture_of(pdf, line).save(files[-1])
    names = scratch / "lines.txt"
    names.write_text("".join(f"{file}\n" for file in files), "utf-8")
    command = ["tesseract", str(names), "-", "-l", "chi_sim", "--psm", "7"]  # 7: one line of text
    alone = os.environ | {"OMP_THREAD_LIMIT": "1"}
    return letters(subprocess.run(command, capture_output=True, text=True, check=False, env=alone).stdout)


def letters(text: str) -> str:
    return "".join(char for char in text.translate(_STROKES) if char.isalnum())


def lines_of(runs: Sequence[Run]) -> list[Sequence[Run]]:
    """Return the lines of the title, the highest first: words in the largest type that Chinese is set in."""
    largest = max(run.size for run in runs if any("\u4e00" <= char <= "\u9fff" for char in run.words))
    lines: dict[int, list[Run]] = {}
    for run in runs:
        if run.size > _SAME * largest and run.words.strip():
            lines.setdefault(round(run.baseline), []).append(run)
    return [lines[baseline] for baseline in sorted(lines, reverse=True)]


def picture_of(pdf: bytes, line: Sequence[Run]) -> Image.Image:
    """Return a line of a title: everything else is taken off the page, and what is left is made black."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        box = _around([run.box for run in line])
        for one in list(page.get_objects(max_depth=1)):
            if one.type == raw.FPDF_PAGEOBJ_TEXT and _is_in(one, box):
                raw.FPDFPageObj_SetFillColor(one, 0, 0, 0, 255)
            else:
                page.remove_obj(one)
        return ImageOps.expand(_shown(page, box, size=line[0].size), _WHITE, 255)
    finally:
        document.close()


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _is_in(one: pypdfium2.PdfObject, box: Box) -> bool:
    left, bottom, right, top = (edge / MILLIMETRE for edge in one.get_bounds())
    return box.left <= (left + right) / 2 <= box.right and box.bottom <= (bottom + top) / 2 <= box.top


def _shown(page: pypdfium2.PdfPage, box: Box, *, size: float) -> Image.Image:
    """Return the box, in which type is `size` mm high; drawn large and made small, its edges are smooth."""
    wide, high = (side / MILLIMETRE for side in page.get_size())
    room = box.wider(_AROUND * size)
    edges = (room.left, room.bottom, wide - room.right, high - room.top)
    crop = tuple(max(0.0, edge * MILLIMETRE) for edge in edges)
    large = page.render(scale=_FINE * LINE / (size * MILLIMETRE), crop=crop).to_pil().convert("L")
    return large.resize((large.width // _FINE, large.height // _FINE), Image.Resampling.LANCZOS)
