"""The benchmarks run; what they measure is theirs to say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.model.poster import LAYOUTS, THEMES
from site_builder.pipeline import read_folder
from site_builder.settings import FORMATS, Folder
from tests.conftest import ROOT
from tests.site_text import write_site

HUB = """
    -- content/hub.toml --
    name = "科普"
    formats = ["a4"]
    -- content/posters/one.md --
    ---
    title: 烤火看烟囱
    date: 2026-11-01
    ---
    烧煤烧炭会生出一氧化碳。

    ## 通风 {.do icon=window}
    门窗留一条缝。
    """


def run(script: str, *options: str) -> str:
    return subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / script), *options],
        env=os.environ | {"PYTHONPATH": str(ROOT), "LANGUAGE": "en"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout


def test_the_posters_of_a_hub_are_measured(tmp_path: Path) -> None:
    assert "| a4 | 1 |" in run("posters.py", "--rounds", "1", "--hub", str(write_site(tmp_path, HUB)))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_each_scenario_reaches_the_output(tmp_path: Path) -> None:
    """A build that left a stale page would stop the benchmark."""
    command = f"{sys.executable} -m site_builder"
    options = [
        "--articles",
        "30",
        "--rounds",
        "1",
        "--only",
        "kepu",
        "--kepu",
        command,
        "--tools",
        str(tmp_path),
    ]
    said = run("run.py", *options)
    assert all(
        f"| {words} | kepu |" in said for words in ("cold build", "one title edited", "base template edited")
    )
    assert [folder.name for folder in (tmp_path / "sites").iterdir()] == ["kepu-30"]


def test_a_hub_of_posters_in_every_size_is_measured() -> None:
    """The second build finds nothing to do, and leaves as many files."""
    said = run("hundred.py", "--posters", "1", "--workers", "1")
    cold, again = (line.split("|") for line in said.splitlines()[2:4])
    assert (cold[1], again[1]) == (" from cold ", " nothing changed ")
    assert cold[4:] == again[4:]


def test_a_hundred_posters_are_right_and_of_every_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    from many_posters import write_hub

    write_hub(tmp_path, 100)
    read = read_folder(Folder(tmp_path))
    posters = read.hub.posters
    assert [problem for problem in read.problems if problem.severity == "error"] == []
    assert len({poster.meta.title for poster in posters}) == 100
    assert {poster.layout for poster in posters} == set(LAYOUTS)
    assert {poster.theme for poster in posters} == set(THEMES)
    assert {one.name for one in read.settings.formats} == set(FORMATS)


def test_the_steps_of_a_poster_are_timed() -> None:
    said = run("engines.py", "--rounds", "1")
    assert "| print a finished A3 |" in said
    assert "25 A4 sheets" in said


@pytest.mark.skipif(sys.platform != "linux", reason="127.1.0.x is this machine on Linux only")
def test_a_pull_is_measured_and_gets_every_entry_right() -> None:
    said = run(
        "pull.py", "--rounds", "1", "--feeds", "22", "--entries", "3", "--hosts", "6", "--slowest", "0.05"
    )
    assert "| right: titles, links, days | 100.00%, 100.00%, 100.00% | 100% |" in said
    assert "Nothing new: statuses {304: 22}, 0 bytes of bodies." in said
