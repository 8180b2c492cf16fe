"""What several tests share: the sample hub, built once, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from site_builder.pipeline import Built, build_hub
from site_builder.settings import Folder
from tests.player import Player, served
from tests.screen_hub import build_screen_hub

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

os.environ["XDG_CACHE_HOME"] = mkdtemp(prefix="kepu-tests-")  # not the cache of whoever tests
ROOT = Path(__file__).parent.parent
SAMPLE_DAY = date(2026, 11, 23)
NO_SKIPS = "KEPU_NO_SKIPS"  # set where every tool is installed: then a skipped test is a failed one

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped:
        _forbid_skip(report)
    return report


def _forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get(NO_SKIPS):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\n{NO_SKIPS} is set: every test must run here"


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a copy of this repository's hub, not built."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "content", root / "content")
    return Folder(root)


@pytest.fixture(scope="session")
def sample_hub(sample_folder: Folder, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Built:
    """Return the sample hub, built into sample_folder as it is on SAMPLE_DAY.

    Of several processes that test side by side one builds it; the others copy what it has made.
    """
    if worker_id != "master":
        shared = Folder(tmp_path_factory.getbasetemp().parent / "sample")
        with FileLock(f"{shared.root}.lock"):
            if not shared.site.exists():
                shutil.copytree(ROOT / "content", shared.content)
                build_hub(shared, today=SAMPLE_DAY)
        shutil.copytree(shared.root, sample_folder.root, dirs_exist_ok=True)
    return build_hub(sample_folder, today=SAMPLE_DAY)


@pytest.fixture(scope="session")
def screen_folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a small hub with screens, built in November."""
    return build_screen_hub(tmp_path_factory.mktemp("screens"))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Return Debian's Chromium, which logs all its requests and messages."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is in the extra 'test'")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("Chromium or chromedriver is missing (Debian: chromium, chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    opened = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield opened
    opened.quit()


@pytest.fixture
def player(browser: Chrome, screen_folder: Folder, tmp_path: Path) -> Iterator[Player]:
    """Yield a player of the small hub, from a folder."""
    opened = Player(browser, screen_folder.site, tmp_path / "screens")
    yield opened
    browser.get("about:blank")
    opened.forget()


@pytest.fixture(params=["file", "http"])
def anywhere(player: Player, request: pytest.FixtureRequest) -> Iterator[Player]:
    """Yield a player from a folder, then from a server."""
    if request.param == "file":
        yield player
        return
    with served(player.folder) as base:
        player.base, player.always = base, "&refresh=0.1"
        yield player
        player.browser.get("about:blank")
