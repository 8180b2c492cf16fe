"""Files: written in one step or, by whom knows what to write again, in place."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from pathlib import Path
from stat import S_ISREG

from site_builder.errors import SiteError
from site_builder.i18n import _, reason_of
from site_builder.stamps import stamp_of


def write_file(file: Path, data: bytes) -> bool:
    """Put data at file in one step, a reader sees all or nothing; say whether that changed anything."""
    if _holds(file, data):
        return False
    part = file.parent / f".kepu-{os.getpid()}-{threading.get_ident()}"
    try:
        _create(part, data)
        _put(part, file)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    return True


def _create(part: Path, data: bytes) -> None:
    """Write a file that nobody reads yet; its folder is made when it is not there."""
    try:
        part.write_bytes(data)
    except FileNotFoundError:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)


def _put(part: Path, file: Path) -> None:
    """Move part to file in one step: a reader sees all of it or nothing."""
    try:
        os.replace(part, file)  # noqa: PTH105 - ten thousand of them
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.replace(part, file)  # noqa: PTH105


def overwrite(path: str, data: bytes) -> tuple[int, bool]:
    """Put data at path; return the file's stamp then, and whether that changed anything.

    For thousands of files whose writer knows, after it was killed, which of them to write again: a reader
    may see half of one. Ten times as fast as write_file() where a file was there before (measured on ext4).
    """
    try:
        file = os.open(path, _READ_AND_WRITE)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, _READ_AND_WRITE | os.O_CREAT, 0o666)
    except OSError as error:  # a link, or a file that may only be read
        if Path(path).is_dir() and not Path(path).is_symlink():  # each system calls it otherwise
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path) from error
        Path(path).unlink()
        file = os.open(path, _READ_AND_WRITE | os.O_CREAT, 0o666)
    try:
        status = os.fstat(file)
        if status.st_nlink > 1 or not S_ISREG(status.st_mode):  # somebody's copy is the same file
            return _replaced(path, data)
        if status.st_size == len(data) and os.read(file, len(data) + 1) == data:
            return stamp_of(status), False
        os.lseek(file, 0, os.SEEK_SET)
        _write_all(file, data)
        if status.st_size > len(data):
            os.ftruncate(file, len(data))
        return stamp_of(os.fstat(file)), True
    finally:
        os.close(file)


_READ_AND_WRITE = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def _write_all(file: int, data: bytes) -> None:
    written = os.write(file, data)
    while written < len(data):
        written += os.write(file, data[written:])


def _replaced(path: str, data: bytes) -> tuple[int, bool]:
    is_new = write_file(Path(path), data)
    return stamp_of(Path(path).stat()), is_new


def remove_file(file: Path, root: Path) -> None:
    """Remove file, and the folders above it that are empty then, up to root."""
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == root:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def _holds(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


def cannot_write(error: OSError, place: Path) -> SiteError:
    """Return what a person is told when the system refused to write at place, or where the error says."""
    place = Path(error.filename) if isinstance(error.filename, str) else place
    blocker = None
    if isinstance(error, IsADirectoryError):
        blocker = place
    elif isinstance(error, FileExistsError | NotADirectoryError):
        blocker = in_the_way(place)
    return SiteError(
        _("cannot write to {folder}: {reason}").format(folder=blocker or place, reason=reason_of(error)),
        hint=_("move it away or delete it")
        if blocker
        else _("close programs that use it, and see that it may be written to and the disk is not full"),
    )


def in_the_way(place: Path) -> Path | None:
    """Return the file at place or above it, where a folder is to be; None when there is none."""
    return next((folder for folder in (*reversed(place.parents), place) if folder.is_file()), None)
