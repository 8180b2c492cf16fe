"""A printed page becomes a picture."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

_QUALITY = 85


def png_of(pdf: bytes, width: int) -> bytes:
    """Return the first page as a PNG of that width in pixels."""
    out = io.BytesIO()
    _picture(pdf, width).save(out, "PNG", compress_level=6)
    return out.getvalue()


def jpeg_of(pdf: bytes, width: int) -> bytes:
    """Return the first page as a baseline sRGB JPEG, which every television reads."""
    out = io.BytesIO()
    _picture(pdf, width).save(out, "JPEG", quality=_QUALITY, progressive=False, optimize=True)
    return out.getvalue()


def _picture(pdf: bytes, width: int) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
        image: Image.Image = bitmap.to_pil().convert("RGB")
        return image
    finally:
        document.close()
