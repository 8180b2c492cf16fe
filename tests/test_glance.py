"""A build that has nothing to do says so at once, and only then."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder import glance
from site_builder.stamps import RACY, SECOND
from tests.conftest import ROOT
from tests.site_text import write_site

CODE = """
import sys
from site_builder.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("loaded" if "click" in sys.modules else "glanced")
"""
pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows leaves no stamp of a file's change")


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    write_site(
        tmp_path,
        """
        -- content/hub.toml --
        name = "Hub"
        base_url = "https://kepu.example.cn/"
        -- content/pages/about.md --
        ---
        title: About
        ---
        Words.
        """,
    )
    said = [kepu(tmp_path) for _time in range(4)]  # the first builds, one waits until stamps are old enough
    assert said[-1].endswith("glanced\n")
    return tmp_path


def kepu(hub: Path, *options: str, language: str = "en") -> str:
    """Return what a build says, and whether it loaded anything to say so."""
    return subprocess.run(
        [sys.executable, "-c", CODE, "--hub", str(hub), "build", *options],
        env=os.environ | {"LANGUAGE": language, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=True,
    ).stdout


def test_what_is_said_at_once_is_what_is_said_else(hub: Path) -> None:
    at_once = kepu(hub)
    (hub / ".cache" / "snapshot").unlink()
    said = kepu(hub)
    assert at_once == said.replace("loaded", "glanced")
    assert "0 made" in said
    assert "only an example" in said


def edit(file: str) -> Callable[[Path], None]:
    def change(hub: Path) -> None:
        path = hub / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")

    return change


def retouch(hub: Path) -> None:
    """Change a byte, and put time and size back."""
    page = hub / "output/site/index.html"
    status = page.stat()
    page.write_bytes(page.read_bytes().replace(b"<", b"#", 1))
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        edit("content/hub.toml"),
        edit("content/pages/about.md"),
        lambda hub: shutil.copy(hub / "content/pages/about.md", hub / "content/pages/new.md"),
        edit("templates/page.html"),
        edit("output/site/index.html"),
        retouch,
        lambda hub: (hub / "output/site/index.html").unlink(),
        lambda hub: (hub / "content/pages/about.md").rename(hub / "content/pages/other.md"),
        lambda hub: (hub / "content/pages/empty.md").mkdir(),
    ],
    ids=[
        "settings",
        "text",
        "new text",
        "template",
        "page",
        "page, same size",
        "page lost",
        "text renamed",
        "folder like a text",
    ],
)
def test_any_change_is_seen(hub: Path, change: Callable[[Path], None]) -> None:
    change(hub)
    assert kepu(hub).endswith("loaded\n")


def test_another_language_and_another_day_are_no_repetition(hub: Path) -> None:
    assert "完成" in kepu(hub, language="zh_CN")
    assert kepu(hub, "--date", "2026-12-01").endswith("loaded\n")


@pytest.mark.parametrize("spoil", [edit("output/site/index.html"), retouch], ids=["longer", "same size"])
def test_a_spoilt_page_is_mended_when_a_text_that_it_does_not_show_was_edited_too(
    hub: Path, spoil: Callable[[Path], None]
) -> None:
    page = hub / "output/site/index.html"
    whole = page.read_bytes()
    spoil(hub)
    about = hub / "content/pages/about.md"
    about.write_text(about.read_text("utf-8") + "More words.\n", "utf-8")
    kepu(hub)
    assert page.read_bytes() == whole


def test_what_was_not_spoilt_is_left_alone_when_a_text_was_edited(hub: Path) -> None:
    about = hub / "content/pages/about.md"
    about.write_text(about.read_text("utf-8") + "More words.\n", "utf-8")
    assert "1 made, 1 written" in kepu(hub)


def just_saved(hub: Path) -> glance.Look:
    """Return what a look sees of a hub whose text was saved a moment ago, and let that moment pass."""
    about = hub / "content/pages/about.md"
    about.write_text("---\ntitle: About\n---\nOther words.\n", "utf-8")
    seen = glance.look(str(hub), "2026-11-01")
    time.sleep(2 * RACY / SECOND)
    return seen


def remembers(hub: Path, seen: glance.Look) -> bool:
    glance.remember(str(hub), seen, outputs=(), errors="", words="done")
    return glance.unchanged(str(hub), glance.look(str(hub), "2026-11-01")) is not None


def test_a_build_right_after_an_edit_is_remembered(hub: Path) -> None:
    assert remembers(hub, just_saved(hub))


def test_an_edit_right_after_the_look_that_bears_the_same_stamp_is_not_overlooked(hub: Path) -> None:
    seen = just_saved(hub)
    about = hub / "content/pages/about.md"
    about.write_text("---\ntitle: About\n---\nThird words.\n", "utf-8")
    status = about.stat()
    seen.stamps.files[str(about)] = (status.st_size, status.st_ctime_ns, status.st_ino)
    time.sleep(2 * RACY / SECOND)
    assert not remembers(hub, seen)
