"""The proof of sheets to glue and of print shop files: silent about right ones, loud about planted faults."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf

from site_builder.memo import Memo
from site_builder.render.paper import press_pdf, tiles_pdf
from site_builder.render.paper.proof import prove_press, prove_tiles
from site_builder.render.posters.themes import MONO
from site_builder.settings import FORMATS
from tests.poster_text import drawn, pdf, poster

POINT = 72 / 25.4
SAVER = {"paper": "A4", "edge": 5, "how": "save"}
CASES = [
    ("60x90", SAVER),
    ("120x90", {"paper": "A3", "edge": 6.4, "how": "lay"}),
    ("a4", {"paper": "A4", "edge": 5, "how": "fill", "count": 4}),
]
Change = Callable[[Pdf], None]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("proof")


def made(root: Path, size: str, tiles: dict[str, Any] | None = None, **changes: object) -> bytes:
    view = {"poster": poster(code="203117", **changes), "format": asdict(FORMATS[size])}
    memo = Memo(root / "memo")
    if tiles:
        return tiles_pdf({**view, "tiles": tiles}, draw=lambda one: drawn(root, one), memo=memo)
    return press_pdf(view, draw=lambda one: drawn(root, one), memo=memo)


def told(data: bytes, size: str, tiles: dict[str, Any] | None = None, **changes: object) -> tuple[str, ...]:
    """Return what the proof says of a file that should show a poster."""
    shown, sheet = poster(code="203117", **changes), asdict(FORMATS[size])
    return prove_tiles(data, shown, sheet, tiles=tiles) if tiles else prove_press(data, shown, sheet)


def edited(data: bytes, change: Change) -> bytes:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("size", "tiles"), CASES, ids=[f"{size}-{how['how']}" for size, how in CASES])
def test_right_sheets_pass(root: Path, size: str, tiles: dict[str, Any]) -> None:
    assert told(made(root, size, tiles), size, tiles) == ()
    assert told(made(root, size, tiles, theme=MONO), size, tiles, theme=MONO) == ()


@pytest.mark.parametrize("size", ["a4", "60x90", "120x90", "80x200"])
def test_a_right_file_for_a_print_shop_passes(root: Path, size: str) -> None:
    assert told(made(root, size), size) == ()


def without_a_sheet(document: Pdf) -> None:
    del document.pages[4]


def swapped(document: Pdf) -> None:
    document.pages[4].obj.Contents, document.pages[5].obj.Contents = (
        document.pages[5].obj.Contents,
        document.pages[4].obj.Contents,
    )


def scaled_to_fit(document: Pdf) -> None:
    """Do what “fit to page” does: everything a little smaller, the ruler too."""
    for page in document.pages:
        page.contents_add(b"q .97 0 0 .97 9 12 cm", prepend=True)
        page.contents_add(b"Q")


def on_letter(document: Pdf) -> None:
    for page in document.pages:
        page.mediabox = Array([0, 0, 612, 792])


def bare(document: Pdf) -> None:
    for row in document.objects:
        if isinstance(row, pikepdf.Dictionary) and row.get("/Type") == Name.FontDescriptor:
            for kind in ("/FontFile2", "/FontFile3"):
                if kind in row:
                    del row[kind]


def blank(document: Pdf) -> None:
    document.pages[3].obj.Contents = document.make_stream(b"")


def narrower(document: Pdf) -> None:
    """Cut 2 mm off the window of each sheet."""
    for page in document.pages[1:]:
        data = page.obj.Contents.read_bytes()
        first, _line, rest = data.partition(b" re W n")
        *before, wide, high = first.split(b" ")
        shorter = b"%.3f" % (float(wide) - 2 * POINT)
        page.obj.Contents = document.make_stream(b" ".join([*before, shorter, high]) + b" re W n" + rest)


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (without_a_sheet, "it has 9 sheets, not 10"),
        (swapped, "sheet 5 does not show its part of the poster"),
        (swapped, "sheet 6 does not say which it is"),
        (scaled_to_fit, "the first sheet has no ruler of 100 mm"),
        (scaled_to_fit, "sheet 2 does not show its part of the poster"),
        (on_letter, "sheet 1 is 215.9 × 279.4 mm large, not 210.0 × 297.0"),
        (bare, "the file lacks a typeface: "),
        (blank, "a part of the poster is on no sheet"),
        (blank, "sheet 4 does not say which it is"),
        (narrower, "sheet 2 does not show its part of the poster"),
    ],
)
def test_sheets_that_cannot_be_put_together_are_told(root: Path, change: Change, finding: str) -> None:
    findings = told(edited(made(root, "60x90", SAVER), change), "60x90", SAVER)
    assert any(one.startswith(finding) for one in findings), findings


def box(name: str, *edges: float) -> Change:
    def change(document: Pdf) -> None:
        page = document.pages[0].obj
        page[name] = Array([float(edge) + by * POINT for edge, by in zip(page[name], edges, strict=True)])

    return change


def moved(document: Pdf) -> None:
    """Print the poster 1 mm to the right of where its boxes say."""
    document.pages[0].contents_add(b"q 1 0 0 1 %.3f 0 cm" % POINT, prepend=True)
    document.pages[0].contents_add(b"Q")


def twice(document: Pdf) -> None:
    document.pages.append(document.pages[0])


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (box("/TrimBox", 0, 0, -0.5, 0), "it is 599.5 × 900.0 mm large, not 600.0 × 900.0"),
        (box("/BleedBox", 0, 0.5, 0, 0), "the bleed is not 3 mm on each side"),
        (box("/MediaBox", 0, 0, 0, -10), "the bleed is not 3 mm on each side"),
        (moved, "the poster does not fill the bleed"),
        (twice, "it has 2 pages, not one"),
        (bare, "the file lacks a typeface: "),
    ],
)
def test_a_file_that_a_print_shop_would_cut_wrongly_is_told(root: Path, change: Change, finding: str) -> None:
    findings = told(edited(made(root, "60x90"), change), "60x90")
    assert any(one.startswith(finding) for one in findings), findings


@pytest.mark.parametrize("tiles", [None, SAVER], ids=["press", "tiles"])
def test_words_of_an_older_text_are_told(root: Path, tiles: dict[str, Any] | None) -> None:
    findings = told(made(root, "60x90", tiles), "60x90", tiles, kicker="春季安全科普")
    assert findings == ("it does not show all of “kicker”: 春季安全科普",)


def test_a_coloured_poster_in_the_place_of_a_black_one_is_told(root: Path) -> None:
    (finding,) = told(made(root, "60x90", SAVER), "60x90", SAVER, theme=MONO)
    assert finding.startswith("it is for a black printer, and words have a colour: ")


@pytest.mark.parametrize("tiles", [None, SAVER], ids=["press", "tiles"])
@pytest.mark.parametrize("size", [0, 500, 5000])
def test_a_torn_file_is_told(root: Path, tiles: dict[str, Any] | None, size: int) -> None:
    assert told(made(root, "60x90", tiles)[:size], "60x90", tiles) == (
        "it is damaged, or not a file that kepu made",
    )


@pytest.mark.parametrize("tiles", [None, SAVER], ids=["press", "tiles"])
def test_a_file_of_somebody_else_is_told(root: Path, tiles: dict[str, Any] | None) -> None:
    out = io.BytesIO()
    with Pdf.new() as document:
        document.add_blank_page()
        document.save(out)
    plain = pdf(root, {"poster": poster(), "format": asdict(FORMATS["60x90"])})
    for data in (out.getvalue(), plain):
        assert told(data, "60x90", tiles) == ("it is damaged, or not a file that kepu made",)
