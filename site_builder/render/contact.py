"""Many posters on one picture, so that a designer sees them beside each other."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

from PIL import Image

from site_builder.render.posters.raster import page_size, picture_of

_SIDE, _GAP = 420, 24  # pixels: the longer side of a poster, and between two
_WALL = (226, 228, 230)


def contact_sheet(made: Sequence[bytes]) -> bytes:
    """Return a PNG of files of posters, PDF or PNG and all of one size, in rows."""
    pictures = [_small(data) for data in made]
    width, height = (max(picture.size[axis] for picture in pictures) for axis in (0, 1))
    columns = _columns(len(pictures), width / height)
    rows = math.ceil(len(pictures) / columns)
    sheet = Image.new("RGB", (columns * (width + _GAP) + _GAP, rows * (height + _GAP) + _GAP), _WALL)
    for at, picture in enumerate(pictures):
        row, column = divmod(at, columns)
        sheet.paste(picture, (_GAP + column * (width + _GAP), _GAP + row * (height + _GAP)))
    out = io.BytesIO()
    sheet.quantize(256, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _small(data: bytes) -> Image.Image:
    if data.startswith(b"%PDF"):
        wide, high = page_size(data)
        return picture_of(data, round(_SIDE * wide / max(wide, high)))
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    picture.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    return picture


def _columns(count: int, shape: float) -> int:
    """Return into how many columns posters of that width to height go: about 16:10, few places left empty."""
    ideal = math.sqrt(count * 1.6 / shape)
    near = [columns for columns in range(1, count + 1) if abs(columns - ideal) <= max(1.0, ideal / 4)]
    return min(near or [count], key=lambda columns: (-count % columns, abs(columns - ideal)))
