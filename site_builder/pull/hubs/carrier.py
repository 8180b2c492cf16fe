"""The output of a hub above on a stick: a folder or a ZIP file, read as if it were asked over the network."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from site_builder.errors import SiteError
from site_builder.i18n import _, reason_of
from site_builder.pull.http import Response
from site_builder.pull.hubs.fetch import LARGEST, Ask
from site_builder.pull.trouble import FetchError

INDEX = "hub.json"
BASE = "http://stick.invalid/"
NOT_FOUND = 404
_SITES = ("", "site/", "output/site/")  # where hub.json may lie below the folder that a person names
_MOST_NAMES = 64 << 20  # bytes of a ZIP file's list of contents: half a million files
_END, _FAR_END = b"PK\x05\x06", b"PK\x06\x07"
_UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)

Read = Callable[[str], bytes | None]


@contextmanager
def carried(place: Path) -> Iterator[Ask]:
    """Give what answers for the files of a hub's output in a folder or a ZIP file; addresses begin with BASE.

    Raises SiteError when there is no such output.
    """
    if place.is_dir():
        yield _ask(_folder(place))
        return
    try:
        _check_size(place)
        archive = ZipFile(place)
    except _UNREADABLE as error:
        raise _no_archive(place, error) from error
    with archive:
        yield _ask(_archive(archive, place))


def _ask(read: Read) -> Ask:
    def ask(url: str) -> Response:
        path = url.removeprefix(BASE)
        data = read(path)
        if data is None:
            raise FetchError(_("the file is not there: {file}").format(file=path), status=NOT_FOUND)
        return Response(status=200, url=url, body=data)

    return ask


def _folder(place: Path) -> Read:
    site = next((place / below for below in _SITES if (place / below / INDEX).is_file()), None)
    if site is None:
        raise _no_hub(place)
    root = site.resolve()

    def read(path: str) -> bytes | None:
        file = (root / path).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            return None
        if file.stat().st_size > LARGEST:
            raise _too_large(path)
        try:
            return file.read_bytes()
        except OSError as error:
            raise _unreadable(path, error) from error

    return read


def _archive(archive: ZipFile, place: Path) -> Read:
    files = {info.filename.replace("\\", "/"): info for info in archive.infolist()}
    indexes = sorted((name for name in files if f"/{name}".endswith(f"/{INDEX}")), key=len)
    if not indexes:
        raise _no_hub(place)
    return _reading(archive, files, indexes[0].removesuffix(INDEX))


def _reading(archive: ZipFile, files: Mapping[str, ZipInfo], top: str) -> Read:
    def read(path: str) -> bytes | None:
        info = files.get(top + path)
        if info is None or info.is_dir():
            return None
        try:
            with archive.open(info) as file:
                data = file.read(LARGEST + 1)  # whatever the list of contents says of its size
        except _UNREADABLE as error:
            raise _unreadable(path, error) from error
        if len(data) > LARGEST:
            raise _too_large(path)
        return data

    return read


def _check_size(place: Path) -> None:
    """Refuse a ZIP file whose list of contents alone would fill the memory; raises ValueError."""
    with place.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - (1 << 16) - 100))
        tail = file.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) < at + 22:
            raise BadZipFile
        (names,) = struct.unpack_from("<L", tail, at + 12)
        if at >= 20 and tail[at - 20 : at - 16] == _FAR_END:
            (far,) = struct.unpack_from("<Q", tail, at - 12)
            file.seek(min(far, size))
            record = file.read(56)
            names = struct.unpack_from("<Q", record, 40)[0] if len(record) == 56 else names
    if names > _MOST_NAMES:
        raise ValueError(_("it is too large"))


def _no_hub(place: Path) -> SiteError:
    return SiteError(
        _("there is no output of a hub: {place} has no hub.json").format(place=place),
        hint=_("name the folder output/site of the hub above, its copy on a stick, or a ZIP file of it"),
    )


def _no_archive(place: Path, error: Exception) -> SiteError:
    reason = reason_of(error) if isinstance(error, OSError) else str(error) or _("it is no ZIP file")
    return SiteError(
        _("{place} cannot be read: {reason}").format(place=place, reason=reason),
        hint=_("name a folder or a ZIP file; copy it again if it came on a stick"),
    )


def _unreadable(path: str, error: Exception) -> FetchError:
    return FetchError(
        _("{file} is damaged: {reason}").format(file=path, reason=type(error).__name__),
        hint=_("copy it again"),
    )


def _too_large(path: str) -> FetchError:
    return FetchError(_("{file} is too large: {size} MiB").format(file=path, size=LARGEST >> 20))
