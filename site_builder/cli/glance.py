"""A build that has nothing to do, told before anything is loaded: libraries take longer than the look.

What kepu said when it last found nothing to do is kept with the size and the stamp of every file that it had
looked at. Nothing is imported but what Python has loaded anyway: pathlib alone takes 8 ms, click 25 ms.
"""
# ruff: noqa: PTH100, PTH105, PTH108, PTH109, PTH110, PTH112, PTH113, PTH116, PTH120, PTH123

from __future__ import annotations

import os
import sys
import time

CHINA = 8 * 3600  # seconds before UTC
SECOND = 1_000_000_000  # nanoseconds
RACY = SECOND // 20  # two changes of a file so close together may bear the same stamp
RACY_IN_WHOLE_SECONDS = 2 * SECOND + RACY  # the clock of a FAT stick
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COLOURS = ("\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[0m")


def say_again(arguments: list[str]) -> bool:
    """Say what kepu said when it last found nothing to do; False when anything has changed since.

    Also False when the call asks for more than a build: that is for others to understand.
    """
    root = _root(arguments)
    if not root or os.name != "posix" or {sys.stdout.encoding, sys.stderr.encoding} != {"utf-8"}:
        return False
    try:
        with open(_file(root), encoding="utf-8", errors="surrogateescape", newline="\n") as file:
            seen, errors, words = file.read().split("\0")
    except (OSError, ValueError):
        return False
    if seen != look(root):
        return False
    for colour in () if sys.stderr.isatty() else COLOURS:
        errors = errors.replace(colour, "")
    try:
        for stream, text in ((sys.stderr, errors), (sys.stdout, words)):
            stream.write(text)
            stream.flush()
    except BrokenPipeError:  # nobody listens any more; Python would complain once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    return True


def keep(root: str, seen: str, *, errors: str, words: str) -> None:
    """Keep what is to be said as long as a look at the hub gives `seen`."""
    part = f"{_file(root)}.{os.getpid()}"
    try:
        with open(part, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
            file.write(f"{seen}\0{errors}\0{words}")
        os.replace(part, _file(root))
    except OSError:  # a full or read-only disk costs time the next time
        return


def look(root: str) -> str:
    """Return, in one text, all that decides what a build of the hub makes today, and what it made."""
    return _told(_rows(root))


def look_if_settled(root: str) -> str:
    """Return what look() gives; empty when a change of a file might not show in it."""
    try:
        clock = _clock(root)
    except OSError:  # never built, or nothing can be kept
        return ""
    rows = _rows(root)
    settled = max(_settles(int(row.partition(" ")[0])) for row in rows)
    return _told(rows) if settled < clock else ""


def _told(rows: list[str]) -> str:
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + CHINA))
    languages = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    return "\n".join([day, sys.version, *languages, *rows])


def _rows(root: str) -> list[str]:
    """Return stamp, size and path of every file that a build reads or has written."""
    inside = f"{PACKAGE}/templates"
    builtin = inside if os.path.isdir(inside) else f"{os.path.dirname(PACKAGE)}/templates"
    libraries = [path for path in sys.path[1:] if os.path.exists(path)]  # an update leaves its stamp
    rows = [_row(path, os.stat(path)) for path in libraries]
    for folder in (f"{root}/content", f"{root}/templates", builtin, PACKAGE, f"{root}/output/site"):
        rows += _rows_below(folder)
    return rows


def _clock(root: str) -> int:
    """Return the stamp that a change of the hub gets now."""
    file = f"{_file(root)}.clock"
    with open(file, "wb"):
        os.utime(file)
    clock = os.stat(file).st_ctime_ns
    os.unlink(file)
    return clock


def _settles(stamp: int) -> int:
    return stamp + (RACY if stamp % SECOND else RACY_IN_WHOLE_SECONDS)


def _file(root: str) -> str:
    return f"{root}/.cache/glance"


def _root(arguments: list[str]) -> str:
    """Return the folder of the hub that is to be built, empty when the call asks for anything else."""
    match arguments:
        case ["build"]:
            folder = os.getcwd()
            while folder != os.path.dirname(folder) and not os.path.isfile(f"{folder}/content/hub.toml"):
                folder = os.path.dirname(folder)
            return folder
        case ["--hub", folder, "build"]:
            return os.path.realpath(folder)
    return ""


def _rows_below(folder: str) -> list[str]:
    rows: list[str] = []
    waiting = [folder]
    while waiting:
        try:
            entries = sorted(os.scandir(waiting.pop()), key=_name)
        except OSError:
            continue
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                rows.append(_row(entry.path, entry.stat(follow_symlinks=False)))
            elif entry.name != "__pycache__":
                waiting.append(entry.path)
    return rows


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _row(path: str, status: os.stat_result) -> str:
    return f"{status.st_ctime_ns} {status.st_size} {path}"
