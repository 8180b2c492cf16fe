"""Pictures, and PDF files, that documents refer to: there, whole, of a known kind and of a bearable size."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path, PurePosixPath

from site_builder.digest import canonical, digest
from site_builder.edition import libraries
from site_builder.i18n import _, reason_of
from site_builder.memo import Memo
from site_builder.model import Picture
from site_builder.read.index import code_version
from site_builder.read.picture_error import PictureError
from site_builder.read.picture_facts import Facts
from site_builder.read.walk import PICTURES


def read_picture(content: Path, path: str, *, files: frozenset[str], memo: Memo | None) -> Picture:
    """Return the picture at path below content.

    Raises PictureError.
    """
    if path not in files:
        raise PictureError(_("there is no picture {path}").format(path=path), _similar(path, files))
    if not path.lower().endswith(PICTURES):
        raise no_picture(path)
    try:
        data = (content / path).read_bytes()
    except OSError as error:
        message = _("the file cannot be read: {reason}").format(reason=reason_of(error))
        raise PictureError(message) from error
    return picture_of(path, data, memo)


def picture_of(path: str, data: bytes, memo: Memo | None) -> Picture:
    """Return the picture that a file of these bytes is.

    Raises PictureError.
    """
    return Picture(path=path, digest=digest(data), **_facts(path, data, memo)._asdict())


def no_picture(path: str) -> PictureError:
    """Return what to tell of a file that no page can show."""
    message = _("a picture of this kind cannot be shown: {path}").format(path=path)
    return PictureError(message, _("save it as JPG or PNG"))


def read_paper(content: Path, path: str) -> Picture:
    """Return the PDF file at path below content.

    Raises PictureError.
    """
    try:
        data = (content / path).read_bytes()
    except OSError as error:
        message = _("the file cannot be read: {reason}").format(reason=reason_of(error))
        raise PictureError(message) from error
    if not data.startswith(b"%PDF-"):
        message = _("{path} is not a PDF file").format(path=path)
        raise PictureError(message, _("save it again; the saved file is something else"))
    return Picture(path=path, digest=digest(data), width=0, height=0)


def _facts(path: str, data: bytes, memo: Memo | None) -> Facts:
    measure = _drawing if path.lower().endswith(".svg") else _photograph
    if memo is None:
        return measure(path, data)
    version = f"{measure.__name__} {_version()}"
    found = memo.recall(version, data, lambda: canonical(measure(path, data)))
    return Facts(*json.loads(found))


def _version() -> str:
    """Name the code that measures pictures; lxml, which texts are read without, is among it."""
    return f"{code_version()} {libraries('lxml').decode()}"


def _drawing(path: str, data: bytes) -> Facts:
    from site_builder.read import svg  # noqa: PLC0415 - lxml, 6 ms, for a drawing that was not measured before

    try:
        return svg.drawing_facts(data)
    except svg.DrawingError as error:
        raise PictureError(
            f"{path}: {error}", _("save it as plain SVG, or as PNG, in the drawing program")
        ) from error


def _photograph(path: str, data: bytes) -> Facts:
    from site_builder.read.photographs import photograph_facts  # noqa: PLC0415 - Pillow, 12 ms, as above

    return photograph_facts(path, data)


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
