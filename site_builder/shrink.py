"""Photographs made small enough for a page."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

WIDEST = 1600  # pixels; the widest page column is 800 on a screen of double density


def smaller(picture: Image.Image, kind: str) -> bytes:
    """Return the picture upright, at most 1600 pixels across, without its metadata, as a file of kind."""
    plain = _in_full_colour(ImageOps.exif_transpose(picture))
    profile = picture.info.get("icc_profile") if plain.mode == picture.mode else None
    plain.thumbnail((WIDEST, WIDEST * 10), Image.Resampling.LANCZOS)
    clean = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    out = BytesIO()
    clean.save(out, "JPEG" if kind == "MPO" else kind, quality=85, icc_profile=profile)
    return out.getvalue()


def _in_full_colour(picture: Image.Image) -> Image.Image:
    """Return the picture in a mode that can be scaled smoothly and keeps what was transparent."""
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode.startswith("I"):  # scans of 16 bits, which Pillow would clip to white
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
