"""Posters for a black laser: little toner, the same words, everything told without colour."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from site_builder.pipeline import Built
from site_builder.render import Templates
from site_builder.render.posters import press
from site_builder.render.posters.fit import fit
from site_builder.render.posters.measure import need_of
from site_builder.render.posters.page import Page, Scale
from site_builder.render.posters.press import print_poster
from site_builder.render.posters.proof import prove
from site_builder.render.posters.raster import darkness_of
from site_builder.render.posters.screened import for_black, screened
from site_builder.render.posters.sizes import Sheet
from site_builder.render.posters.themes import MONO, THEMES
from site_builder.settings import Folder
from tests.poster_layouts import LAYOUTS as EVERY
from tests.poster_layouts import PICTURE, callouts
from tests.poster_text import BUILT_IN, FIGURES, block, glyphs, pdf, picture, templates, text_of, view
from tests.site_text import write_site
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
    "figure": EVERY["figure"],
    "notice": EVERY["notice"],
}
FIVE = callouts((20, 40), (50, 85), (75, 60), (90, 30), (60, 20))
SHOWN = EVERY | {"legend": EVERY["figure"] | {"blocks": FIVE}}
each_layout = pytest.mark.parametrize("name", LAYOUTS)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mono")


@each_layout
@pytest.mark.parametrize("sheet", ["a4", "120x90"])
def test_any_layout_takes_little_toner(root: Path, name: str, sheet: str) -> None:
    assert darkness_of(pdf(root, view(sheet, theme=MONO, **LAYOUTS[name])), 400) <= MOST


@pytest.mark.parametrize("colour", ["#501010", "#000000", "#c0d0e0"])
def test_a_photograph_takes_little_toner_and_has_no_colour(root: Path, colour: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (1600, 1200), colour).save(out, "JPEG")
    photo = {**PICTURE, "name": "", "path": "a.jpg", "digest": "0" * 32, "width": 1600, "height": 1200}
    shown = view("a4", theme=MONO, **EVERY["figure"] | {"picture": photo})
    made = print_poster(shown["poster"], shown["format"], templates(root), photograph=out.getvalue())
    assert darkness_of(made, 400) <= MOST
    red, _green, blue = picture(made, 300).split()
    assert ImageChops.difference(red, blue).getextrema()[1] <= 16


def test_a_photograph_stays_one_of_lights_and_darks() -> None:
    shades = Image.linear_gradient("L").convert("RGB")
    out = io.BytesIO()
    shades.save(out, "JPEG")
    with Image.open(io.BytesIO(for_black(out.getvalue()))) as made:
        low, high = made.convert("L").getextrema()  # type: ignore[misc]
    assert low < 190
    assert high == 255


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


class Memory(dict[bytes, bytes]):
    """What the printer asks to be remembered."""

    def recall(self, source: bytes, make: Callable[[], bytes]) -> bytes:
        if source not in self:
            self[source] = make()
        return self[source]

    @property
    def last(self) -> Scale:
        """Return the sizes that were found last."""
        return Scale(**json.loads([*self.values()][-1]))


@each_layout
def test_in_black_a_poster_is_as_large_as_it_would_be_by_itself(root: Path, name: str) -> None:
    """It takes the sizes that fit in colours."""
    shown, memory = view("a4", theme=MONO, **LAYOUTS[name]), Memory()
    print_poster(shown["poster"], shown["format"], templates(root), recall=memory.recall)
    page = Page(poster=shown["poster"], sheet=Sheet.of(shown["format"]), templates=templates(root))
    own = fit(page.sheet, partial(need_of, page, page.fonts), page.uneven_rows, scenes=page.scenes)
    assert len(memory) == 1
    assert memory.last.rem == pytest.approx(own.rem, rel=0.015)


def test_a_hub_s_own_style_for_black_printers_is_fitted_by_itself_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates(tmp_path)
    ours = (BUILT_IN / "posters/mono.css").read_text("utf-8")
    write_site(tmp_path / "drawings", f"-- posters/mono.css --\n{ours}\n.main {{ padding-top: 9rem }}\n")
    own, shown, memory = Templates([tmp_path / "drawings", BUILT_IN]), view("a4", theme=MONO), Memory()

    def made() -> bytes:
        return print_poster(shown["poster"], shown["format"], own, recall=memory.recall)

    first = made()
    assert prove(first, shown["poster"], shown["format"]) == ()
    assert len(memory) == 2
    monkeypatch.setattr(press, "fit", lambda *_, **__: pytest.fail("fitted again"))
    assert made() == first


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
