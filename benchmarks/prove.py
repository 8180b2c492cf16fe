"""Hold every poster of a hub against its text, its size and its code, with programs that are not ours.

Needs zbarimg, and tesseract with chi_sim: as a telephone and a reader would, they look at pictures only.
"""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageOps
from table import as_table

from site_builder.build import Target, described
from site_builder.pipeline import prepare
from site_builder.render.posters.proof import prove, read_sheet
from site_builder.settings import Folder

HERE = Path(__file__).parent.parent
TODAY = date(2027, 1, 1)
DPI = 150
MILLIMETRE = 72 / 25.4  # points
LINE = 48  # pixels: a title's height as tesseract is shown it
RECIPES = ("poster.pdf", "poster.png")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One file: what our own proof found, and whether its code was read from its picture.

    `title` counts the characters that were read there, and all that it has.
    """

    format: str
    name: str
    findings: tuple[str, ...]
    code: bool
    one_bit: bool
    title: tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hub", type=Path, default=HERE, help="a hub that was built; without it, the sample")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    folder = Folder(options.hub.resolve())
    ready = prepare(folder, today=TODAY)
    targets = [target for target in described(ready.plan.batches) if target.recipe in RECIPES]
    with ProcessPoolExecutor(options.workers) as executor:
        proofs = list(executor.map(look, targets, [folder.site] * len(targets), chunksize=4))
    print(describe(proofs))


def look(target: Target, site: Path) -> Proof:
    data = (site / target.path).read_bytes()
    poster, sheet = target.view["poster"], target.view["format"]
    assert isinstance(poster, dict)
    assert isinstance(sheet, dict)
    is_pdf = target.recipe == "poster.pdf"
    with TemporaryDirectory() as scratch:
        whole = Path(scratch, "whole.png")
        picture = at_dpi(data) if is_pdf else Image.open(site / target.path).convert("RGB")
        picture.save(whole)
        bits = Path(scratch, "bits.png")
        picture.convert("L").point(lambda level: 255 * (level > 127)).convert("1").save(bits)
        return Proof(
            format=str(sheet["name"]),
            name=Path(target.path).name,
            findings=prove(data, poster, sheet) if is_pdf else (),
            code=read_code(whole) == str(poster["qr"]),
            one_bit=read_code(bits) == str(poster["qr"]),
            title=read_title(data, str(poster["title"]), Path(scratch)) if is_pdf else (0, 0),
        )


def at_dpi(pdf: bytes, dpi: float = DPI) -> Image.Image:
    """Return the lower part of the page, where the code is, as a printer of that resolution has it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        above = 0.66 * page.get_height()
        return page.render(scale=dpi / 72, crop=(0, 0, 0, above)).to_pil().convert("RGB")
    finally:
        document.close()


def read_code(picture: Path) -> str:
    command = ["zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", str(picture)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def read_title(pdf: bytes, title: str, scratch: Path) -> tuple[int, int]:
    """Return how many characters of the title tesseract reads in its own box, of how many."""
    file = scratch / "title.png"
    title_of(pdf).save(file)
    command = ["tesseract", str(file), "-", "-l", "chi_sim", "--psm", "6"]
    said = letters(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    wanted = letters(title)
    same = SequenceMatcher(None, wanted, said, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same), len(wanted)


def title_of(pdf: bytes) -> Image.Image:
    """Return the title, dark on light: the largest characters of the page, and nothing else."""
    glyphs = [glyph for glyph in read_sheet(pdf).glyphs if not glyph.char.isspace()]
    largest = max(glyph.box.height for glyph in glyphs if "\u4e00" <= glyph.char <= "\u9fff")
    boxes = [
        glyph.box
        for glyph in glyphs
        if glyph.box.height > 0.62 * largest and "\u4e00" <= glyph.char <= "\u9fff"
    ]
    pad = 0.25 * largest
    left, right = min(box.left for box in boxes) - pad, max(box.right for box in boxes) + pad
    low, high = min(box.bottom for box in boxes) - pad, max(box.top for box in boxes) + pad
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        wide, tall = page.get_size()
        crop = [left, low, wide / MILLIMETRE - right, tall / MILLIMETRE - high]
        scale = LINE / (largest * MILLIMETRE)
        shown = page.render(scale=scale, crop=tuple(max(0.0, side * MILLIMETRE) for side in crop)).to_pil()
        return ImageOps.invert(ImageOps.autocontrast(shown.convert("L")))
    finally:
        document.close()


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def describe(proofs: Sequence[Proof]) -> str:
    formats = list(dict.fromkeys(proof.format for proof in proofs))
    head = ("format", "files", "right in every way", "code read", "as one bit", "titles: characters read")
    rows = [row(name, [proof for proof in proofs if proof.format == name]) for name in formats]
    return "\n".join([as_table(head, rows), "", *troubles(proofs)])


def row(name: str, proofs: Sequence[Proof]) -> list[str]:
    counts = (
        sum(not proof.findings for proof in proofs),
        sum(proof.code for proof in proofs),
        sum(proof.one_bit for proof in proofs),
    )
    seen, total = (sum(proof.title[at] for proof in proofs) for at in (0, 1))
    return [name, str(len(proofs)), *map(str, counts), f"{seen} of {total}" if total else ""]


def troubles(proofs: Sequence[Proof]) -> Iterator[str]:
    for proof in proofs:
        missed = [what for what in ("code", "one_bit") if not getattr(proof, what)]
        if proof.findings or missed:
            yield f"{proof.name}: {'; '.join([*proof.findings, *missed])}"


if __name__ == "__main__":
    main()
