"""Whether anything changed since the last build: a look at every file's size and stamp, at none's content.

It comes before anything else is loaded: pathlib alone takes 8 ms, click 25 ms. A second process looks at
what builds have made while the first looks at what they are made from.
"""
# ruff: noqa: PTH100, PTH105, PTH108, PTH110, PTH112, PTH116, PTH120, PTH123

from __future__ import annotations

import os
import sys
import time

from site_builder.stamps import NEVER_SEEN, POSIX, Stamps, boot, clock_in, is_settled, stamp_of

TYPE_CHECKING = False  # as in typing, which takes 3 ms to load
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

CHINA = 8 * 3600  # seconds before UTC
PACKAGE = os.path.dirname(os.path.abspath(__file__))
_INSIDE = f"{PACKAGE}/templates"
TEMPLATES = _INSIDE if os.path.isdir(_INSIDE) else f"{os.path.dirname(PACKAGE)}/templates"
LINK = (-2, 0, 0)  # a link: what it leads to is not looked at
_left: dict[tuple[str, str], Look] = {}
FEW = 100  # files whose content is looked at because they were changed a moment ago
_END = "\0"  # parts what is kept; no path has it


class Look:
    """What a look at the inputs of a build saw: `text` differs when any of them does, `stamps` are theirs.

    `young` are the digests of those files that might be changed once more without another stamp; None when
    there are many.
    """

    __slots__ = ("_ask", "_intact", "stamps", "text", "young")

    def __init__(
        self, text: str, stamps: Stamps, ask: Callable[[], bool], *, young: Mapping[str, str] | None
    ) -> None:
        self.text = text
        self.stamps = stamps
        self.young = young
        self._ask = ask
        self._intact: bool | None = None

    def intact(self) -> bool:
        """Say whether every file of the last build is known to be as that left it; it is looked at once."""
        if self._intact is None:
            self._intact = bool(self.stamps.clock) and self._ask()
        return self._intact


def today() -> str:
    """Return the day it is in China."""
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + CHINA))


def look(root: str, day: str) -> Look:
    """Look at all that decides what a build of the hub in root makes on a day."""
    return _look(root, day, ask=lambda: _outputs_hold(root))


def _look(root: str, day: str, *, ask: Callable[[], bool]) -> Look:
    clock = clock_in(f"{root}/.cache")
    files: dict[str, tuple[int, int, int]] = {}
    for folder in (f"{root}/content", f"{root}/templates", TEMPLATES, PACKAGE):
        _look_into(folder, files)
    if LINK in files.values():  # what it leads to may change unseen
        clock = 0
    rows = [f"{stamp} {size} {inode} {path}" for path, (size, stamp, inode) in files.items()]
    stamps = Stamps(f"{root}/content", files, clock)
    return Look("\n".join([*_circumstances(day), *rows]), stamps, ask, young=_young(stamps))


def _young(stamps: Stamps) -> dict[str, str] | None:
    paths = [path for path, seen in stamps.files.items() if not is_settled(seen[1], stamps.clock)]
    if not stamps.clock or len(paths) > FEW:
        return None
    return {path: _digest_of(path) for path in paths}


def _digest_of(path: str) -> str:
    """Return the digest of what the file at path holds, empty when it cannot be read."""
    from site_builder.digest import digest  # noqa: PLC0415 - 4 ms, seldom needed

    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return ""


def look_first(root: str, day: str) -> Look:
    """Look as look() does, only faster, and leave what was seen to look_next().

    Must not be called once there are threads: they do not survive in the second process.
    """
    seen = _left[root, day] = _look(root, day, ask=_beside(root))
    return seen


def look_next(root: str, day: str) -> tuple[Look, bool]:
    """Return what look_first() has just left, once, and True; without it, look."""
    seen = _left.pop((root, day), None)
    return seen or look(root, day), seen is not None


def remember(
    root: str, seen: Look, *, outputs: Iterable[tuple[str, int, int, str]], errors: str, words: str
) -> None:
    """Keep what a look before a build saw, and what is to be said as long as nothing changes.

    `outputs` are path, size, stamp and digest of every file that builds have made.
    """
    file, clock = _file(root), clock_in(f"{root}/.cache")
    if not _have_settled(seen, clock):
        forget(root)
        return
    rows, young = [], []
    for path, size, stamp, digest in outputs:
        rows.append(f"{stamp} {size} {path}")
        if not is_settled(stamp, clock):
            young.append(f"{digest} {path}")
    part = f"{file}.{os.getpid()}"
    try:
        with open(part, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as kept:
            kept.write(_END.join([seen.text, "\n".join(rows), "\n".join(young), errors, words]))
        os.replace(part, file)
    except OSError:  # a full or read-only disk costs time the next time
        forget(root)


def _have_settled(seen: Look, clock: int) -> bool:
    """Say whether the inputs are still what was seen, and any change from now on would give another stamp.

    A young file that was changed right after the look may bear the same stamp, but not the same content.
    """
    if seen.young is None:
        return False
    files = seen.stamps.files
    return all(
        is_settled(files[path][1], clock) and _seen_now(path) == files[path] and _digest_of(path) == known
        for path, known in seen.young.items()
    )


def forget(root: str) -> None:
    """Forget what was said of the hub in root: before anything of it changes."""
    try:
        os.unlink(_file(root))
    except OSError:
        return


def unchanged(root: str, seen: Look) -> tuple[str, str] | None:
    """Return what was said (errors, words) when nothing has changed since, neither inputs nor outputs.

    None when something has, when it happened too close to the build to tell, and on Windows, where an
    edit may leave size and stamp as they were.
    """
    try:
        text, _rows, _young, errors, words = _kept(root)
    except (OSError, ValueError):
        return None
    return (errors, words) if text == seen.text and seen.intact() else None


def _kept(root: str) -> list[str]:
    with open(_file(root), encoding="utf-8", errors="surrogateescape", newline="\n") as kept:
        return kept.read().split(_END)


def hub_of(arguments: list[str]) -> str:
    """Return the folder of the hub that is to be built; empty when a call asks for anything else."""
    match arguments:
        case ["build"]:
            folder = os.getcwd()  # noqa: PTH109
            while folder != os.path.dirname(folder) and not os.path.exists(f"{folder}/content/hub.toml"):
                folder = os.path.dirname(folder)
            root = folder
        case ["--hub", folder, "build"]:
            root = os.path.realpath(folder)
        case _:
            return ""
    return root if os.path.exists(f"{root}/content/hub.toml") else ""


def _beside(root: str) -> Callable[[], bool]:
    """Return what says whether _outputs_hold(): another process has begun to look, where that can be."""
    try:
        answer, told = os.pipe()
        process = os.fork()
    except (AttributeError, OSError):
        return lambda: _outputs_hold(root)
    if not process:
        try:
            os.write(told, b"yes" if _outputs_hold(root) else b"no")
        finally:
            os._exit(0)  # what the first process will do at its end is not ours to do
    os.close(told)

    def ask() -> bool:
        with open(answer, "rb") as pipe:
            words = pipe.read()
        os.waitpid(process, 0)
        return words == b"yes"

    return ask


def _outputs_hold(root: str) -> bool:
    """Say whether every file of the last build still holds what it wrote; only the young ones are read."""
    site = f"{root}/output/site"
    try:
        _text, rows, young, _errors, _words = _kept(root)
        for row in rows.split("\n") if rows else ():
            stamp, size, path = row.split(" ", 2)
            status = os.stat(f"{site}/{path}")
            if status.st_size != int(size) or stamp_of(status) != int(stamp):
                return False
        return not young or _hold_still(site, young.split("\n"))
    except (OSError, ValueError):  # a damaged snapshot
        return False


def _hold_still(site: str, rows: list[str]) -> bool:
    split = [row.split(" ", 1) for row in rows]
    return all(_digest_of(f"{site}/{path}") == known for known, path in split)


def _circumstances(day: str) -> list[str]:
    """Return what a build depends on besides files: the day, the language, Python and its libraries."""
    languages = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    libraries = [path for path in sys.path[1:] if os.path.exists(path)]  # an update leaves its stamp
    return [
        day,
        sys.version,
        boot(),
        *languages,
        *(f"{stamp_of(os.stat(path))} {path}" for path in libraries),
    ]


def _look_into(folder: str, files: dict[str, tuple[int, int, int]]) -> None:
    """Add size, stamp and inode of each file below folder, in a fixed order; nothing of a missing folder."""
    waiting = [folder]
    while waiting:
        try:
            entries = sorted(os.scandir(waiting.pop()), key=_name)
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__" or not folder.startswith(PACKAGE):
                    waiting.append(entry.path)
                if "." in entry.name:  # a folder where a file is needed, which is told
                    files[entry.path] = NEVER_SEEN
            elif entry.is_symlink():
                files[entry.path] = LINK
            else:
                files[entry.path] = _seen(entry)


def _seen(entry: os.DirEntry[str]) -> tuple[int, int, int]:
    try:
        return _look_of(entry.stat(follow_symlinks=False))
    except OSError:  # an editor's temporary file that is gone again
        return NEVER_SEEN


def _seen_now(path: str) -> tuple[int, int, int]:
    try:
        return _look_of(os.lstat(path))
    except OSError:
        return NEVER_SEEN


def _look_of(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_ctime_ns if POSIX else status.st_mtime_ns, status.st_ino


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _file(root: str) -> str:
    return f"{root}/.cache/snapshot"
