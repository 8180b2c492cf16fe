"""Pictures of the hub, as the pages show them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from site_builder.render.colours import in_srgb, is_srgb
from site_builder.render.metadata import without_metadata

WIDEST = 1600  # pixels; the widest page column is 800 on a screen of double density
SVG = ".svg"
_ORIENTATION = 0x0112  # EXIF; 1 is upright
_PRINTED = 3200  # pixels of the longer side: 90 dots an inch on the widest board, 270 on A3
_MARKUP = (b"<", b"\xef\xbb\xbf<")  # how a drawing begins
_MOVING = ("GIF", "WEBP", "PNG")  # what else a JPEG of a phone holds is no animation


def picture_bytes(file: Path, data: bytes | None = None) -> bytes:
    """Return the picture in sRGB without its metadata (place, camera), upright, at most 1600 pixels across.

    Drawings are carried over unchanged; animations keep size and colours. `data` is what the file holds,
    when it was read already.
    """
    data = file.read_bytes() if data is None else data
    if file.suffix.lower() == SVG:
        return data
    with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
        kind = picture.format or ""
        moves = kind in _MOVING and getattr(picture, "is_animated", False)
        if not moves and not _is_ready(picture):
            return _made_anew(picture, kind)
        try:
            return without_metadata(data, kind)
        except ValueError:  # laid out oddly, but Pillow reads it
            return _made_anew(picture, kind)


def _is_ready(picture: Image.Image) -> bool:
    upright = picture.getexif().get(_ORIENTATION, 1) == 1
    return upright and picture.width <= WIDEST and is_srgb(picture)


def _made_anew(picture: Image.Image, kind: str) -> bytes:
    plain = _scaled(picture, (WIDEST, WIDEST * 10))
    clean = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    out = BytesIO()
    clean.save(out, "JPEG" if kind == "MPO" else kind, quality=85)
    return out.getvalue()


def _scaled(picture: Image.Image, most: tuple[int, int]) -> Image.Image:
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


def printable(data: bytes) -> bytes:
    """Return a picture for a poster: a JPEG in sRGB, upright; a drawing as it is."""
    if data.lstrip().startswith(_MARKUP):
        return data
    with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
        picture.draft("RGB", (_PRINTED, _PRINTED))
        scaled = _scaled(picture, (_PRINTED, _PRINTED))
        plain = _on_white(scaled) if scaled.has_transparency_data else scaled.convert("RGB")
        out = BytesIO()
        bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())  # without notes of a camera
        bare.save(out, "JPEG", quality=88)
        return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    clear = picture.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper
