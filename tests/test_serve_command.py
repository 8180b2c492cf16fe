"""`kepu serve` from start to Ctrl-C, as a person runs it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from tests.conftest import ROOT
from tests.site_text import write_site

PATIENCE = 60  # seconds
START = (  # a program started in the background may have been told to ignore Ctrl-C
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from site_builder.cli import main; main()"
)


def test_it_builds_says_where_the_hub_is_and_ends_in_one_line(tmp_path: Path) -> None:
    write_site(tmp_path, "-- content/hub.toml --\nname = '示例'\n")
    words = [sys.executable, "-c", START, "--hub", str(tmp_path), "serve", "--port", "0"]
    with subprocess.Popen(
        words,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
    ) as server:
        assert server.stdout
        said = [server.stdout.readline(), server.stdout.readline()]
        assert "built" in said[0]
        url = next(word for word in said[1].split() if word.startswith("http://127.0.0.1:"))
        with urlopen(url, timeout=PATIENCE) as page:
            assert "示例" in page.read().decode()
        server.send_signal(signal.SIGINT)
        rest, _nothing = server.communicate(timeout=PATIENCE)
    assert (server.returncode, rest) == (0, "The preview has ended.\n")
