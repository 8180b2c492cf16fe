"""The code is formatted, linted and typed as pyproject.toml says."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize(
    "words",
    [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)],
    ids=" ".join,
)
def test_the_code_is_in_order(words: tuple[str, ...]) -> None:
    if find_spec(words[0]) is None:
        pytest.skip(f"{words[0]} is in the extra 'test'")
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
