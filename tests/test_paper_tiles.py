"""Sheets for an office printer: put together again they are the poster; each says where it belongs."""

from __future__ import annotations

import io
import math
import re
import shutil
import subprocess
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from site_builder.memo import Memo
from site_builder.render.paper import PAPERS, Grid, grid_of, lay, tiles_pdf
from site_builder.render.paper.grid import Paper, Spot
from site_builder.render.paper.tiles import tile
from site_builder.render.paper.words import Job
from site_builder.render.posters import draw_poster
from site_builder.render.posters.drawing import Part
from site_builder.settings import FORMATS
from tests.poster_text import drawn, pdf, poster, templates

POINT = 25.4 / 72  # mm
SAVER = {"paper": "A4", "edge": 5, "how": "save"}
CASES = [
    ("60x90", SAVER),
    ("120x90", {"paper": "A3", "edge": 6.4, "how": "lay"}),
    ("a4", {"paper": "A4", "edge": 5, "how": "fill", "count": 4}),
]
cases = pytest.mark.parametrize(("size", "tiles"), CASES, ids=[f"{size}-{how['how']}" for size, how in CASES])


def shown(size: str, tiles: dict[str, Any]) -> dict[str, Any]:
    view = {"poster": poster(code="203117"), "format": asdict(FORMATS[size])}
    return {**view, "tiles": tiles}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tiles")


def sheets(root: Path, size: str, tiles: dict[str, Any]) -> tuple[bytes, bytes, Grid]:
    """Return the poster, its sheets and how they lie."""
    view = shown(size, tiles)
    made = tiles_pdf(view, draw=lambda one: drawn(root, one), memo=Memo(root / "memo"))
    whole = pdf(root, {"poster": view["poster"], "format": view["format"]})
    return whole, made, grid_of(view["format"], view["tiles"])


def part(root: Path, size: str) -> Part:
    view = {"poster": poster(code="203117"), "format": asdict(FORMATS[size])}
    return drawn(root, view).part(view["format"])


def pages(data: bytes, dots: float) -> list[Image.Image]:
    """Return every page as a picture of `dots` a millimetre."""
    document = pypdfium2.PdfDocument(data)
    try:
        scale = dots * POINT * 0.99999  # else a thousandth of a point makes one more pixel, and all larger
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def words(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def put_together(grid: Grid, cut: list[Image.Image], dots: float) -> Image.Image:
    """Cut each sheet just inside its lines and lay it over its neighbours, from the first to the last."""
    whole = Image.new("RGB", (round(grid.width * dots), round(grid.height * dots)), "red")
    start = math.ceil(grid.paper.margin * dots) + 1  # no line is drawn thinner than a pixel
    wide, high = (math.floor((grid.paper.margin + side) * dots) - 1 for side in grid.window)
    for spot, sheet in zip(grid.spots, cut, strict=True):
        x, y = (round(side * dots + start - grid.paper.margin * dots) for side in grid.offset(spot))
        whole.paste(sheet.crop((start, start, wide, high)), (x, y))
    return whole


def assert_same_within_a_pixel(found: Image.Image, twice: Image.Image) -> None:
    """Each pixel lies between the lightest and the darkest that `twice`, two pixels for one, has nearby."""
    smooth = twice.filter(ImageFilter.BoxBlur(0.5))
    inside = (3, 3, found.width - 3, found.height - 3)
    low, high = (
        smooth.filter(kind(5)).resize((smooth.width // 2, smooth.height // 2), Image.Resampling.NEAREST)
        for kind in (ImageFilter.MinFilter, ImageFilter.MaxFilter)
    )
    seen, low, high = (picture.crop(inside) for picture in (found, low, high))
    wrong = ImageChops.lighter(ImageChops.subtract(low, seen), ImageChops.subtract(seen, high)).convert("L")
    count = sum(wrong.histogram()[30:])
    assert (
        count <= 0.0002 * seen.width * seen.height
    )  # hair strokes; a seam that shows is three times as much


@cases
def test_the_sheets_put_together_are_the_poster(root: Path, size: str, tiles: dict[str, Any]) -> None:
    whole, made, grid = sheets(root, size, tiles)
    dots = 3
    _guide, *cut = pages(made, dots)
    found = put_together(grid, cut, dots)
    wanted = pages(whole, 2 * dots * grid.scale)[0]
    assert abs(wanted.width - 2 * found.width) <= 2
    assert abs(wanted.height - 2 * found.height) <= 2
    assert_same_within_a_pixel(found, wanted)


@cases
def test_every_sheet_is_of_the_paper_it_is_printed_on(root: Path, size: str, tiles: dict[str, Any]) -> None:
    _whole, made, grid = sheets(root, size, tiles)
    document = pypdfium2.PdfDocument(made)
    found = [tuple(round(side * POINT, 2) for side in page.get_size()) for page in document]
    assert found == [PAPERS[grid.paper.name], *[grid.sheet] * grid.count]
    assert sorted(grid.sheet) == sorted(PAPERS[grid.paper.name])


@cases
def test_every_sheet_says_which_it_is_and_which_come_next(
    root: Path, size: str, tiles: dict[str, Any]
) -> None:
    _whole, made, grid = sheets(root, size, tiles)
    for number, (spot, text) in enumerate(zip(grid.spots, words(made)[1:], strict=True), start=2):
        here = f"第{spot.row + 1}行第{spot.column + 1}张·共{grid.count}张（文件第{number}页）"
        assert f"203117烤火取暖防中毒{here}" in text
        for neighbour in (Spot(spot.row, spot.column + 1), Spot(spot.row + 1, spot.column)):
            told = f"涂胶，第{neighbour.row + 1}行第{neighbour.column + 1}张压上来" in text
            assert told == (neighbour in grid.spots)


def test_sheet_nought_says_what_to_choose_and_shows_every_sheet(root: Path) -> None:
    _whole, made, grid = sheets(root, "60x90", SAVER)
    text = words(made)[0]
    for wanted in ("实际大小/100%", "烤火取暖防中毒", "编号203117", "9张A4拼成55×82.5厘米（原大的92%）"):
        assert wanted in text
    assert re.search(r"约用墨\d+%", text)
    for spot in grid.spots:
        assert f"第{spot.row + 1}行第{spot.column + 1}张" in text


@pytest.mark.parametrize("paper", PAPERS)
def test_the_ruler_is_a_hundred_millimetres(root: Path, paper: str) -> None:
    """Its base is the longest row of black between two white ones."""
    _whole, made, _grid = sheets(root, "60x90", {**SAVER, "paper": paper})
    dots = 10
    sheet = pages(made, dots)[0].convert("L").point(lambda grey: 255 * (grey < 128))
    factor = PAPERS[paper][0] / 210
    rows = sheet.crop((0, round(103 * factor * dots), sheet.width, round(105 * factor * dots)))
    left, _top, right, _bottom = rows.getbbox()
    assert (right - left) / dots == pytest.approx(100, abs=0.5)  # and the width of the outer ticks
    middle = rows.crop((0, rows.height // 2, sheet.width, rows.height // 2 + 1)).getbbox()
    assert middle[2] - middle[0] == pytest.approx(100 * dots, abs=4)


def test_the_printer_s_edge_stays_blank_but_for_lines_to_cut_along(root: Path) -> None:
    dots = 2
    for _paper, made, grid in (sheets(root, size, tiles) for size, tiles in CASES):
        for sheet in pages(made, dots)[1:]:
            edge = math.floor(grid.paper.edge * dots) - 1
            for strip in ((0, 0, edge, sheet.height), (sheet.width - edge, 0, *sheet.size)):
                dark = sheet.crop(strip).convert("L").point(lambda grey: 255 * (grey < 200))
                inked = dark.histogram()[255]
                assert inked <= 4 * edge  # the ends of two lines


def test_the_poster_and_the_typeface_lie_in_the_file_once(root: Path) -> None:
    whole, made, _grid = sheets(root, "90x120", SAVER)
    assert len(made) < len(whole) + 80_000
    with pikepdf.open(io.BytesIO(made)) as file:
        forms = {page.obj.Resources.XObject.P.objgen for page in file.pages}
        assert len(forms) == 1
        faces = file.pages[0].obj.Resources.Font
        assert all("/FontFile2" in face.DescendantFonts[0].FontDescriptor for face in faces.values())


def test_the_same_poster_gives_the_same_bytes(root: Path) -> None:
    whole = part(root, "60x90")
    job = Job(title="烤火取暖防中毒", code="203117", grid=lay(600, 900, Paper()))
    first = tile(whole, job)
    time.sleep(1.1)  # a date in the file has whole seconds
    assert tile(whole, job) == first


def test_a_title_in_rare_characters_is_written_in_its_own_typeface_or_marked(root: Path) -> None:
    whole = part(root, "a3")
    job = Job(title="𡎚家寨\U000f0000", code="203117", grid=lay(297, 420, Paper()))
    assert "203117𡎚家寨〓第1行第1张" in words(tile(whole, job))[1]


def test_the_code_is_read_from_the_sheets_that_show_it(root: Path, tmp_path: Path) -> None:
    if not shutil.which("zbarimg"):
        pytest.skip("zbarimg is missing (Debian: zbar-tools)")
    _whole, made, grid = sheets(root, "60x90", SAVER)
    dots = 6  # 150 dots per inch
    pictures = pages(made, dots)[1:]
    found = {
        said
        for picture in (*pictures, put_together(grid, pictures, dots))
        for copy in (picture, picture.convert("L").point(lambda grey: 255 * (grey > 127)).convert("1"))
        for said in read_code(copy, tmp_path / "copy.png")
    }
    assert found == {"https://kepu.example.cn/articles/disaster/stove.html"}
    black = put_together(grid, pictures, dots).convert("L").point(lambda grey: 255 * (grey > 127))
    assert read_code(black.convert("1"), tmp_path / "black.png")


def read_code(picture: Image.Image, file: Path) -> list[str]:
    picture.save(file)
    said = subprocess.run(
        ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", file],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return said.stdout.split()


def test_what_was_tiled_is_remembered_until_the_poster_changes(root: Path, tmp_path: Path) -> None:
    memo, drawn = Memo(tmp_path / "memo"), templates(tmp_path)
    made = [
        tiles_pdf(
            {**shown("60x90", SAVER), "poster": poster(code="203117", title=title)},
            draw=lambda one: draw_poster(one, templates=drawn, memo=memo),
            memo=memo,
        )
        for title in ("烤火取暖防中毒", "烤火取暖防中毒", "烤火取暖要通风")
    ]
    assert made[0] == made[1] != made[2]
