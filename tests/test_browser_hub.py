"""The sample hub in a real browser: from a folder without a network, and below any address."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from site_builder.pipeline import Built
from site_builder.settings import Folder

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

PHONE, OLD_SCREEN = 360, 1366  # CSS pixels across
SUB_PATH = "/a/b/"
BROKEN_PICTURES = """
    const done = arguments[0]
    const pictures = Array.from(document.images)
    pictures.forEach(picture => { picture.loading = 'eager' })  // pages load far pictures only when needed
    Promise.all(pictures.map(picture => picture.decode().then(() => '', () => picture.src)))
        .then(broken => done(broken.filter(Boolean)))
"""
FACTS = """
    const wide = document.documentElement
    return {
        text: document.body.innerText,
        links: Array.from(document.links, link => link.href),
        overflow: wide.scrollWidth - wide.clientWidth,
    }
"""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One page as the browser shows it; `overflow` is what sticks out sideways, by the window's width."""

    text: str
    links: tuple[str, ...]
    broken: tuple[str, ...]
    requests: tuple[str, ...]
    failures: tuple[str, ...]
    messages: tuple[str, ...]
    overflow: dict[int, int]


def visit(browser: Chrome, url: str, widths: tuple[int, ...] = (OLD_SCREEN,)) -> Visit:
    """Open url and look at it in each width; the last width is the one whose text counts."""
    browser.get_log("performance")
    browser.get_log("browser")
    browser.get(url)
    broken = browser.execute_async_script(BROKEN_PICTURES)
    overflow: dict[int, int] = {}
    for width in widths:
        size = {"width": width, "height": 768, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        facts = browser.execute_script(FACTS)
        overflow[width] = facts["overflow"]
    events = _events(browser, urldefrag(url).url)
    return Visit(
        text=facts["text"],
        links=tuple(facts["links"]),
        broken=tuple(broken),
        requests=tuple(_requests(events)),
        failures=tuple(_failures(events)),
        messages=tuple(row["message"] for row in browser.get_log("browser")),
        overflow=overflow,
    )


def _events(browser: Chrome, url: str) -> list[dict[str, Any]]:
    """Return what the browser logged since it was last asked, once the page's own request is among it."""
    events: list[dict[str, Any]] = []
    for _ in range(50):
        events += [json.loads(row["message"])["message"] for row in browser.get_log("performance")]
        if url in _requests(events):
            break
        time.sleep(0.1)  # the log lags behind the page now and then
    return events


def _requests(events: list[dict[str, Any]]) -> Iterator[str]:
    for event in events:
        if event["method"] == "Network.requestWillBeSent":
            yield event["params"]["request"]["url"]


def _failures(events: list[dict[str, Any]]) -> Iterator[str]:
    for event in events:
        if event["method"] == "Network.loadingFailed":
            yield event["params"]["errorText"]
        elif event["method"] == "Network.responseReceived":
            response = event["params"]["response"]
            if response["status"] >= 400:
                yield f"{response['status']} {response['url']}"


PLAYER = "screens/player"


@pytest.fixture(scope="module")
def site(sample_folder: Folder, sample_hub: Built) -> Path:
    assert sample_hub.files
    return sample_folder.site


@pytest.fixture(scope="module")
def visits(browser: Chrome, site: Path) -> dict[str, Visit]:
    """Return every page that links lead to from index.html, by its path, opened from the folder.

    Players are left to their own tests: they ask for an urgent picture that is seldom there.
    """
    found: dict[str, Visit] = {}
    waiting = ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = visit(browser, (site / path).as_uri(), (PHONE, OLD_SCREEN))
        inner = [local_path(link, site) for link in found[path].links]
        pages = [link for link in inner if link and link.endswith(".html") and (site / link).is_file()]
        waiting += [page for page in pages if not page.startswith(PLAYER)]
    return found


def local_path(url: str, site: Path) -> str | None:
    """Return url as a path below site, None when it is not a file there."""
    if urlsplit(url).scheme != "file":
        return None
    file = Path(unquote(urlsplit(urldefrag(url).url).path))
    return file.relative_to(site).as_posix() if file.is_relative_to(site) else None


def test_links_lead_to_every_page_of_the_hub(visits: dict[str, Visit], site: Path) -> None:
    pages = {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
    led_to = {local_path(link, site) for visit in visits.values() for link in visit.links}
    players = {page for page in pages if page.startswith(PLAYER)}
    assert players <= led_to
    assert set(visits) == pages - players - {"404.html"}  # only servers show that one


def test_every_link_to_a_file_finds_it_inside_the_folder(visits: dict[str, Visit], site: Path) -> None:
    lost = [
        (path, link)
        for path, visit in visits.items()
        for link in visit.links
        if urlsplit(link).scheme == "file"
        and not ((inner := local_path(link, site)) and (site / inner).is_file())
    ]
    assert not lost


def test_every_link_elsewhere_is_meant_to_be_one(visits: dict[str, Visit]) -> None:
    schemes = {urlsplit(link).scheme for visit in visits.values() for link in visit.links}
    assert schemes <= {"file", "https", "http", "mailto", "tel"}


def test_no_page_asks_for_anything_outside_the_folder(visits: dict[str, Visit], site: Path) -> None:
    outside = {
        (path, url)
        for path, visit in visits.items()
        for url in visit.requests
        if not url.startswith("data:") and local_path(url, site) is None
    }
    assert not outside
    assert all(visit.requests for visit in visits.values())


def test_every_request_and_every_picture_arrives(visits: dict[str, Visit]) -> None:
    assert not {path: visit.failures for path, visit in visits.items() if visit.failures}
    assert not {path: visit.broken for path, visit in visits.items() if visit.broken}


def test_no_page_complains_on_the_console(visits: dict[str, Visit]) -> None:
    assert not {path: visit.messages for path, visit in visits.items() if visit.messages}


@pytest.mark.parametrize("width", [PHONE, OLD_SCREEN])
def test_no_page_scrolls_sideways(visits: dict[str, Visit], width: int) -> None:
    assert not {path: visit.overflow for path, visit in visits.items() if visit.overflow[width] > 0}


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where an ordinary web server shows the hub, some folders below its root."""
    root = tmp_path_factory.mktemp("server")
    (root / "a").mkdir()
    (root / "a" / "b").symlink_to(site, target_is_directory=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        server.shutdown()
        thread.join()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's signature
        """Keep the test's output clean."""


def test_below_an_address_every_page_is_the_same(
    browser: Chrome, visits: dict[str, Visit], address: str
) -> None:
    served = {path: visit(browser, address + path) for path in visits}
    differing = [path for path in visits if served[path].text != visits[path].text]
    assert not differing
    assert not {path: v.failures + v.messages for path, v in served.items() if v.failures + v.messages}
    outside = {url for v in served.values() for url in v.requests if not url.startswith((address, "data:"))}
    assert not outside
