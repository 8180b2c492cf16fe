"""The same content gives the same bytes, wherever and in whatever language it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, SAMPLE_DAY
from tests.site_text import files_in

PLACES = (
    ("hub", {"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"}),
    (
        "科普 hub/second",
        {"TZ": "America/Los_Angeles", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "2", "PYTHONUTF8": "1"},
    ),
)
# Every layout is among them.
POSTERS = ("stove", "basin-rumour", "winter-quiz", "zhijin-cave", "three-questions", "after-rain")
WORKERS = (1, 2)  # with two, posters are printed by two processes


def start(
    place: Path, environment: dict[str, str], started_in: Path, *, workers: int
) -> subprocess.Popen[str]:
    shutil.copytree(ROOT / "content", place / "content")
    for poster in (place / "content" / "posters").glob("*.md"):
        if poster.stem not in POSTERS:
            poster.unlink()
    started_in.mkdir()
    words = ["--hub", str(place), "build", "--date", SAMPLE_DAY.isoformat(), "--workers", str(workers)]
    return subprocess.Popen(
        [sys.executable, "-m", "site_builder", *words],
        cwd=started_in,
        env=os.environ | environment | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def test_two_builds_in_two_places_give_the_same_bytes(tmp_path: Path) -> None:
    builds = [
        start(tmp_path / name, environment, tmp_path / f"from{workers}", workers=workers)
        for workers, (name, environment) in zip(WORKERS, PLACES, strict=True)
    ]
    said = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    first, second = (files_in(tmp_path / name / "output" / "site") for name, _environment in PLACES)
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []
    assert any(path.endswith(".pdf") for path in first)
