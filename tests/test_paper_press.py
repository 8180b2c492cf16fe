"""What a print shop gets: colour in the bleed, marks outside it, boxes and colours that say what they are."""

from __future__ import annotations

import io
from dataclasses import asdict
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

from site_builder.memo import Memo
from site_builder.render.paper import BLEED, press_pdf
from site_builder.render.paper.srgb import profile
from site_builder.settings import FORMATS
from tests.poster_text import SHEETS, drawn, poster

POINT = 72 / 25.4
SLUG = 9.0  # mm beyond the bleed
NAMES = ["a4", "60x90", "120x90", "80x200"]
each_size = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("press")


def pressed(root: Path, name: str) -> bytes:
    sheet = SHEETS.get(name) or asdict(FORMATS[name])
    view = {"poster": poster(code="203117"), "format": sheet}
    return press_pdf(view, draw=lambda one: drawn(root, one), memo=Memo(root / "memo"))


def picture(data: bytes, dots: float) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        return document[0].render(scale=dots / POINT * 0.99999).to_pil().convert("RGB")
    finally:
        document.close()


@each_size
def test_the_boxes_say_where_it_is_cut_and_how_far_colour_runs(root: Path, name: str) -> None:
    size = (SHEETS[name]["width"], SHEETS[name]["height"])
    with pikepdf.open(io.BytesIO(pressed(root, name))) as file:
        assert len(file.pages) == 1
        page = file.pages[0]
        media, bleed, trim = (
            [float(edge) / POINT for edge in box] for box in (page.mediabox, page.obj.BleedBox, page.trimbox)
        )
    outside = SLUG + BLEED
    assert media == pytest.approx([0, 0, *(side + 2 * outside for side in size)], abs=0.01)
    assert bleed == pytest.approx([SLUG, SLUG, *(side + SLUG + 2 * BLEED for side in size)], abs=0.01)
    assert trim == pytest.approx([outside, outside, *(side + outside for side in size)], abs=0.01)


@each_size
def test_no_white_shows_where_the_knife_may_slip(root: Path, name: str) -> None:
    """From the edge of the bleed to well inside the cut, every pixel has a colour of the poster."""
    dots = 3
    sheet = picture(pressed(root, name), dots)
    edge = round(SLUG * dots)
    bled = sheet.crop((edge, edge, sheet.width - edge, sheet.height - edge))
    near = round((BLEED + 1) * dots)
    wide, high = bled.size
    strips = (
        (0, 0, wide, near),
        (0, high - near, wide, high),
        (0, 0, near, high),
        (wide - near, 0, wide, high),
    )
    for strip in strips:
        lightest = bled.crop(strip).convert("RGB").split()
        darkest_channel = min(channel.getextrema()[1] for channel in lightest)
        assert darkest_channel < 250, strip


@each_size
def test_words_keep_their_distance_from_the_cut(root: Path, name: str) -> None:
    """Nothing that is read lies within 4 mm of the knife, but for the note beside the marks."""
    data = pressed(root, name)
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    text = page.get_textpage()
    inside = SLUG + BLEED + 4
    wide, high = (side / POINT for side in page.get_size())
    for index in range(text.count_chars()):
        left, bottom, right, top = (edge / POINT for edge in text.get_charbox(index))
        if not text.get_text_range(index, 1).strip() or top < SLUG:
            continue
        assert inside <= left <= right <= wide - inside
        assert inside <= bottom <= top <= high - inside
    document.close()


def test_marks_stand_at_the_cut_and_not_in_the_bleed(root: Path) -> None:
    dots = 10
    sheet = picture(pressed(root, "a4"), dots).convert("L")
    trim = round((SLUG + BLEED) * dots)
    row, column = round(5 * dots), round(5 * dots)  # 5 mm from the edge of the paper
    across = [x for x in range(sheet.width) if sheet.getpixel((x, row)) < 128]
    down = [y for y in range(sheet.height) if sheet.getpixel((column, y)) < 128]
    assert {round(x / 10) for x in across} == {round(trim / 10), round((sheet.width - trim) / 10)}
    assert {round(y / 10) for y in down} == {round(trim / 10), round((sheet.height - trim) / 10)}
    gap = sheet.crop((0, round((SLUG - 0.8) * dots), sheet.width, round((SLUG - 0.2) * dots)))
    assert gap.getextrema() == (255, 255)


def test_colours_are_declared_as_srgb(root: Path) -> None:
    with pikepdf.open(io.BytesIO(pressed(root, "60x90"))) as file:
        intent = file.Root.OutputIntents[0]
        assert str(intent.OutputConditionIdentifier) == "sRGB IEC61966-2.1"
        assert int(intent.DestOutputProfile.N) == 3
        assert intent.DestOutputProfile.read_bytes() == profile()


def test_our_profile_means_the_same_as_everybody_s_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(profile()))
    steps = range(0, 256, 17)
    colours = bytes(part for r in steps for g in steps for b in steps for part in (r, g, b))
    before = Image.frombytes("RGB", (256, 16), colours)
    after = ImageCms.profileToProfile(before, ours, ImageCms.createProfile("sRGB"))
    assert max(abs(a - b) for a, b in zip(before.tobytes(), after.tobytes(), strict=True)) <= 1
    assert ImageCms.getProfileDescription(ours).strip() == "sRGB IEC61966-2.1"


def test_the_note_beside_the_marks_says_what_to_cut(root: Path) -> None:
    document = pypdfium2.PdfDocument(pressed(root, "60x90"))
    text = "".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    assert "203117烤火取暖防中毒成品600×900毫米，四边各出血3毫米，颜色sRGB，字体已嵌入" in text


def test_fonts_are_embedded_and_the_same_poster_gives_the_same_bytes(root: Path) -> None:
    first = pressed(root, "60x90")
    assert press_again(root) == first
    with pikepdf.open(io.BytesIO(first)) as file:
        faces = [one for one in file.objects if getattr(one, "Type", None) == pikepdf.Name.FontDescriptor]
        assert faces
        assert all("/FontFile2" in face or "/FontFile3" in face for face in faces)


def press_again(root: Path) -> bytes:
    """Return the file as it is made without what is remembered."""
    view = {"poster": poster(code="203117"), "format": asdict(FORMATS["60x90"])}
    return press_pdf(view, draw=lambda one: drawn(root / "another", one), memo=Memo(root / "another"))
