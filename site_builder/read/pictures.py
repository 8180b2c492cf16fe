"""Pictures that documents refer to: there, whole, of a known kind and of a bearable size."""

from __future__ import annotations

import json
import unicodedata
import warnings
from io import BytesIO
from pathlib import Path, PurePosixPath

from PIL import Image, UnidentifiedImageError

from site_builder.digest import canonical, digest
from site_builder.i18n import _, reason_of
from site_builder.memo import Memo
from site_builder.model import Picture
from site_builder.read.svg import DrawingError, drawing_size
from site_builder.read.walk import PICTURES

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = 50_000_000
LARGEST = 40 * 1024 * 1024  # bytes
_VERSION = "picture 2"
_ORIENTATION = 0x0112  # EXIF; 5 to 8 stand on their side
_KINDS = (
    (b"<!doctype html", "HTML"), (b"<html", "HTML"), (b"%pdf", "PDF"), (b"pk\x03\x04", "ZIP / Word"),
    (b"bm", "BMP"), (b"ii*\0", "TIFF"), (b"mm\0*", "TIFF"), (b"<?xml", "XML"), (b"<svg", "SVG"),
)  # fmt: skip


class PictureError(Exception):
    """The picture cannot be shown; `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def read_picture(content: Path, path: str, *, files: frozenset[str], memo: Memo | None) -> Picture:
    """Return the picture at path below content.

    Raises PictureError.
    """
    if path not in files:
        raise PictureError(_("there is no picture {path}").format(path=path), _similar(path, files))
    if not path.lower().endswith(PICTURES):
        raise PictureError(
            _("a picture of this kind cannot be shown: {path}").format(path=path), _("save it as JPG or PNG")
        )
    try:
        data = (content / path).read_bytes()
    except OSError as error:
        message = _("the file cannot be read: {reason}").format(reason=reason_of(error))
        raise PictureError(message) from error
    width, height = _size(path, data, memo)
    return Picture(path=path, digest=digest(data), width=width, height=height)


def _size(path: str, data: bytes, memo: Memo | None) -> tuple[int, int]:
    measure = _drawing if path.lower().endswith(".svg") else _photograph
    if memo is None:
        return measure(path, data)
    found = memo.recall(f"{_VERSION} {measure.__name__}", data, lambda: canonical(measure(path, data)))
    width, height = json.loads(found)
    return width, height


def _drawing(path: str, data: bytes) -> tuple[int, int]:
    try:
        return drawing_size(data)
    except DrawingError as error:
        raise PictureError(
            f"{path}: {error}", _("save it as plain SVG, or as PNG, in the drawing program")
        ) from error


def _photograph(path: str, data: bytes) -> tuple[int, int]:
    if len(data) > LARGEST:
        raise PictureError(_("the picture is larger than 40 MB: {path}").format(path=path), _scale_down())
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _whole_size(data)
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


def _whole_size(data: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(data), formats=FORMATS) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise Image.DecompressionBombError
        picture.verify()
    with Image.open(BytesIO(data), formats=FORMATS) as picture:  # verify() leaves nothing to load
        picture.load()
        on_its_side = picture.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
    return (height, width) if on_its_side else (width, height)


def _kind(data: bytes) -> str:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        return _("an empty file")
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return "HEIC / AVIF"
    known = next((kind for magic, kind in _KINDS if start.startswith(magic)), "")
    return known or _("something unknown")


def _similar(path: str, files: frozenset[str]) -> str:
    """Return what to write when a file of nearly that name is there."""
    plain = _plain(path)
    same = next((file for file in sorted(files) if _plain(file) == plain), "")
    if same:
        return _("the file is called {name}: write it exactly so").format(name=PurePosixPath(same).name)
    name = PurePosixPath(path).name
    elsewhere = next((file for file in sorted(files) if PurePosixPath(file).name == name), "")
    if elsewhere:
        return _("a file of that name lies at {path}").format(path=elsewhere)
    return _("save the picture beside the text and write its file name")


def _plain(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _scale_down() -> str:
    return _("make it smaller: 2000 points wide are enough")
