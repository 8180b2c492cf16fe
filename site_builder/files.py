"""Files written in one step: a reader sees the old or the new one, never half."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_file(file: Path, data: bytes) -> bool:
    """Put data at file and say whether that changed anything."""
    if _holds(file, data):
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, prefix=".kepu-", delete=False) as part:
        try:
            part.write(data)
            part.close()
            os.chmod(part.name, 0o644)  # noqa: PTH101 - temporary files are private, published ones are not
            os.replace(part.name, file)  # noqa: PTH105
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(part.name)  # noqa: PTH108
            raise
    return True


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


RACY = 50_000_000  # nanoseconds: two changes of a file so close together may bear the same stamp


def stamp_of(status: os.stat_result) -> int:
    """Return the time of a file's last change in nanoseconds.

    POSIX counts any change, also one that puts the old modification time back; Windows has only that time.
    """
    return status.st_ctime_ns if os.name == "posix" else status.st_mtime_ns
