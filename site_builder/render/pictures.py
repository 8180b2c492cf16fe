"""Pictures of the hub, as the pages show them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from site_builder.colours import is_srgb
from site_builder.render.metadata import without_metadata
from site_builder.shrink import WIDEST, scaled, smaller

AS_THEY_ARE = (".svg", ".pdf")
_ORIENTATION = 0x0112  # EXIF; 1 is upright
_PRINTED = 3200  # pixels of the longer side: 90 dots an inch on the widest board, 270 on A3
_MARKUP = (b"<", b"\xef\xbb\xbf<")  # how a drawing begins
_MOVING = ("GIF", "WEBP", "PNG")  # what else a JPEG of a phone holds is no animation


def picture_bytes(file: Path, data: bytes | None = None) -> bytes:
    """Return the picture in sRGB without its metadata (place, camera), upright, at most 1600 pixels across.

    Drawings and PDF files are carried over unchanged; animations keep size and colours. `data` is what the
    file holds, when it was read already.
    """
    data = file.read_bytes() if data is None else data
    if file.suffix.lower() in AS_THEY_ARE:
        return data
    with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
        kind = picture.format or ""
        moves = kind in _MOVING and getattr(picture, "is_animated", False)
        if not moves and not _is_ready(picture):
            return smaller(picture, kind)
        try:
            return without_metadata(data, kind)
        except ValueError:  # laid out oddly, but Pillow reads it
            return smaller(picture, kind)


def _is_ready(picture: Image.Image) -> bool:
    upright = picture.getexif().get(_ORIENTATION, 1) == 1
    return upright and picture.width <= WIDEST and is_srgb(picture)


def printable(data: bytes) -> bytes:
    """Return a picture for a poster: a JPEG in sRGB, upright; a drawing as it is."""
    if data.lstrip().startswith(_MARKUP):
        return data
    with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
        picture.draft("RGB", (_PRINTED, _PRINTED))
        fit = scaled(picture, (_PRINTED, _PRINTED))
        plain = _on_white(fit) if fit.has_transparency_data else fit.convert("RGB")
        out = BytesIO()
        bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())  # without notes of a camera
        bare.save(out, "JPEG", quality=88)
        return out.getvalue()


def in_light_greys(jpeg: bytes, darkest: float) -> bytes:
    """Return a photograph without colours, lightened until it is no darker on average; 1 is black."""
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as picture:
        grey = picture.convert("L")
    counts = grey.histogram()
    dark = sum((255 - value) * count for value, count in enumerate(counts)) / 255 / sum(counts)
    share = min(1.0, darkest / dark) if dark else 1.0
    out = BytesIO()
    grey.point([round(255 - share * (255 - value)) for value in range(256)]).save(out, "JPEG", quality=88)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    clear = picture.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper
