"""Hold every poster of a hub against its text, its size and its code, with programs that are not ours.

Needs zbarimg, and tesseract with chi_sim: as a telephone and a reader would, they look at pictures only.
"""

from __future__ import annotations

import argparse
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image
from table import as_table
from titles import letters, read_title

from site_builder.build import Target, described
from site_builder.pipeline import prepare
from site_builder.render.posters.proof import prove
from site_builder.settings import Folder

HERE = Path(__file__).parent.parent
TODAY = date(2027, 1, 1)
DPI = 150
RECIPES = ("poster.pdf", "poster.png")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One file: what our own proof found, and whether its code was read from its picture.

    `title` is what it has and what was read in its place; a screen's is not read.
    """

    format: str
    name: str
    findings: tuple[str, ...]
    code: bool
    one_bit: bool
    title: tuple[str, str]

    @property
    def is_title_read(self) -> bool:
        return self.title[0] == self.title[1]


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
            title=(letters(str(poster["title"])), read_title(data, Path(scratch))) if is_pdf else ("", ""),
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


def describe(proofs: Sequence[Proof]) -> str:
    formats = list(dict.fromkeys(proof.format for proof in proofs))
    head = ("format", "files", "right in every way", "code read", "as one bit", "titles read whole")
    rows = [row(name, [proof for proof in proofs if proof.format == name]) for name in formats]
    return "\n".join([as_table(head, rows), "", *troubles(proofs)])


def row(name: str, proofs: Sequence[Proof]) -> list[str]:
    counts = (
        sum(not proof.findings for proof in proofs),
        sum(proof.code for proof in proofs),
        sum(proof.one_bit for proof in proofs),
    )
    titles = [proof.is_title_read for proof in proofs if proof.title[0]]
    return [name, str(len(proofs)), *map(str, counts), f"{sum(titles)} of {len(titles)}" if titles else ""]


def troubles(proofs: Sequence[Proof]) -> Iterator[str]:
    for proof in proofs:
        missed = [what for what in ("code", "one_bit") if not getattr(proof, what)]
        if proof.findings or missed:
            yield f"{proof.name}: {'; '.join([*proof.findings, *missed])}"
    misread = Counter(proof.title for proof in proofs if not proof.is_title_read)
    for (title, said), times in sorted(misread.items()):
        yield f"{title} was read as {said}, {times} times"


if __name__ == "__main__":
    main()
