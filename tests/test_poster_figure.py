"""The large picture of a poster: its call-outs are in sight, nothing is distorted, photographs print."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from site_builder.digest import digest
from site_builder.memo import Memo
from site_builder.render import Assets, Templates
from site_builder.render.pictures import printable
from site_builder.render.posters import poster_pdf
from site_builder.render.posters.crop import look_at
from site_builder.render.posters.press import print_poster
from site_builder.render.posters.proof import prove, read_sheet
from site_builder.render.recipes import recipes
from tests.poster_layouts import PICTURE, callouts, view_of
from tests.poster_text import BUILT_IN, DRAWINGS, picture, templates
from tests.site_text import write_site
from tests.test_poster_layouts import KINDS, SHEETS

POINTS = ([], [(50, 50)], [(5, 5), (95, 95)], [(10, 80), (30, 90)], [(95, 10), (90, 30), (99, 50)])


@pytest.mark.parametrize("drawn", [False, True])
@pytest.mark.parametrize("points", POINTS)
@pytest.mark.parametrize(("aspect", "box"), [(1.5, 1.5), (0.66, 2.0), (2.3, 1.0), (1.0, 4.0), (4.0, 0.7)])
def test_every_call_out_is_in_sight_and_nothing_is_distorted(
    aspect: float, box: float, points: list[tuple[float, float]], *, drawn: bool
) -> None:
    window = look_at(aspect, box, points, drawn=drawn)

    assert window.width * box / window.height == pytest.approx(aspect)
    assert all(0 <= share <= 100 for point in points for share in window.at(point))
    assert window.left <= 1e-9 or window.left == pytest.approx(1 - window.left - window.width)
    below = 1 - window.top - window.height
    assert window.top <= 1e-9 or below == pytest.approx(0 if drawn else window.top)  # a drawing has its sky


def test_a_photograph_of_the_box_s_shape_is_shown_whole() -> None:
    window = look_at(1.5, 1.5, [(50, 50)])

    assert (window.left, window.top, window.width, window.height) == pytest.approx((0, 0, 1, 1))


def photograph(
    kind: str = "JPEG",
    *,
    mode: str = "RGB",
    colour: str | int | tuple[int, ...] = "#d01010",
    size: tuple[int, int] = (600, 400),
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind)
    return out.getvalue()


def figure(name: str, data: bytes) -> dict[str, Any]:
    shown = PICTURE | {"name": "", "path": "a.jpg", "digest": digest(data), "width": 600, "height": 400}
    return view_of("figure", SHEETS[name], picture=shown, blocks=callouts((20, 50), (70, 50)))


@pytest.mark.parametrize("name", KINDS)
def test_a_photograph_is_printed(tmp_path: Path, name: str) -> None:
    shown, data = figure(name, photograph()), photograph()
    made = print_poster(shown["poster"], shown["format"], templates(tmp_path), photograph=data)
    image = picture(made, 300)
    red = (
        sum(r > 180 and g < 60 and b < 60 for r, g, b in image.get_flattened_data())
        / image.width
        / image.height
    )

    assert 0.08 < red < 0.5


@pytest.mark.parametrize(
    ("name", "points", "is_on_it"),
    [("a4", [(50, 40), (50, 80), (30, 60)], True), ("1080x1920", [(50, 10), (50, 90)], False)],
)
def test_the_credit_of_a_narrow_photograph_stands_on_it_where_it_hides_no_call_out(
    tmp_path: Path, name: str, points: list[tuple[float, float]], *, is_on_it: bool
) -> None:
    data = photograph(size=(900, 1350))
    shown = figure(name, data)
    shown["poster"]["picture"] |= {"width": 900, "height": 1350}
    shown["poster"]["blocks"] = callouts(*points)
    sheet = read_sheet(print_poster(shown["poster"], shown["format"], templates(tmp_path), photograph=data))
    (credit,) = (run.box for run in sheet.runs if run.words == PICTURE["credit"])

    assert any(credit.within(picture) for picture in sheet.pictures) == is_on_it


@pytest.mark.parametrize("size", [(2000, 1200), (2400, 800)])
@pytest.mark.parametrize("name", ["a4", "a3", "a1", "60x90"])
def test_a_wide_photograph_that_reaches_the_edges_is_no_fault(
    tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    shown, data = figure(name, photograph()), photograph(size=size)
    shown["poster"]["picture"] |= {"width": size[0], "height": size[1]}
    memo = Memo(tmp_path / "memo")
    made = poster_pdf(shown, templates=templates(tmp_path), memo=memo, photograph=lambda: data)

    assert prove(made, shown["poster"], shown["format"]) == ()


@pytest.mark.parametrize(
    ("data", "colour"),
    [
        (photograph(), (208, 16, 16)),
        (photograph("PNG", mode="RGBA", colour=(0, 0, 0, 0)), (255, 255, 255)),
        (photograph(mode="CMYK", colour=(0, 0, 0, 0)), (255, 255, 255)),
        (photograph("GIF", mode="P", colour=0), None),
    ],
)
def test_any_picture_becomes_one_in_plain_colours(data: bytes, colour: tuple[int, int, int] | None) -> None:
    with Image.open(io.BytesIO(printable(data))) as made:
        assert (made.format, made.mode, made.size) == ("JPEG", "RGB", (600, 400))
        pixel = made.getpixel((10, 10))
    assert colour is None or all(abs(a - b) < 6 for a, b in zip(pixel, colour, strict=True))  # type: ignore[arg-type]


def test_a_huge_picture_is_made_smaller_and_a_drawing_is_kept() -> None:
    out = io.BytesIO()
    Image.new("RGB", (5000, 1000)).save(out, "JPEG")
    with Image.open(io.BytesIO(printable(out.getvalue()))) as made:
        assert made.size == (3200, 640)
    assert printable(b"<svg></svg>") == b"<svg></svg>"


def test_a_build_prints_the_photograph_and_tells_when_it_changed(tmp_path: Path) -> None:
    write_site(tmp_path / "drawings", DRAWINGS)
    content, data = tmp_path / "content", photograph()
    content.mkdir()
    (content / "a.jpg").write_bytes(data)
    source = Templates([tmp_path / "drawings", BUILT_IN])
    made = recipes(source, Assets([BUILT_IN]), content=content, memo=Memo(tmp_path / "memo"))

    assert made["poster.pdf"].make(figure("a4", data)).startswith(b"%PDF")
    (content / "a.jpg").write_bytes(photograph(colour="#1010d0"))
    with pytest.raises(Exception, match="the file changed"):
        made["poster.pdf"].make(figure("120x90", data))  # a3 is cut from what was drawn for a4


def test_what_a_camera_noted_in_a_photograph_is_not_printed() -> None:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "JPEG", comment=b"SECRET")
    assert b"SECRET" in out.getvalue()
    assert b"SECRET" not in printable(out.getvalue())
