"""Remembered results: made once, bounded, never needed."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from site_builder.digest import digest
from site_builder.memo import NAME, Memo
from tests.memo_entries import entries

SOME = 20_000  # bytes of a result, so that a few fill a small memo


def test_a_result_is_made_once_for_each_version_and_source(tmp_path: Path) -> None:
    memo, calls = Memo(tmp_path), []

    def ask(version: str, source: bytes) -> bytes:
        def make() -> bytes:
            calls.append((version, source))
            return source.upper()

        return memo.recall(version, source, make)

    assert [ask("1", b"a"), ask("1", b"a"), ask("2", b"a"), ask("1", b"b")] == [b"A", b"A", b"A", b"B"]
    assert calls == [("1", b"a"), ("2", b"a"), ("1", b"b")]


def test_a_result_may_be_made_from_another_one(tmp_path: Path) -> None:
    memo = Memo(tmp_path)

    def whole() -> bytes:
        return memo.recall("part", b"a", lambda: b"part") + b" of it"

    assert memo.recall("whole", b"a", whole) == b"part of it"
    assert memo.recall("part", b"a", lambda: b"not asked") == b"part"


def test_a_result_is_remembered_by_another_memo_of_the_folder(tmp_path: Path) -> None:
    first = Memo(tmp_path / "new" / "memo")
    kept = {**entries("many", 300), digest(b"empty"): b"", digest(b"long"): bytes(3_000_000)}
    first.keep(kept)
    first.close()
    second: Memo = pickle.loads(pickle.dumps(first))

    assert {key: second.fetch(key) for key in kept} == kept
    assert second.fetch(digest(b"never kept")) is None
    assert (second, hash(second)) == (first, hash(first))


def test_the_last_result_kept_under_a_digest_is_the_one_found(tmp_path: Path) -> None:
    memo, key = Memo(tmp_path), digest(b"key")
    memo.keep({key: b"first"})
    memo.keep({key: b"second"})

    assert memo.fetch(key) == b"second"


def test_what_was_not_used_for_longest_is_forgotten_when_there_is_too_much(tmp_path: Path) -> None:
    memo = Memo(tmp_path, most=45 * SOME)
    used, old, new = (entries(*args, size=SOME) for args in (("used", 10), ("old", 30), ("new", 10)))
    memo.keep(used)
    memo.keep(old)
    assert found(memo, used) == 10
    memo.trim()
    memo.keep(new)

    memo.trim()

    assert found(memo, used) == found(memo, new) == 10
    left = [key for key in old if memo.fetch(key)]
    assert 0 < len(left) < 30
    assert left == list(old)[-len(left) :]
    assert (tmp_path / NAME).stat().st_size <= memo.most


def test_what_is_used_in_processes_that_never_trim_is_not_forgotten(tmp_path: Path) -> None:
    """Workers only fetch: what they used is written down as they go."""
    memo, used = Memo(tmp_path, most=1_500_000), entries("used", 256, size=1000)
    memo.keep(used)
    memo.keep(entries("old", 700, size=1000))
    assert found(memo, used) == 256
    memo.close()
    memo.keep(entries("new", 400, size=1000))

    memo.trim()

    assert found(memo, used) == 256


@pytest.mark.parametrize("size", [40, 900, 9_000, 400_000])
def test_a_memo_holds_no_more_than_it_may_whatever_the_size_of_results(tmp_path: Path, size: int) -> None:
    memo = Memo(tmp_path, most=2_000_000)
    for number in range(4):
        memo.keep(entries(f"build {number}", 1_200_000 // (size + 40), size=size))
        memo.trim()
        assert (tmp_path / NAME).stat().st_size <= memo.most

    assert (tmp_path / NAME).stat().st_size > memo.most / 4
    assert found(memo, dict([entries("build 3", 1_200_000 // (size + 40), size=size).popitem()])) == 1


def test_a_memo_that_is_just_full_keeps_all(tmp_path: Path) -> None:
    kept = entries("all", 30)
    Memo(tmp_path).keep(kept)
    full = Memo(tmp_path, most=(tmp_path / NAME).stat().st_size)
    assert found(full, kept) == 30

    full.trim()

    assert found(full, kept) == 30


def test_trimming_what_was_never_used_makes_nothing(tmp_path: Path) -> None:
    Memo(tmp_path / "memo").trim()
    Memo(tmp_path / "memo").close()

    assert not any(tmp_path.iterdir())


def test_many_folders_are_remembered_one_after_another(tmp_path: Path) -> None:
    memos = [Memo(tmp_path / str(number)) for number in range(12)]
    for memo in memos * 2:
        memo.recall("1", b"a", memo.folder.name.encode)

    results = [memo.fetch(digest(b"1", b"a")) for memo in memos]
    assert results == [str(number).encode() for number in range(12)]
    assert len(open_files(tmp_path)) < 12


def open_files(folder: Path) -> list[Path]:
    """Return the files below folder that this process holds open (Linux only)."""
    handles = [file.resolve() for file in Path("/proc/self/fd").glob("*")]
    return [file for file in handles if file.is_relative_to(folder)]


def found(memo: Memo, kept: dict[str, bytes]) -> int:
    """Return how many of kept are found; each is the right one."""
    results = {key: memo.fetch(key) for key in kept}
    assert all(result in {None, kept[key]} for key, result in results.items())
    return sum(result is not None for result in results.values())
