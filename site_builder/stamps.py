"""What size and time of change tell of a file, and what they cannot tell."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in typing, which takes 3 ms to load
if TYPE_CHECKING:
    from collections.abc import Mapping

POSIX = os.name == "posix"
SECOND = 1_000_000_000  # nanoseconds
RACY = SECOND // 20  # two changes of a file so close together may bear the same stamp
RACY_IN_WHOLE_SECONDS = 2 * SECOND + RACY  # the clock of a FAT stick


NEVER_SEEN = (-1, 0, 0)


class Stamps:
    """What a look at many files saw: size, stamp and inode of each by its path below `folder`.

    `clock` is the stamp that a file would have got just before the look, 0 when stamps tell nothing.
    """

    __slots__ = ("clock", "files", "folder")

    def __init__(self, folder: str, files: Mapping[str, tuple[int, int, int]], clock: int) -> None:
        self.folder = folder
        self.files = files  # by their whole paths
        self.clock = clock

    def of(self, path: str) -> tuple[int, int, int]:
        """Return what was seen of the file at path below the folder."""
        return self.files.get(f"{self.folder}/{path}", NEVER_SEEN)


NOT_LOOKED = Stamps("", {}, 0)


def stamp_of(status: os.stat_result) -> int:
    """Return the time of a file's last change in nanoseconds.

    POSIX counts any change, also one that puts the old modification time back; Windows has only that time.
    """
    return status.st_ctime_ns if POSIX else status.st_mtime_ns


def is_settled(stamp: int, clock: int) -> bool:
    """Say whether a change after `clock` would have given another stamp."""
    return clock - stamp > (RACY if stamp % SECOND else RACY_IN_WHOLE_SECONDS)


def clock_in(folder: str) -> int:
    """Return the stamp that a change in folder gets now; 0 where stamps do not tell every change."""
    if not POSIX:
        return 0
    file = f"{folder}/clock"
    try:
        if not os.path.isdir(folder):  # noqa: PTH112
            os.mkdir(folder)  # noqa: PTH102
        with open(file, "ab"):  # noqa: PTH123 - pathlib takes 8 ms to load
            os.utime(file)
        return stamp_of(os.stat(file))  # noqa: PTH116
    except OSError:
        return 0
