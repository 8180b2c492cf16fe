"""A build that is killed outright is mended by the next one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from site_builder.pipeline import build_hub
from site_builder.settings import Folder
from tests.conftest import ROOT
from tests.fuzz_hub import FuzzHub
from tests.site_text import files_in
from tests.test_fuzz import TODAY, clean

TIMES = 20


def test_the_build_after_a_killed_one_equals_a_clean_one(tmp_path: Path) -> None:
    pick = random.Random(7)
    hub = FuzzHub(tmp_path / "hub", pick)
    (tmp_path / "clean").mkdir()
    killed = 0
    for _ in range(TIMES):
        for _ in range(3):
            hub.edit()
        killed += kill_a_build(hub.root, after=pick.uniform(0.2, 0.7))
        build_hub(Folder(hub.root), today=TODAY)
        hub.tidy()
        assert files_in(hub.root / "output/site") == clean(hub.root, tmp_path / "clean")
    assert killed, "every build ended before it could be killed"
    assert not left_behind(hub.root)


def left_behind(root: Path) -> list[str]:
    """Return the processes of builds of root that are still there after a moment (Linux only)."""
    for _ in range(50):
        found = [
            file.parent.name
            for file in Path("/proc").glob("[0-9]*/cmdline")
            if str(root).encode() in _read(file)
        ]
        if not found:
            break
        time.sleep(0.1)
    return found


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def kill_a_build(root: Path, *, after: float) -> bool:
    """Start a build, kill it after that many seconds, and say whether it was still running."""
    build = subprocess.Popen(
        [sys.executable, "-m", "site_builder", "--hub", str(root), "build", "--date", TODAY.isoformat()],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    build.kill()
    return build.wait() != 0
