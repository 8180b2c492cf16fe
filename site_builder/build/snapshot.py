"""Whether anything changed since the last build: a look at every file's size and stamp, at none's content."""

from __future__ import annotations

import marshal
import os
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from msgspec import MsgspecError, Struct, msgpack

from site_builder.build import manifest as rows
from site_builder.build.manifest import Output
from site_builder.digest import digest
from site_builder.errors import Problem
from site_builder.files import POSIX, Stamps, clock_in, is_settled, stamp_of, write_file


class Look(NamedTuple):
    """What a look at the inputs saw: `token` differs when any file does; `newest` is the latest stamp."""

    token: str
    newest: int
    stamps: Stamps


class Finished(NamedTuple):
    """What the last build said when it ended: the number of files, and its warnings."""

    total: int
    warnings: tuple[Problem, ...]


class _Stored(Struct, array_like=True):
    """`outputs` are path, size and stamp of each file, `young` the digest of what is too new for stamps."""

    token: str
    warnings: list[Problem]
    outputs: list[tuple[str, int, int]]
    young: dict[str, str]


def circumstances(day: date) -> str:
    """Return what a build depends on besides files: the day, the language, Python and its libraries."""
    languages = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    libraries = stamp_of(os.stat(sysconfig.get_path("purelib")))  # noqa: PTH116 - an update leaves its stamp
    return "\t".join([day.isoformat(), *languages, sys.version, str(libraries)])


def look(folders: Sequence[Path], *, facts: str, cache: Path) -> Look:
    """Look at all files below folders; `facts` is what else the result depends on (the day, the language).

    `cache` is the hub's folder for what it remembers. The stamps are told below the first of the folders.
    """
    clock = clock_in(cache)
    seen: dict[str, tuple[int, int]] = {}
    for folder in folders:
        _look_into(str(folder), seen)
    newest = max([stamp for _size, stamp in seen.values()], default=0)
    token = digest(facts.encode(), marshal.dumps(list(seen.items()), 2))
    return Look(token, newest, Stamps(str(folders[0]), seen, clock))


def remember(file: Path, seen: Look, *, outputs: Iterable[Output], warnings: Sequence[Problem]) -> None:
    """Keep what a look before a build saw, now that the build has ended well."""
    clock = clock_in(file.parent)
    if not is_settled(seen.newest, seen.stamps.clock):
        file.unlink(missing_ok=True)
        return
    stored = _Stored(seen.token, list(warnings), [], {})
    for output in outputs:
        stored.outputs.append((output.path, output.size, output.stamp))
        if not is_settled(output.stamp, clock):
            stored.young[output.path] = output.digest
    write_file(file, msgpack.encode(stored))


def unchanged(file: Path, seen: Look, site: Path) -> Finished | None:
    """Return how the last build ended when nothing has changed since, neither inputs nor outputs.

    None when something has, when it happened too close to the build to tell, and on Windows, where an
    edit may leave size and stamp as they were.
    """
    if not seen.stamps.clock:
        return None
    try:
        stored = msgpack.decode(file.read_bytes(), type=_Stored)
    except (OSError, MsgspecError, ValueError):
        return None
    if stored.token != seen.token or not _holds(str(site), stored):
        return None
    return Finished(len(stored.outputs), tuple(stored.warnings))


def _holds(root: str, stored: _Stored) -> bool:
    """Say whether every file of the last build still holds what it wrote; only doubtful ones are read."""
    try:
        for path, size, stamp in stored.outputs:
            status = os.stat(f"{root}/{path}")  # noqa: PTH116 - ten thousand of them
            if status.st_size != size or stamp_of(status) != stamp:
                return False
    except OSError:
        return False
    young = (Output(path, known, os.stat(f"{root}/{path}").st_size) for path, known in stored.young.items())  # noqa: PTH116
    return all(rows.seen(root, output) for output in young)


def _look_into(folder: str, seen: dict[str, tuple[int, int]]) -> None:
    """Add size and stamp of each file below folder, in a fixed order; nothing of a missing folder."""
    waiting = [folder]
    while waiting:
        try:
            entries = sorted(os.scandir(waiting.pop()), key=attrgetter("name"))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    waiting.append(entry.path)
            else:
                status = entry.stat(follow_symlinks=False)
                seen[entry.path] = status.st_size, status.st_ctime_ns if POSIX else status.st_mtime_ns
