"""A printed page becomes a picture."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

import pypdfium2
from PIL import Image

_QUALITIES = (85, 75, 60, 45)
_ROUNDING = 0.01  # pixels
LARGEST = 5_000_000  # bytes: WeChat takes no larger picture


def png_of(pdf: bytes, width: int) -> bytes:
    """Return the first page as a PNG of that width in pixels.

    Looking for runs only takes half the time, and flat colours become hardly larger.
    """
    out = io.BytesIO()
    picture_of(pdf, width).save(out, "PNG", compress_type=zlib.Z_RLE)
    return out.getvalue()


def jpeg_of(pdf: bytes, width: int) -> bytes:
    """Return the first page as a baseline sRGB JPEG, which every television reads, of 5 MB at the most."""
    picture = picture_of(pdf, width)
    tries = (_jpeg(picture, quality) for quality in _QUALITIES)
    return next((data for data in tries if len(data) <= LARGEST), b"") or _jpeg(picture, _QUALITIES[-1])


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, progressive=False, optimize=True)
    return out.getvalue()


def darkness_of(pdf: bytes, width: int, *, edges: Sequence[float] = ()) -> float:
    """Return how dark the first page is on average, or what of it lies within `edges`, in points.

    0 is white paper, 1 black all over.

    Grey is the luma of ITU-R BT.601, as printers make it of colours; a screened grey of that value covers
    as large a share of the paper with toner.
    """
    histogram = picture_of(pdf, width, edges=edges).convert("L").histogram()
    return sum((255 - grey) * count for grey, count in enumerate(histogram)) / 255 / sum(histogram)


def picture_of(pdf: bytes, width: int, *, edges: Sequence[float] = ()) -> Image.Image:
    """Return the first page in that width in pixels, or what of it lies within `edges`, in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        wide, high = page.get_size()
        left, bottom, right, top = edges or (0, 0, wide, high)
        bitmap = page.render(
            scale=(width - _ROUNDING) / (right - left),  # it is rounded up to whole pixels
            crop=(left, bottom, wide - right, high - top),
            rev_byteorder=True,
        )
        image: Image.Image = bitmap.to_pil()
        return image if image.mode == "RGB" else image.convert("RGB")
    finally:
        document.close()


def page_size(pdf: bytes) -> tuple[float, float]:
    """Return width and height of the first page in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        size: tuple[float, float] = document[0].get_size()
        return size
    finally:
        document.close()
