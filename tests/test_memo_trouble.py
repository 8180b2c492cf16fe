"""A memo whose file or disk is in trouble costs time, not the build, and is mended by itself."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.digest import digest
from site_builder.memo import NAME, Memo, tables
from tests.conftest import ROOT
from tests.memo_entries import entries

KEPT = entries("kept", 40)
KEY = digest(b"1", b"a")  # of version 1 of source a

OTHER = """
import pathlib, sys
from site_builder.memo import Memo
Memo(pathlib.Path(sys.argv[1])).recall("1", b"a", lambda: b"other")
"""


def recalls(memo: Memo) -> bool:
    """Say whether the result of version 1 of source a is remembered; it is right in any case."""
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"whole result" * 900)
        return made[-1]

    assert memo.recall("1", b"a", make) == b"whole result" * 900
    return not made


def as_sqlite(statements: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        connection = sqlite3.connect(file)
        connection.executescript(statements)
        connection.close()

    return change


def another_database(file: Path) -> None:
    file.unlink()
    as_sqlite("CREATE TABLE results (name TEXT)")(file)


def middle_overwritten(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:-4096] = bytes(range(256)) * (len(data) // 256 - 32)
    file.write_bytes(data)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "a few bytes": lambda file: file.write_bytes(b"half"),
    "garbage": lambda file: file.write_bytes(b"garbage " * 20_000),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[: -3 * 4096]),
    "cut in the first page": lambda file: file.write_bytes(file.read_bytes()[:1500]),
    "middle overwritten": middle_overwritten,
    "of another version": as_sqlite("PRAGMA user_version = 5"),
    "another database": another_database,
    "a table is missing": as_sqlite("DROP TABLE results"),
    "results are text": as_sqlite("UPDATE results SET value = CAST(x'ff41' AS TEXT), seal = 'a'"),
    "results are numbers": as_sqlite("UPDATE results SET value = 7, seal = 7"),
    "results are swapped": as_sqlite(
        "UPDATE results SET (seal, value) = (SELECT seal, value FROM results AS other WHERE other.id = 7)"
    ),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize("when", ["closed", "open"])
def test_a_damaged_file_is_mended(tmp_path: Path, damage: Callable[[Path], None], when: str) -> None:
    memo = Memo(tmp_path)
    memo.keep(KEPT)
    assert not recalls(memo)
    if when == "closed":
        memo.close()
    damage(tmp_path / NAME)

    recalls(memo)
    memo.keep(KEPT)
    assert all(memo.fetch(key) in {None, result} for key, result in KEPT.items())
    for _ in range(2):  # what was mended last may have lost what it was to keep
        memo.trim()
        recalls(memo)
        memo.keep(KEPT)
    memo.close()

    assert recalls(memo)
    assert {key: memo.fetch(key) for key in KEPT} == KEPT


def test_the_results_of_another_version_of_the_file_are_not_taken(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.keep(KEPT)
    memo.close()
    as_sqlite("PRAGMA user_version = 5")(tmp_path / NAME)

    assert not any(memo.fetch(key) for key in KEPT)


def test_a_flipped_byte_in_a_result_is_noticed(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.keep(KEPT)
    memo.close()
    key, result = list(KEPT.items())[5]
    data = (tmp_path / NAME).read_bytes()
    place = data.index(result[:100]) + 50
    (tmp_path / NAME).write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])

    assert {other for other in KEPT if memo.fetch(other) != KEPT[other]} == {key}
    assert memo.fetch(key) is None
    memo.keep({key: result})
    assert memo.fetch(key) == result


def test_a_folder_deleted_while_it_is_open_starts_afresh(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "memo")
    recalls(memo)
    shutil.rmtree(tmp_path / "memo", ignore_errors=True)

    memo.keep(KEPT)
    recalls(memo)
    memo.keep(KEPT)
    memo.close()

    assert recalls(memo)
    assert {key: memo.fetch(key) for key in KEPT} == KEPT


def test_a_process_that_starts_after_the_folder_was_deleted_remembers(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "memo")
    memo.keep(KEPT)
    shutil.rmtree(tmp_path / "memo", ignore_errors=True)
    subprocess.run([sys.executable, "-c", OTHER, str(memo.folder)], check=True, cwd=ROOT)

    memo.keep(KEPT)
    memo.close()

    assert memo.fetch(KEY) == b"other"


def test_a_file_in_place_of_the_folder_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "memo").write_text("not a folder", "utf-8")
    memo = Memo(tmp_path / "memo")

    assert not recalls(memo)
    assert not recalls(memo)
    memo.trim()
    assert (tmp_path / "memo").read_text("utf-8") == "not a folder"


def test_a_folder_in_place_of_the_file_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    memo = Memo(tmp_path)

    assert not recalls(memo)
    assert not recalls(memo)
    memo.trim()


def test_a_file_that_stays_locked_only_costs_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "PATIENCE", 0)
    memo = Memo(tmp_path)
    memo.keep(KEPT)
    other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    assert not recalls(memo)
    assert not recalls(memo)
    memo.trim()
    other.close()
    assert not recalls(memo)
    assert recalls(memo)


def test_while_another_process_writes_results_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "PATIENCE", 0)
    memo = Memo(tmp_path)
    recalls(memo)
    other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    memo.keep(KEPT)
    assert recalls(memo)
    other.close()


def test_what_cannot_be_written_keeps_nobody_else_from_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "PATIENCE", 0)
    memo = Memo(tmp_path)
    memo.keep(KEPT)
    other = sqlite3.connect(tmp_path / NAME, timeout=0, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM results").fetchone()  # reads until it ends its transaction

    memo.keep(entries("more", 3))
    other.execute("COMMIT")

    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_results_are_never_unpickled(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, ...]:
            return Path.touch, (tmp_path / "sprung",)

    memo, trap = Memo(tmp_path / "memo"), pickle.dumps(Trap())
    for _ in range(2):
        assert memo.recall("1", b"a", lambda: trap) == trap
    memo.close()
    memo.recall("1", b"a", lambda: b"not asked")
    memo.close()
    (tmp_path / "memo" / NAME).write_bytes(trap)
    memo.recall("1", b"a", lambda: b"")

    assert not (tmp_path / "sprung").exists()
