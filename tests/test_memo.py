"""Remembered results: made once, safe to delete, never needed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from site_builder.memo import Memo


def test_a_result_is_made_once_for_each_version_and_source(tmp_path: Path) -> None:
    memo, calls = Memo(tmp_path), []

    def ask(version: str, source: bytes) -> bytes:
        def make() -> bytes:
            calls.append((version, source))
            return source.upper()

        return memo.recall(version, source, make)

    assert [ask("1", b"a"), ask("1", b"a"), ask("2", b"a"), ask("1", b"b")] == [b"A", b"A", b"A", b"B"]
    assert calls == [("1", b"a"), ("2", b"a"), ("1", b"b")]
    shutil.rmtree(tmp_path)
    assert ask("1", b"a") == b"A"


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "memo").write_text("not a folder", "utf-8")
    assert Memo(tmp_path / "memo").recall("1", b"a", lambda: b"A") == b"A"


@pytest.mark.parametrize("damage", [b"", b"half", None])
def test_a_damaged_result_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    memo = Memo(tmp_path)
    memo.recall("1", b"a", lambda: b"whole result")
    (file,) = (file for file in tmp_path.rglob("*") if file.is_file())
    file.write_bytes(file.read_bytes()[:-1] if damage is None else damage)
    assert memo.recall("1", b"a", lambda: b"whole result") == b"whole result"
    assert memo.recall("1", b"a", lambda: b"not asked") == b"whole result"
