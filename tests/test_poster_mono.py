"""Posters for a black laser: little toner, the same words, everything told without colour."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from site_builder.pipeline import Built
from site_builder.render.posters.raster import darkness_of
from site_builder.render.posters.screened import screened
from site_builder.render.posters.themes import MONO, THEMES
from site_builder.settings import Folder
from tests import poster_layouts
from tests.poster_layouts import callouts
from tests.poster_text import FIGURES, block, glyphs, pdf, picture, text_of, view
from tests.test_paper_tiles import pages, read_code, words

STANDS_OUT = 90  # of 255: between a character and its ground, also where it is small
MOST = 0.15  # of the paper: what is covered with toner, as the luma of a raster tells it
PAIRS = [block(1, kind="before", tag="以前"), block(2, kind="after", tag="现在")]
CASE = [
    block(1, kind="claim", tag="说法", heading="火边放盆水就好"),
    block(2, kind="truth", tag="真相", heading="水吸不掉煤气"),
    block(3, kind="basis", tag="依据", heading=""),
]
LAYOUTS = {
    "panels": {},
    "figures": {"grades": None, "figures": FIGURES},
    "steps": {"layout": "steps", "blocks": [block(n, kind="step", tag="") for n in range(4)], "grades": None},
    "grades": {"layout": "grades", "blocks": 2},
    "rumour": {"layout": "rumour", "blocks": CASE, "grades": None},
    "pairs": {"blocks": PAIRS, "grades": None},
}
FIVE = callouts((20, 40), (50, 85), (75, 60), (90, 30), (60, 20))
SHOWN = poster_layouts.LAYOUTS | {"legend": poster_layouts.LAYOUTS["figure"] | {"blocks": FIVE}}
each_layout = pytest.mark.parametrize("name", LAYOUTS)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mono")


@each_layout
@pytest.mark.parametrize("sheet", ["a4", "120x90"])
def test_any_layout_takes_little_toner(root: Path, name: str, sheet: str) -> None:
    assert darkness_of(pdf(root, view(sheet, theme=MONO, **LAYOUTS[name])), 400) <= MOST


@each_layout
def test_mono_says_what_colour_says(root: Path, name: str) -> None:
    black, coloured = (
        text_of(pdf(root, view("a4", theme=theme, **LAYOUTS[name]))) for theme in (MONO, "fire")
    )
    assert sorted(black) == sorted(coloured)


@each_layout
def test_nothing_on_a_mono_poster_has_a_colour(root: Path, name: str) -> None:
    red, green, blue = picture(pdf(root, view("a4", theme=MONO, **LAYOUTS[name])), 600).split()
    for one, other in ((red, green), (green, blue), (blue, red)):
        assert ImageChops.difference(one, other).getextrema()[1] <= 16


@pytest.mark.parametrize("sheet", ["1920x1080", "1080x1920", "a4"])
@pytest.mark.parametrize("name", SHOWN)
def test_every_character_of_a_mono_poster_stands_out(root: Path, name: str, sheet: str) -> None:
    data = pdf(root, view(sheet, theme=MONO, **SHOWN[name]))
    image = picture(data, 1200).convert("L")
    wide, high = image.size
    faint = []
    for char, (left, bottom, right, top) in glyphs(data):
        box = (left * wide - 1, (1 - top) * high - 1, right * wide + 1, (1 - bottom) * high + 1)
        darkest, lightest = image.crop(tuple(map(round, box))).getextrema()
        faint += [char] if lightest - darkest < STANDS_OUT else []

    assert faint == []


def test_a_drawing_becomes_light_greys_in_the_same_order() -> None:
    colours = ("#000", "#1c3f0b", "url(#fade)", "#ffe27a", "#fff")
    svg = "".join(f'<path fill="{colour}"/>' for colour in colours)
    found = re.findall(r'fill="#([0-9a-f]{2})\1\1"', screened(svg))
    assert found == sorted(found)
    assert found[0] >= "a0"
    assert found[-1] == "ff"
    assert "url(#fade)" in screened(svg)


def test_what_is_filled_in_a_drawing_gets_an_outline_and_light_and_shade_none() -> None:
    filled, shade, lined, light = (
        '<path fill="#3d7a1f" d="M0 0h9v9z"/>',
        '<path fill="#000" opacity="0.2"/>',
        '<path fill="#fff" stroke="#000"/>',
        '<circle r="9" fill="url(#glow)"/>',
    )

    assert "stroke=" in screened(filled)
    assert [one for one in (shade, light) if "stroke=" in screened(one)] == []
    assert screened(lined).count("stroke=") == 1


def test_no_poster_chooses_mono() -> None:
    assert MONO not in THEMES


def test_every_sample_poster_takes_little_toner(sample_folder: Folder, sample_hub: Built) -> None:
    assert sample_hub.files
    sheets = sorted(sample_folder.site.glob("posters/*/print/*-a4-mono.pdf"))
    whole = [file for file in sheets if file.stem == f"{file.parent.parent.name}-a4-mono"]
    assert len(whole) == len(list((sample_folder.site / "posters").glob("*.html"))) - 1  # the list of them
    for file in whole:
        assert darkness_of(file.read_bytes(), 400) <= MOST, file.name
    for file in set(sheets) - set(whole):
        told = re.search(r"约用墨(\d+)%", words(file.read_bytes())[0])
        assert told, file.name
        assert int(told[1]) <= 100 * MOST, file.name


def test_the_code_is_read_from_a_mono_sheet_and_from_a_1_bit_copy(root: Path, tmp_path: Path) -> None:
    if not shutil.which("zbarimg"):
        pytest.skip("zbarimg is missing (Debian: zbar-tools)")
    sheet = pages(pdf(root, view("a4", theme=MONO)), 6)[0].convert("L")
    copy = sheet.point(lambda grey: 255 * (grey > 127)).convert("1")
    for one in (sheet, copy, sheet.convert("1", dither=Image.Dither.FLOYDSTEINBERG)):
        assert read_code(one, tmp_path / "copy.png") == [view("a4")["poster"]["qr"]]
