"""A poster is drawn once for all sheets of one shape, and what each sheet shows is right for it."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat

from site_builder.errors import SiteError
from site_builder.memo import Memo
from site_builder.render.paper import BLEED, press_pdf
from site_builder.render.paper.bleed import SLUG
from site_builder.render.posters import draw_poster, poster_png, poster_preview, press
from site_builder.render.posters.cut import cut
from site_builder.render.posters.drawing import Part
from site_builder.render.posters.printer import pdf_of
from site_builder.render.posters.raster import picture_of
from tests.poster_layouts import PICTURE, view_of
from tests.poster_text import SHEETS, block, drawn, pdf, templates, text_of, view

SCREEN = {**SHEETS["1920x1080"], "engine": "chromium"}
ALIKE = [("a4", "a3"), ("a2", "a1"), ("a1", "a0"), ("1920x1080", "3840x2160")]


def differ(one: Image.Image, other: Image.Image) -> float:
    """Return by how much two pictures differ, of 255: on average over all points."""
    return max(ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean)


@pytest.mark.parametrize(("small", "large"), ALIKE)
def test_sheets_of_one_shape_are_cut_from_one_drawing(tmp_path: Path, small: str, large: str) -> None:
    assert drawn(tmp_path, view(small)).pdf == drawn(tmp_path, view(large)).pdf


@pytest.mark.parametrize(("small", "large"), ALIKE)
def test_they_show_the_same_picture(tmp_path: Path, small: str, large: str) -> None:
    one, other = (picture_of(pdf(tmp_path, view(name)), 400) for name in (small, large))
    assert differ(one, other) < 6


def test_other_shapes_and_black_printers_have_drawings_of_their_own(tmp_path: Path) -> None:
    made = [view("a4"), view("60x90"), view("120x90"), view("1080x1920"), view("a4", theme="mono")]
    assert len({drawn(tmp_path, one).pdf for one in made}) == len(made)


def test_a_text_for_which_only_the_largest_sheets_have_room_is_shown_whole_there(tmp_path: Path) -> None:
    blocks = [block(number, text=block(number)["text"] * 4) for number in range(6)]
    assert "下雪天也要记得" not in text_of(pdf(tmp_path, view("a2", blocks=blocks)))
    assert "下雪天也要记得" in text_of(pdf(tmp_path, view("a0", blocks=blocks)))


def test_a_print_shop_cuts_off_what_the_plain_sheet_lacks(tmp_path: Path) -> None:
    shown = view("60x90")
    plain = picture_of(pdf(tmp_path, shown), 600)
    pressed = press_pdf(shown, draw=lambda one: drawn(tmp_path, one), memo=Memo(tmp_path / "memo"))
    outside = round(SLUG + BLEED)
    whole = picture_of(pressed, 600 + 2 * outside)
    trimmed = whole.crop((outside, outside, whole.width - outside, whole.height - outside))
    assert differ(plain, trimmed) < 3


def test_shaded_colours_stay_in_their_place_on_a_part() -> None:
    """A shading lies on the page, not on what is drawn there: it has to be moved and enlarged by itself."""
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(200, 200))
        page.obj.Resources = pikepdf.Dictionary(
            Pattern=pikepdf.Dictionary(P=file.make_indirect(shading(across=200)))
        )
        page.contents_add(b"/Pattern cs /P scn 0 0 200 200 re f")
        out = io.BytesIO()
        file.save(out)
    before = picture_of(out.getvalue(), 200).crop((50, 50, 150, 150))
    after = picture_of(cut(Part(out.getvalue(), left=50, bottom=50, scale=3, size=(300, 300))), 100)
    assert differ(before, after) < 2
    assert after.getpixel((2, 50)) != after.getpixel((97, 50))


def test_a_passing_failure_leaves_no_trace(tmp_path: Path) -> None:
    """A photograph that could not be read, or changed while the hub was built, is there the next time."""
    picture = {**PICTURE, "name": "", "path": "a.jpg", "digest": "0" * 32, "width": 800, "height": 600}
    shown = view_of("figure", SHEETS["a3"], picture=picture)
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "green").save(out, "JPEG")

    def gone() -> bytes:
        raise SiteError("gone")

    def made(memo: Memo, photograph: Callable[[], bytes]) -> bytes:
        return draw_poster(shown, templates=templates(tmp_path), memo=memo, photograph=photograph).pdf

    with pytest.raises(SiteError, match="gone"):
        made(Memo(tmp_path / "memo"), gone)
    assert made(Memo(tmp_path / "memo"), out.getvalue) == made(Memo(tmp_path / "fresh"), out.getvalue)


def test_what_a_browser_prints_is_printed_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = (({**SHEETS["a4"], "engine": "chromium"}, poster_preview), (SCREEN, poster_png))
    for sheet, make in sizes:
        shown = view("a4") | {"format": sheet, "width": 200}
        with monkeypatch.context() as patch:
            patch.setattr(press, "pdf_by_browser", partial(pdf_of, title=""))
            assert make(shown, templates=templates(tmp_path), memo=Memo(tmp_path / "memo"))
        monkeypatch.setenv("KEPU_BROWSER", "/nonexistent")
        with pytest.raises(SiteError, match="the browser could not print"):
            make(shown, templates=templates(tmp_path), memo=Memo(tmp_path / "memo"))


def shading(*, across: float) -> pikepdf.Dictionary:
    function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0], C1=[1, 1, 1], N=1)
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Pattern,
        PatternType=2,
        Shading=pikepdf.Dictionary(
            ShadingType=2,
            ColorSpace=pikepdf.Name.DeviceRGB,
            Coords=[0, 0, across, 0],
            Function=function,
            Extend=[True, True],
        ),
    )
