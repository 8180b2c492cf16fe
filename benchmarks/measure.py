"""What one run of a program costs: wall seconds, CPU seconds, peak memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from tools import environment

PAUSE = 0.004  # seconds between two looks at the memory
KIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds; CPU is user and system time of the program and all its children it waited for."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class _Memory:
    """KiB; `data` that a forked child shares counts half in each, `files` are programs and libraries."""

    data: int
    files: int


class FailedError(Exception):
    """A program ended with an error, so its cost means nothing."""


def cost(command: Sequence[str], folder: Path, *, ends: int = 0) -> Cost:
    """Run command, which must end with the status `ends`, in folder and return what it cost."""
    with TemporaryFile() as said:
        start = time.perf_counter()
        process = _start(command, folder, said)
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        _demand(process, said, ends=ends)
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def peak_memory(command: Sequence[str], folder: Path, *, ends: int = 0) -> float:
    """Run command in folder and return the most MiB that it and all its children held together.

    Looks every few milliseconds. Looking costs time, so this is a run of its own. Linux only.
    """
    most = 0
    with TemporaryFile() as said:
        process = _start(command, folder, said)
        while process.poll() is None:
            most = max(most, _held_by([_memory(pid) for pid in _family(process.pid)]))
            time.sleep(PAUSE)
        _demand(process, said, ends=ends)
    return most / KIB


def _held_by(family: Sequence[_Memory]) -> int:
    """Return KiB: data of all processes, and programs and libraries once, as the largest process has them.

    So one process counts as its resident set, and what others on the machine run makes no difference.
    """
    return sum(one.data for one in family) + max((one.files for one in family), default=0)


def _start(command: Sequence[str], folder: Path, said: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, env=environment())


def _demand(process: subprocess.Popen[bytes], said: IO[bytes], *, ends: int) -> None:
    if process.returncode != ends:
        said.seek(0)
        raise FailedError(
            f"{process.args!r} ended with {process.returncode}:\n{said.read().decode()[-2000:]}"
        )


def _family(pid: int) -> Iterator[int]:
    """Yield pid and its children, and theirs."""
    yield pid
    try:
        lists = [file.read_text() for file in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return
    for child in " ".join(lists).split():
        yield from _family(int(child))


def _memory(pid: int) -> _Memory:
    """Return the memory of a process, nothing when it is gone."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return _Memory(0, 0)
    size = {row.split(":")[0]: int(row.split()[1]) for row in rows}
    return _Memory(size["Pss_Anon"], size["Rss"] - size["Anonymous"])
