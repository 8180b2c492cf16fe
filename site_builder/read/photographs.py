"""Photographs: whole, of a known kind and of a bearable size."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from site_builder.i18n import _
from site_builder.read.picture_error import PictureError
from site_builder.read.picture_facts import Facts

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = 50_000_000
LARGEST = 40 * 1024 * 1024  # bytes
MOVING = ("GIF", "WEBP", "PNG")  # what else a JPEG of a phone holds is no animation
_ORIENTATION = 0x0112  # EXIF; 5 to 8 stand on their side
_KINDS = (
    (b"<!doctype html", "HTML"), (b"<html", "HTML"), (b"%pdf", "PDF"), (b"pk\x03\x04", "ZIP / Word"),
    (b"bm", "BMP"), (b"ii*\0", "TIFF"), (b"mm\0*", "TIFF"), (b"<?xml", "XML"), (b"<svg", "SVG"),
)  # fmt: skip


def photograph_facts(path: str, data: bytes) -> Facts:
    """Return what is to be known of the photograph.

    Raises PictureError.
    """
    if len(data) > LARGEST:
        raise PictureError(_("the picture is larger than 40 MB: {path}").format(path=path), _scale_down())
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _facts(data)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise PictureError(
                _("the picture has too many points: {path}").format(path=path), _scale_down()
            ) from error
        except UnidentifiedImageError as error:
            raise PictureError(
                _("{path} is not a picture but {kind}").format(path=path, kind=_kind(data)),
                _("save the picture again; the saved file is something else"),
            ) from error
        except Exception as error:  # a damaged file makes the decoders raise whatever they like
            raise PictureError(
                _("the picture is damaged: {path}").format(path=path), _("save or copy the picture again")
            ) from error


def _facts(data: bytes) -> Facts:
    with Image.open(BytesIO(data), formats=FORMATS) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise Image.DecompressionBombError
        picture.verify()
    with Image.open(BytesIO(data), formats=FORMATS) as picture:  # verify() leaves nothing to load
        picture.load()
        on_its_side = picture.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
        moving = picture.format in MOVING and getattr(picture, "is_animated", False)
        inks = picture.mode == "CMYK"
    return Facts(height, width, moving, inks) if on_its_side else Facts(width, height, moving, inks)


def _kind(data: bytes) -> str:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        return _("an empty file")
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return "HEIC / AVIF"
    known = next((kind for magic, kind in _KINDS if start.startswith(magic)), "")
    return known or _("something unknown")


def _scale_down() -> str:
    return _("make it smaller: 2000 points wide are enough")
