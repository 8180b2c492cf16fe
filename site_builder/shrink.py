"""Photographs made small enough for a page or a poster."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from site_builder.colours import in_srgb

WIDEST = 1600  # pixels; the widest page column is 800 on a screen of double density


def smaller(picture: Image.Image, kind: str) -> bytes:
    """Return the picture upright, in sRGB, at most 1600 pixels across, without metadata, as such a file."""
    plain = scaled(picture, (WIDEST, WIDEST * 10))
    clean = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    out = BytesIO()
    clean.save(out, "JPEG" if kind == "MPO" else kind, quality=85)
    return out.getvalue()


def scaled(picture: Image.Image, most: tuple[int, int]) -> Image.Image:
    """Return the picture upright, no larger than `most`, in sRGB: L, RGB or RGBA."""
    plain = _in_full_colour(ImageOps.exif_transpose(picture))
    plain.thumbnail(most, Image.Resampling.LANCZOS)
    return in_srgb(plain)  # last: 30 ms for each million pixels


def _in_full_colour(picture: Image.Image) -> Image.Image:
    """Return the picture in a mode that can be scaled smoothly and keeps what was transparent."""
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode.startswith("I"):  # scans of 16 bits, which Pillow would clip to white
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    return picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")
