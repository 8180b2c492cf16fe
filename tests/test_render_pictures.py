"""Pictures as published: nothing of a phone's notes goes out, and what was transparent stays so."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageSequence, PngImagePlugin

from site_builder.render.paper.srgb import profile
from site_builder.render.pictures import picture_bytes, printable
from site_builder.shrink import WIDEST
from tests.profiles import adobe_rgb, display_p3

SECRET = "27.3N 105.3E"
EXIF = Image.Exif()
EXIF[0x010E] = SECRET
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()


def photograph(size: tuple[int, int] = (40, 30)) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert("RGB")


def saved(kind: str, image: Image.Image | None = None, **options: object) -> bytes:
    out = BytesIO()
    (image or photograph()).save(out, kind, **options)
    return out.getvalue()


def frames() -> list[Image.Image]:
    return [Image.new("RGB", (40, 30), colour) for colour in ("blue", "green")]


def remarks() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return info


PICTURES: dict[str, Callable[[], bytes]] = {
    "exif.jpg": lambda: saved("JPEG", exif=EXIF, xmp=XMP),
    "comment.jpg": lambda: saved("JPEG", comment=SECRET, progressive=True),
    "film.jpg": lambda: saved("JPEG") + b"ftypmp42" + SECRET.encode(),
    "phone.jpg": lambda: saved("MPO", exif=EXIF, save_all=True, append_images=frames()),
    "wide-phone.jpg": lambda: saved("MPO", photograph((2000, 9)), exif=EXIF, save_all=True,
                                    append_images=frames()),
    "text.png": lambda: saved("PNG", pnginfo=remarks(), exif=EXIF),
    "behind.png": lambda: saved("PNG") + SECRET.encode(),
    "moving.png": lambda: saved("PNG", pnginfo=remarks(), save_all=True, append_images=frames()),
    "exif.webp": lambda: saved("WEBP", exif=EXIF, xmp=XMP),
    "moving.webp": lambda: saved("WEBP", exif=EXIF, xmp=XMP, save_all=True, append_images=frames()),
    "comment.gif": lambda: saved("GIF", comment=SECRET.encode()),
    "moving.gif": lambda: saved("GIF", comment=SECRET.encode(), save_all=True, append_images=frames(),
                                loop=0),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_a_published_picture_tells_nothing_but_its_pixels(tmp_path: Path, name: str) -> None:
    data = PICTURES[name]()
    assert SECRET.encode() in data
    (tmp_path / name).write_bytes(data)

    shown = picture_bytes(tmp_path / name)

    assert SECRET.encode() not in shown
    before, after = (Image.open(BytesIO(part)) for part in (data, shown))
    if not name.startswith("wide"):
        for one, other in zip(pictures(before), pictures(after), strict=True):
            assert ImageChops.difference(one, other).getbbox() is None
    assert after.format == ("JPEG" if before.format == "MPO" else before.format)
    assert after.info.get("loop") == before.info.get("loop")


def pictures(image: Image.Image) -> list[Image.Image]:
    if image.format == "MPO":
        return [image.convert("RGB")]
    return [frame.convert("RGB") for frame in ImageSequence.Iterator(image)]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_on_its_side_is_published_upright(tmp_path: Path, kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (tmp_path / "a.jpg").write_bytes(saved(kind, exif=exif))
    with Image.open(BytesIO(picture_bytes(tmp_path / "a.jpg"))) as shown:
        assert shown.size == (30, 40)
        assert not shown.getexif()


def see_through(mode: str) -> bytes:
    """Return a picture wider than a page, transparent at its left edge and red at its right."""
    wide = Image.new("RGBA", (2000, 20), (0, 0, 0, 0))
    wide.paste((255, 0, 0, 255), (1000, 0, 2000, 20))
    if mode == "P":
        return saved("PNG", wide.quantize(8))
    if mode == "RGBA":
        return saved("PNG", wide)
    return saved("PNG", wide.convert("RGB"), transparency=(0, 0, 0))


@pytest.mark.parametrize("mode", ["P", "RGB", "RGBA"])
def test_a_picture_made_smaller_stays_transparent(tmp_path: Path, mode: str) -> None:
    (tmp_path / "a.png").write_bytes(see_through(mode))
    with Image.open(BytesIO(picture_bytes(tmp_path / "a.png"))) as picture:
        shown = picture.convert("RGBA")
    assert shown.width == WIDEST
    assert shown.getpixel((5, 5))[3] == 0  # type: ignore[index]
    assert shown.getpixel((WIDEST - 5, 5)) == (255, 0, 0, 255)


@pytest.mark.parametrize(("mode", "kind"), [("CMYK", "JPEG"), ("L", "JPEG"), ("1", "PNG"), ("P", "GIF")])
def test_wide_pictures_of_every_colour_mode_are_made_smaller(tmp_path: Path, mode: str, kind: str) -> None:
    (tmp_path / "a.png").write_bytes(saved(kind, photograph((2000, 20)).convert(mode)))
    with Image.open(BytesIO(picture_bytes(tmp_path / "a.png"))) as shown:
        assert shown.size == (WIDEST, 16)
        assert shown.format == kind


def test_a_scan_of_sixteen_bits_keeps_its_shades(tmp_path: Path) -> None:
    deep = photograph((2000, 20)).convert("L").convert("I").point(lambda value: value * 256)
    (tmp_path / "a.png").write_bytes(saved("PNG", deep.convert("I;16")))
    with Image.open(BytesIO(picture_bytes(tmp_path / "a.png"))) as shown:
        darkest, lightest = shown.getextrema()
    assert darkest < 64  # type: ignore[operator]
    assert 192 < lightest < 255  # type: ignore[operator]


def test_a_picture_that_is_right_already_is_published_byte_for_byte(tmp_path: Path) -> None:
    data = saved("JPEG", photograph())
    (tmp_path / "a.jpg").write_bytes(data)
    assert picture_bytes(tmp_path / "a.jpg") == data


TELEPHONE, CAMERA = display_p3(), adobe_rgb()
RED = (255, 0, 0)  # as it is written in sRGB, which is (234, 51, 35) in Display P3, (219, 0, 0) in Adobe RGB


def tagged(kind: str, colour: tuple[int, ...], icc: bytes | None, size: tuple[int, int] = (1600, 4)) -> bytes:
    image = Image.new("RGB" if len(colour) == 3 else "RGBA", size, colour)
    return saved(kind, image, icc_profile=icc)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("icc", "colour"), [(TELEPHONE, (234, 51, 35)), (CAMERA, (219, 0, 0)), (profile(), RED), (None, RED)]
)
@pytest.mark.parametrize("wide", [1600, 2000])
def test_a_page_and_a_poster_show_the_colour_that_was_photographed(
    tmp_path: Path, kind: str, icc: bytes | None, colour: tuple[int, int, int], wide: int
) -> None:
    data = tagged(kind, colour, icc, (wide, 4))
    (tmp_path / "a.jpg").write_bytes(data)
    for made in (picture_bytes(tmp_path / "a.jpg"), printable(data)):
        with Image.open(BytesIO(made)) as shown:
            seen = shown.convert("RGB").getpixel((800, 2))
            meant = shown.info.get("icc_profile")
        assert all(abs(one - other) <= 6 for one, other in zip(seen, RED, strict=True))  # type: ignore[arg-type]
        assert meant in (None, profile())


def test_what_is_transparent_stays_so_when_its_colour_changes(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(tagged("PNG", (234, 51, 35, 100), TELEPHONE))
    with Image.open(BytesIO(picture_bytes(tmp_path / "a.png"))) as shown:
        red, green, blue, alpha = shown.getpixel((5, 2))  # type: ignore[misc]
    assert alpha == 100
    assert red >= 250
    assert max(green, blue) <= 6


@pytest.mark.parametrize(
    "icc", [b"torn", profile()[:300], TELEPHONE], ids=["no profile", "torn", "of colours"]
)
def test_a_profile_that_is_of_no_use_changes_nothing(tmp_path: Path, icc: bytes) -> None:
    grey = saved("JPEG", photograph().convert("L"), icc_profile=icc)
    (tmp_path / "a.jpg").write_bytes(grey)
    with Image.open(BytesIO(picture_bytes(tmp_path / "a.jpg"))) as shown, Image.open(BytesIO(grey)) as before:
        assert ImageChops.difference(shown, before).getbbox() is None
