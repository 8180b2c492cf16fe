"""A poster becomes a picture that every television set reads."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import cast

from PIL import Image

from site_builder.digest import View, digest
from site_builder.memo import Memo
from site_builder.render.posters import THEMES, Drawing
from site_builder.render.version import code_version

Draw = Callable[[View], Drawing]  # a view of a poster and a format → the poster
Canvas = tuple[int, int]

QUALITY = 90


def slide_jpeg(view: View, *, draw: Draw, memo: Memo) -> bytes:
    """Return the poster as a baseline JPEG of three channels, exactly as large as the view's canvas."""
    pdf = draw({"poster": view["poster"], "format": view["format"]}).pdf
    across, down = cast("list[int]", view["canvas"])
    theme = THEMES[str(cast("View", view["poster"])["theme"])]
    return jpeg_of(pdf, (across, down), ground=theme.dark, memo=memo)


def jpeg_of(pdf: bytes, canvas: Canvas, *, ground: str, memo: Memo) -> bytes:
    """Return the only page, as large as it fits in the middle of a canvas; what is left of it is `ground`."""
    source = f"{canvas} {ground} {digest(pdf)}".encode()
    return memo.recall(f"slide {code_version()}", source, lambda: _jpeg(_on_canvas(pdf, canvas, ground)))


def _on_canvas(pdf: bytes, canvas: Canvas, ground: str) -> Image.Image:
    from site_builder.render.posters import raster  # noqa: PLC0415 - 30 ms; most are remembered

    across, down = raster.page_size(pdf)
    scale = min(canvas[0] / across, canvas[1] / down)
    picture = raster.picture_of(pdf, min(canvas[0], round(across * scale)))
    if picture.size == canvas:
        return picture
    whole = Image.new("RGB", canvas, ground)
    whole.paste(picture, ((canvas[0] - picture.width) // 2, (canvas[1] - picture.height) // 2))
    return whole


def _jpeg(picture: Image.Image) -> bytes:
    """Return a JPEG such as every telephone makes: colours at half size, neither profile nor notes inside.

    Old television sets skip progressive, grey and CMYK files, and some that have colours at full size.
    """
    out = io.BytesIO()
    picture.convert("RGB").save(
        out, "JPEG", quality=QUALITY, subsampling="4:2:0", progressive=False, optimize=True
    )
    return out.getvalue()
