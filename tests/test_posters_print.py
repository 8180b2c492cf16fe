"""Poster files as a print shop gets them: size, fonts, code; and as a television does."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from site_builder.pipeline import Built
from site_builder.settings import Folder, load_settings
from tests.conftest import ROOT

POSTERS = sorted(file.stem for file in (ROOT / "content" / "posters").glob("*.md"))
OFFERED = load_settings(ROOT / "content").formats
PAPER = [format_ for format_ in OFFERED if format_.unit == "mm"]
SCREENS = [format_ for format_ in OFFERED if format_.unit == "px"]
POINT = 25.4 / 72  # mm
TOLERANCE = 0.2  # mm
FINE, COARSE = 150, 60  # dots per inch; a board is read from further away
CORNER = (0.3, 0.2)  # of the sheet, at the lower left: where the code stands, so that only that is drawn


def run(*words: str | Path) -> str:
    """Return what a Debian program writes; skip where it is missing."""
    if not shutil.which(str(words[0])):
        pytest.skip(f"{words[0]} is missing (Debian: poppler-utils, zbar-tools)")
    return subprocess.run([*words], check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def site(sample_folder: Folder, sample_hub: Built) -> Path:
    assert sample_hub.files
    return sample_folder.site


def files(site: Path, name: str) -> dict[str, Path]:
    """Return the file of every poster in one format."""
    found = {slug: next((site / "posters" / slug).glob(f"{slug}-{name}.*")) for slug in POSTERS}
    assert found
    return found


@pytest.mark.parametrize("paper", PAPER, ids=lambda paper: paper.name)
def test_every_pdf_is_one_sheet_of_the_size_it_is_sold_as(site: Path, paper) -> None:  # noqa: ANN001
    for slug, file in files(site, paper.name).items():
        told = run("pdfinfo", file)
        assert re.search(r"^Pages:\s+1$", told, re.MULTILINE), slug
        found = re.search(r"^Page size:\s+([\d.]+) x ([\d.]+) pts", told, re.MULTILINE)
        assert found
        assert float(found[1]) * POINT == pytest.approx(paper.width, abs=TOLERANCE), slug
        assert float(found[2]) * POINT == pytest.approx(paper.height, abs=TOLERANCE), slug


@pytest.mark.parametrize("paper", PAPER, ids=lambda paper: paper.name)
def test_every_font_is_in_the_file_and_holds_only_what_is_used(site: Path, paper) -> None:  # noqa: ANN001
    for slug, file in files(site, paper.name).items():
        rows = [line.split() for line in run("pdffonts", file).splitlines()[2:]]
        assert rows, slug
        assert {(row[-5], row[-4]) for row in rows} == {("yes", "yes")}, slug  # columns emb and sub


@pytest.mark.parametrize("paper", PAPER, ids=lambda paper: paper.name)
def test_the_code_on_paper_leads_to_the_poster_s_page(site: Path, paper, tmp_path: Path) -> None:  # noqa: ANN001
    dots = FINE if paper.width <= 300 else COARSE
    wide, high = (round(side / 25.4 * dots) for side in (paper.width, paper.height))
    width, height = round(CORNER[0] * wide), round(CORNER[1] * high)
    corner = ("-x", "0", "-y", str(high - height), "-W", str(width), "-H", str(height))
    for slug, file in files(site, paper.name).items():
        run("pdftoppm", "-r", str(dots), "-gray", "-singlefile", *corner, file, tmp_path / slug)
        said = run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", tmp_path / f"{slug}.pgm")
        assert said.split() == [f"https://kepu.example.cn/posters/{slug}.html"], slug
        (tmp_path / f"{slug}.pgm").unlink()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_picture_for_a_screen_has_that_screen_s_pixels(site: Path, screen) -> None:  # noqa: ANN001
    for slug, file in files(site, screen.name).items():
        with Image.open(file) as picture:
            assert picture.size == (screen.width, screen.height), slug
