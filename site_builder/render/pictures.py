"""Pictures of the hub, as the pages show them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

WIDEST = 1600  # pixels; the widest page column is 800 on a screen of double density
SVG = ".svg"


def picture_bytes(file: Path) -> bytes:
    """Return the picture without its metadata (place, camera), upright, at most 1600 pixels across.

    Drawings and animations are carried over unchanged.
    """
    data = file.read_bytes()
    if file.suffix.lower() == SVG:
        return data
    with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
        kind = picture.format or "PNG"
        if getattr(picture, "is_animated", False) or not _needs_work(picture):
            return data
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((WIDEST, WIDEST * 10), Image.Resampling.LANCZOS)
        return _encoded(upright, kind)


def _needs_work(picture: Image.Image) -> bool:
    return picture.width > WIDEST or bool(picture.getexif()) or "xmp" in picture.info


def _encoded(picture: Image.Image, kind: str) -> bytes:
    clean = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    if picture.mode == "P" and (palette := picture.getpalette()):
        clean.putpalette(palette)
    out = BytesIO()
    clean.save(out, kind, quality=85, icc_profile=picture.info.get("icc_profile"))
    return out.getvalue()
