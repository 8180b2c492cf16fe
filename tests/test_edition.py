"""An edit of our code or another version of a library makes everything afresh."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from site_builder.edition import libraries, sources
from tests.conftest import ROOT
from tests.site_text import write_site


@pytest.fixture
def package(tmp_path: Path) -> Path:
    write_site(
        tmp_path,
        """
        -- code/a.py --
        A = 1
        -- code/inner/b.py --
        B = 1
        -- code/notes.txt --
        no code
        """,
    )
    return tmp_path / "code"


@pytest.mark.parametrize(
    ("file", "text"),
    [("a.py", "A = 2\n"), ("inner/b.py", "B = 2\n"), ("inner/c.py", ""), ("d.py", "")],
)
def test_an_edit_of_any_module_is_another_edition(package: Path, file: str, text: str) -> None:
    before = sources(package)
    (package / file).write_text(text, "utf-8", newline="\n")
    assert sources(package) != before


def test_a_module_that_moves_is_another_edition(package: Path) -> None:
    before = sources(package)
    (package / "a.py").rename(package / "inner" / "a.py")
    assert sources(package) != before


def test_what_is_no_code_and_where_it_lies_does_not_count(package: Path) -> None:
    before = sources(package)
    (package / "notes.txt").write_text("other\n", "utf-8")
    assert sources(package) == before
    assert sources(package.rename(package.with_name("elsewhere"))) == before


def test_libraries_are_told_with_the_versions_that_are_installed() -> None:
    names = ("jinja2", "justmytype-intl-cjk", "pillow", "PyYAML", "markdown_it.py")
    assert libraries(*names).decode() == "\n".join(f"{name} {version(name)}" for name in names)


@pytest.mark.parametrize("folder", ["Some_Library-2.5.dist-info", "Some_Library-2.5.egg-info"])
def test_the_first_of_two_versions_on_the_path_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    for place, name in (("new", folder), ("old", "some_library-1.0.dist-info")):
        (tmp_path / place / name).mkdir(parents=True)
        monkeypatch.syspath_prepend(tmp_path / place)
    assert libraries("some-library") == b"some-library 1.0"
    monkeypatch.syspath_prepend(tmp_path / "new")
    assert libraries("some-library") == b"some-library 2.5"


@pytest.mark.parametrize("heavy", ["plutoprint", "PIL", "pypdfium2", "uharfbuzz", "segno"])
def test_pages_are_made_without_the_libraries_of_posters(heavy: str) -> None:
    """They take longer to load than a page to make."""
    code = f"import sys, site_builder.render; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
