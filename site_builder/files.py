"""Files written in one step: a reader sees the old or the new one, never half."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path

RACY = 50_000_000  # nanoseconds: two changes of a file so close together may bear the same stamp


def write_file(file: Path, data: bytes, *, scratch: Path | None = None) -> bool:
    """Put data at file and say whether that changed anything.

    `scratch` is a folder on the same disk for what is not whole yet, so that a program that is killed
    leaves nothing beside file.
    """
    if _holds(file, data):
        return False
    part = (scratch or file.parent) / f".kepu-{os.getpid()}-{threading.get_ident()}"
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


def stamp_of(status: os.stat_result) -> int:
    """Return the time of a file's last change in nanoseconds.

    POSIX counts any change, also one that puts the old modification time back; Windows has only that time.
    """
    return status.st_ctime_ns if os.name == "posix" else status.st_mtime_ns
