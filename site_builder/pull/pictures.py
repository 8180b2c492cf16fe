"""Foreign pictures: looked at with distrust, and written anew without anything but what one sees."""

from __future__ import annotations

import threading
import warnings
from io import BytesIO

from PIL import Image

from site_builder.shrink import WIDEST, smaller

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = 30_000_000  # 120 MB while it is read; the largest telephones make 12 to 50 million
_SMALLEST = 48  # pixels; less is a bullet, a logo of a file type, or a spy
_KINDS = {"JPEG": ("JPEG", ".jpg"), "MPO": ("JPEG", ".jpg"), "WEBP": ("WEBP", ".webp")}  # others: PNG
_HEAVY = 400 << 10  # bytes; a PNG beyond is a photograph
_ONE_AT_A_TIME = threading.Lock()  # for the sake of memory


class NoPictureError(Exception):
    """The bytes are no picture, or one of no use to readers."""


def redrawn(data: bytes) -> tuple[bytes, str]:
    """Return a picture as a file of our own, and the ending of its name.

    Raises NoPictureError for anything but a whole JPEG, PNG, WebP or GIF of a bearable size; of a moving one
    the first frame is taken.
    """
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _redrawn(data)
        except NoPictureError:
            raise
        except Exception as error:  # a damaged file makes the decoders raise whatever they like
            raise NoPictureError from error


def _redrawn(data: bytes) -> tuple[bytes, str]:
    with Image.open(BytesIO(data), formats=FORMATS) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS or min(width, height) < _SMALLEST:
            raise NoPictureError
        picture.draft("RGB", (WIDEST * 2, WIDEST * 20))
        kind, suffix = _KINDS.get(picture.format or "", ("PNG", ".png"))
        made = smaller(picture, kind)
        if kind == "PNG" and len(made) > _HEAVY and not picture.has_transparency_data:
            return smaller(picture.convert("RGB"), "JPEG"), ".jpg"
        return made, suffix
