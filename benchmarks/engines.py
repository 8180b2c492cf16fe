"""What the steps of a poster cost in CPU: printing beside WeasyPrint, cutting into sheets, a picture of it.

WeasyPrint is asked of another Python: `python -m venv x && x/bin/pip install weasyprint`.
Both print the same finished page; the search for its sizes, which WeasyPrint has not, comes before.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from table import as_table

from site_builder.build import Target, described
from site_builder.memo import Memo
from site_builder.pipeline import open_templates, prepare
from site_builder.render import Templates
from site_builder.render.paper import tiles_pdf
from site_builder.render.paper.proof import prove_tiles
from site_builder.render.posters import draw_poster, press
from site_builder.render.posters.fonts import Font
from site_builder.render.posters.printer import drawn_by, pdf_of
from site_builder.render.posters.proof import prove
from site_builder.render.posters.raster import jpeg_of
from site_builder.render.posters.typefaces import FAMILY
from site_builder.settings import Folder

SAMPLE = Path(__file__).parent.parent
TODAY = date(2027, 1, 1)
TILES = {"paper": "A4", "edge": 5.0, "how": "lay"}  # 90×120 cm at its own size: 25 sheets
THEIRS = """
import json, sys, time, weasyprint
def once(file):
    start = time.process_time()
    weasyprint.HTML(file).write_pdf()
    return time.process_time() - start
once(sys.argv[1])
print(json.dumps([once(file) for file in sys.argv[1:]]))
"""

Page = tuple[str, Sequence[Font]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weasyprint", metavar="PYTHON", help="a Python that has WeasyPrint")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = Folder(SAMPLE)
        templates, _assets = open_templates(folder)
        targets = list(described(prepare(folder, today=TODAY, cache=Path(scratch)).plan.batches))
        pages = list(pages_of(targets, templates, "a3"))
        rows = [
            (
                "print a finished A3",
                [seconds(lambda page=page: ours(page)) for page in pages * options.rounds],
            ),
            ("25 A4 sheets of 90×120 cm", list(sheets(targets, templates, options.rounds))),
            ("the proof of those sheets", list(proofs_of_sheets(targets, templates, options.rounds))),
            ("the proof of a poster", list(proofs(targets, templates, options.rounds))),
            ("a 1920×1080 JPEG of its PDF", list(pictures(targets, templates, options.rounds))),
        ]
        if options.weasyprint:
            rows.append(("the same A3 by WeasyPrint", theirs(options.weasyprint, pages, Path(scratch))))
    print(as_table(("step", "times", "CPU s: median", "most"), [row(*each) for each in rows]))


def row(name: str, times: Sequence[float]) -> list[str]:
    return [name, str(len(times)), f"{median(times):.4f}", f"{max(times):.4f}"]


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def pages_of(targets: Sequence[Target], templates: Templates, name: str) -> Iterator[Page]:
    """Yield the finished page of each drawn poster in a format, and its fonts."""
    for target in targets:
        poster, sheet = target.view.get("poster"), target.view.get("format")
        if target.recipe != "poster.pdf" or not (isinstance(poster, dict) and isinstance(sheet, dict)):
            continue
        if sheet["name"] == name and not (poster["picture"] or {}).get("path"):
            with kept_page() as kept:
                press.print_poster(poster, sheet, templates)
            yield kept[0]


@contextmanager
def kept_page() -> Iterator[list[Page]]:
    """Keep what is printed within."""
    kept: list[Page] = []

    def keep(html: str, fonts: Sequence[Font], *, title: str) -> bytes:
        kept.append((html, fonts))
        return pdf_of(html, fonts, title=title)

    press.pdf_of = keep
    try:
        yield kept
    finally:
        press.pdf_of = pdf_of


def ours(page: Page) -> bytes:
    return pdf_of(*page, title="")


def theirs(python: str, pages: Sequence[Page], scratch: Path) -> list[float]:
    files = [scratch / f"{number}.html" for number in range(len(pages))]
    for file, (html, fonts) in zip(files, pages, strict=True):
        faces = "".join(map(face, fonts))
        file.write_text(html.replace("<head>", f"<head><style>{faces}</style>", 1), "utf-8")
    command = [python, "-c", THEIRS, *map(str, files)]
    told = subprocess.run(command, capture_output=True, check=True).stdout
    return list(map(float, json.loads(told)))


def face(font: Font) -> str:
    data, only = b64encode(font.data).decode(), drawn_by(font)
    ranged = f";unicode-range:{only}" if only else ""
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{font.weight};'
        f"src:url(data:font/ttf;base64,{data}){ranged}}}"
    )


def sheets(targets: Sequence[Target], templates: Templates, rounds: int) -> Iterator[float]:
    target = first(targets, "90x120")
    plain = {"poster": target.view["poster"], "format": target.view["format"]}
    with TemporaryDirectory() as empty:
        memo = Memo(Path(empty))
        drawing = draw_poster(plain, templates=templates, memo=memo)
        memo.close()
    view = {**plain, "tiles": TILES}
    for number in range(rounds + 1):
        with TemporaryDirectory() as empty:
            memo = Memo(Path(empty))
            spent = seconds(lambda memo=memo: tiles_pdf(view, draw=lambda _view: drawing, memo=memo))
            memo.close()
        if number:  # the first also loads libraries and opens the typeface
            yield spent


def proofs_of_sheets(targets: Sequence[Target], templates: Templates, rounds: int) -> Iterator[float]:
    target = first(targets, "90x120")
    poster, sheet = target.view["poster"], target.view["format"]
    plain = {"poster": poster, "format": sheet}
    with TemporaryDirectory() as empty:
        memo = Memo(Path(empty))
        drawing = draw_poster(plain, templates=templates, memo=memo)
        pdf = tiles_pdf({**plain, "tiles": TILES}, draw=lambda _view: drawing, memo=memo)
        memo.close()
    prove_tiles(pdf, poster, sheet, tiles=TILES)
    for _round in range(rounds):
        yield seconds(lambda: prove_tiles(pdf, poster, sheet, tiles=TILES))


def proofs(targets: Sequence[Target], templates: Templates, rounds: int) -> Iterator[float]:
    target = first(targets, "a4")
    poster, sheet = target.view["poster"], target.view["format"]
    pdf = press.print_poster(poster, sheet, templates)
    prove(pdf, poster, sheet)
    for _round in range(rounds):
        yield seconds(lambda: prove(pdf, poster, sheet))


def pictures(targets: Sequence[Target], templates: Templates, rounds: int) -> Iterator[float]:
    target = first(targets, "1920x1080")
    pdf = press.print_poster(target.view["poster"], target.view["format"], templates)
    jpeg_of(pdf, 1920)
    for _round in range(rounds):
        yield seconds(lambda: jpeg_of(pdf, 1920))


def first(targets: Sequence[Target], name: str) -> Target:
    made = [t for t in targets if t.recipe in ("poster.pdf", "poster.png")]
    return next(t for t in made if isinstance(t.view["format"], dict) and t.view["format"]["name"] == name)


if __name__ == "__main__":
    main()
