"""A build that is killed outright is mended by the next one."""

from __future__ import annotations

import os
import random
import signal
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
# A step is whatever Python tells its auditors: a file opened, moved, removed, a module loaded.
BUILD = """
import os, signal, sys
after, root, day = int(sys.argv[1]), *sys.argv[2:]
own, steps = os.getpid(), 0
def count(*_event):
    global steps
    if os.getpid() == own:
        steps += 1
        if steps == after:
            os.kill(own, signal.SIGKILL)
sys.argv = ["kepu", "--hub", root, "build", "--date", day]
from site_builder.cli import main
sys.addaudithook(count)
try:
    main()
finally:
    print(steps)
"""


def test_the_build_after_a_killed_one_equals_a_clean_one(tmp_path: Path) -> None:
    pick = random.Random(7)
    hub = FuzzHub(tmp_path / "hub", pick)
    (tmp_path / "clean").mkdir()
    steps = steps_of_a_build(hub.root)
    killed = 0
    for number in range(TIMES):
        for _ in range(3):
            hub.edit()
        killed += kill_a_build(hub.root, after=pick.randrange(1 if number % 2 else steps // 2, steps))
        build_hub(Folder(hub.root), today=TODAY)
        hub.tidy()
        assert files_in(hub.root / "output/site") == clean(hub.root, tmp_path / "clean")
    assert killed > TIMES // 2, "most builds ended before they could be killed"
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


def kill_a_build(root: Path, *, after: int) -> bool:
    """Start a build that is killed outright after so many steps, and say whether it was still running."""
    return start(root, after=after).wait() == -signal.SIGKILL


def steps_of_a_build(root: Path) -> int:
    """Return how many steps a build takes that nobody kills."""
    build = start(root, after=0)
    said, _none = build.communicate()
    assert build.returncode == 0
    return int(said.split()[-1])


def start(root: Path, *, after: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(after), str(root), TODAY.isoformat()],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE if after == 0 else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
