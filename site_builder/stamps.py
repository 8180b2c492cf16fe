"""What size and time of change tell of a file, and what they cannot tell."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in typing, which takes 3 ms to load
if TYPE_CHECKING:
    from collections.abc import Mapping

POSIX = os.name == "posix"
SECOND = 1_000_000_000  # nanoseconds
RACY = SECOND // 20  # two changes of a file so close together may bear the same stamp
LONG_AGO = 315_532_800 * SECOND  # 1980, the first day of FAT
RACY_IN_WHOLE_SECONDS = 2 * SECOND + RACY  # the clock of a FAT stick


NEVER_SEEN = (-1, 0, 0)
_boot: list[str] = []


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

    POSIX counts any change, also one that puts the old modification time back; Windows does not: 0.
    """
    return status.st_ctime_ns if POSIX else 0


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
            os.utime(file, ns=(LONG_AGO, LONG_AGO))
        status = os.stat(file)  # noqa: PTH116
    except OSError:
        return 0
    # On some mounts (sshfs, FAT) the time of change is but that of modification, which anybody may set.
    return 0 if abs(status.st_ctime_ns - LONG_AGO) < RACY_IN_WHOLE_SECONDS else status.st_ctime_ns


def boot() -> str:
    """Return a name for the time since the machine was started, empty where none is known.

    After a power cut a file may have its new stamp and its old content: stamps of another boot tell nothing.
    """
    if not _boot:
        try:
            with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:  # noqa: PTH123
                _boot.append(file.read().strip())
        except OSError:
            _boot.append("")
    return _boot[0]
