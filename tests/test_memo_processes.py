"""A memo in several processes: written at once, forked, killed, and where nothing can be written."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Barrier
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import site_builder.memo as module
from site_builder.digest import digest
from site_builder.memo import NAME, Memo
from tests.conftest import ROOT
from tests.memo_entries import entries

STARTS = multiprocessing.get_all_start_methods()
forking = pytest.mark.skipif("fork" not in STARTS, reason="processes are not forked on this system")
KEPT = entries("kept", 30)
KEEP_AND_SAY = """
import itertools, pathlib, sys
from site_builder.memo import Memo
from tests.memo_entries import entries

memo = Memo(pathlib.Path(sys.argv[1]))
for number in itertools.count():
    batch = entries(f"{sys.argv[2]} {number}", 20, size=40_000)
    print(number, flush=True)
    memo.keep(batch)
"""


def run(target: Callable[..., object], *args: object, start: str = "fork") -> int | None:
    """Return how a process ended that called target."""
    process = multiprocessing.get_context(start).Process(target=target, args=args)
    process.start()
    process.join(60)
    process.kill()
    return process.exitcode


def write(memo: Memo, name: str, start: Barrier) -> None:
    start.wait()
    for number in range(40):
        memo.keep(entries(f"{name} {number}", 10) | {digest(b"shared"): name.encode() * 999})
        memo.recall("shared", str(number).encode(), lambda: b"by either")


@pytest.mark.parametrize("start", STARTS)
def test_processes_that_write_at_once_lose_nothing(tmp_path: Path, start: str) -> None:
    context = multiprocessing.get_context(start)
    barrier = context.Barrier(3)
    memo = Memo(tmp_path)
    memo.fetch(digest(b"shared"))  # open before the others are made
    others = [context.Process(target=write, args=(memo, name, barrier)) for name in ("one", "two")]
    for other in others:
        other.start()
    write(memo, "here", barrier)
    for other in others:
        other.join(60)

    assert [other.exitcode for other in others] == [0, 0]
    for name in ("here", "one", "two"):
        for number in range(40):
            kept = entries(f"{name} {number}", 10)
            assert {key: memo.fetch(key) for key in kept} == kept
    assert memo.fetch(digest(b"shared")) in {b"here" * 999, b"one" * 999, b"two" * 999}


class Tripwire:
    """Stands for a store that this process must not touch."""

    def __getattr__(self, name: str) -> object:
        os._exit(7)


def use(memo: Memo, kept: dict[str, bytes]) -> None:
    assert {key: memo.fetch(key) for key in kept} == kept
    memo.keep({digest(b"forked"): b"made in the child"})
    memo.trim()
    memo.close()


@forking
def test_a_forked_process_opens_the_file_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memo = Memo(tmp_path)
    memo.keep(KEPT)
    with monkeypatch.context() as patch:
        patch.setattr(module, "_stores", {memo: Tripwire()})
        assert run(use, memo, KEPT) == 0

    assert memo.fetch(digest(b"forked")) == b"made in the child"
    assert {key: memo.fetch(key) for key in KEPT} == KEPT


@forking
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_process_can_be_forked_while_a_thread_writes(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.keep(KEPT)
    ended = False

    def keep_on() -> None:
        while not ended:
            memo.keep(KEPT)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(keep_on)
        try:
            exits = [run(use, memo, KEPT) for _ in range(10)]
        finally:
            ended = True
        writing.result()

    assert exits == [0] * 10


def kill_a_writer(folder: Path, name: str, after: int) -> None:
    """Let a process keep batches, and kill it when it begins the one with the number `after`."""
    writer = subprocess.Popen(
        [sys.executable, "-c", KEEP_AND_SAY, str(folder), name], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with writer:
        assert writer.stdout
        for line in writer.stdout:
            if int(line) == after:
                writer.kill()


def test_what_a_killed_process_kept_is_found(tmp_path: Path) -> None:
    pick, memo = random.Random(7), Memo(tmp_path)
    for number in range(12):
        after = pick.randrange(1, 12)
        kill_a_writer(tmp_path, str(number), after)
        for batch in range(after):
            kept = entries(f"{number} {batch}", 20, size=40_000)
            assert {key: memo.fetch(key) for key in kept} == kept
        memo.keep({digest(str(number).encode()): b"kept after it"})

    assert all(memo.fetch(digest(str(number).encode())) for number in range(12))


def killed_while_writing(memo: Memo, limit: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # the system ends who writes beyond the limit
    memo.keep(entries("lost", 100))


@forking
def test_a_process_killed_in_the_middle_of_writing_leaves_what_was_there(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.keep(KEPT)
    memo.close()
    size = (tmp_path / NAME).stat().st_size

    for pages in (0, 1, 7, 50, 200):
        assert run(killed_while_writing, memo, size + 4096 * pages) == -signal.SIGXFSZ
        assert {key: memo.fetch(key) for key in KEPT} == KEPT
        memo.close()

    memo.keep(entries("lost", 100))
    assert all(memo.fetch(key) for key in entries("lost", 100))


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that a user without any rights can get to."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name) / "memo"


def without_rights(memo: Memo) -> None:
    if os.geteuid() == 0:
        os.setuid(65_534)
    assert {key: memo.fetch(key) for key in KEPT} == KEPT
    for _ in range(2):
        assert memo.recall("1", b"a", lambda: b"made each time") == b"made each time"
    assert memo.fetch(digest(b"1", b"a")) is None
    memo.trim()
    assert {key: memo.fetch(key) for key in KEPT} == KEPT


@forking
@pytest.mark.parametrize("most", [1 << 30, 1000])
def test_a_folder_that_cannot_be_written_is_read(folder: Path, most: int) -> None:
    memo = Memo(folder, most)
    memo.keep(KEPT)
    memo.close()
    (folder / NAME).chmod(0o444)
    folder.chmod(0o555)

    assert run(without_rights, memo) == 0

    folder.chmod(0o755)


def without_space(memo: Memo) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    memo.keep(KEPT)
    for number in range(50):
        source = str(number).encode()
        assert memo.recall("1", source, lambda: bytes(30_000)) == bytes(30_000)
    other = sqlite3.connect(memo.folder / NAME, timeout=0, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")  # nobody is kept from writing
    other.close()
    memo.trim()
    assert {key: memo.fetch(key) for key in KEPT} == KEPT


@forking
def test_a_full_disk_only_costs_time(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "memo")

    assert run(without_space, memo) == 0

    assert {key: memo.fetch(key) for key in KEPT} == KEPT
    memo.keep({digest(b"now"): b"there is space"})
    assert memo.fetch(digest(b"now")) == b"there is space"
