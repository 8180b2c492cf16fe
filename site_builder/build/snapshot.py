"""Whether anything changed since the last build: a look at every file's size and stamp, at none's content."""

from __future__ import annotations

import json
import os
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from site_builder.build import manifest as rows
from site_builder.build.builder import Place
from site_builder.digest import digest
from site_builder.errors import Problem
from site_builder.files import RACY, stamp_of, write_file


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the inputs saw: `token` differs when any file does; `newest` is the latest stamp."""

    token: str
    newest: int


@dataclass(frozen=True, slots=True)
class Finished:
    """What the last build said when it ended: the number of files, and its warnings."""

    total: int
    warnings: tuple[Problem, ...]


def circumstances(day: date) -> str:
    """Return what a build depends on besides files: the day, the language, Python and its libraries."""
    languages = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    libraries = stamp_of(os.stat(sysconfig.get_path("purelib")))  # noqa: PTH116 - an update leaves its stamp
    return "\t".join([day.isoformat(), *languages, sys.version, str(libraries)])


def look(folders: Sequence[Path], *, facts: str) -> Look:
    """Look at all files below folders; `facts` is what else the result depends on (the day, the language)."""
    seen = [row for folder in folders for row in _rows(folder)]
    text = "\n".join(f"{path}\t{size}\t{stamp}" for path, size, stamp in seen)
    newest = max((stamp for _path, _size, stamp in seen), default=0)
    return Look(digest(facts.encode(), text.encode("utf-8", "surrogateescape")), newest)


def remember(file: Path, seen: Look, finished: Finished) -> None:
    """Keep what a look before a build saw, now that the build has ended well."""
    warnings = [asdict(problem) for problem in finished.warnings]
    stored = {"token": seen.token, "newest": seen.newest, "total": finished.total, "warnings": warnings}
    if not write_file(file, json.dumps(stored).encode()):
        os.utime(file)  # its stamp says until when the inputs were looked at


def unchanged(file: Path, seen: Look, place: Place) -> Finished | None:
    """Return how the last build ended when nothing has changed since, neither inputs nor outputs.

    None when something has, when it happened too close to the build to tell, and on Windows, where an
    edit may leave size and stamp as they were.
    """
    if os.name != "posix":
        return None
    try:
        stored = json.loads(file.read_bytes())
        safe = stamp_of(file.stat()) - RACY
        if stored["token"] != seen.token or stored["newest"] >= safe:
            return None
        warnings = tuple(Problem(**problem) for problem in stored["warnings"])
        finished = Finished(int(stored["total"]), warnings)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return finished if _holds(place) else None


def _holds(place: Place) -> bool:
    """Say whether every file of the last build still holds what it wrote; only doubtful ones are read."""
    root = str(place.folder)
    try:
        for path, row in rows.load(place.manifest).items():
            status = os.stat(f"{root}/{path}")  # noqa: PTH116 - ten thousand of them
            same = status.st_size == row.size and stamp_of(status) == row.stamp
            if not same and not rows.seen(place.folder / path, row):
                return False
    except OSError:
        return False
    return True


def _rows(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield path, size and stamp of each file below folder, in a fixed order; nothing of a missing folder."""
    waiting = [str(folder)]
    while waiting:
        try:
            entries = sorted(os.scandir(waiting.pop()), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                status = entry.stat(follow_symlinks=False)
                yield entry.path, status.st_size, stamp_of(status)
