"""The player page in a real browser: opened with a clock of one's own, watched, fed with keys."""

from __future__ import annotations

import contextlib
import functools
import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

PATIENCE = 20  # seconds
_CLOCK = """
(function () {
  var Real = Date, now = new Real("%s").getTime();
  function Set() { return arguments.length ? Reflect.construct(Real, arguments) : new Real(now); }
  Set.prototype = Real.prototype;
  Set.now = function () { return now; };
  window.Date = Set;
}());
"""
_WATCH = """
(function () {
  var images = 0, Real = window.Image;
  window.seen = [];
  window.dark = 0;
  window.images = function () { return images; };
  window.Image = function (wide, high) { images += 1; return new Real(wide, high); };
  new MutationObserver(function () {
    window.seen.push(document.documentElement.getAttribute("data-shown"));
    if (document.querySelectorAll(".slide.on").length !== 1) { window.dark += 1; }
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-count"] });
}());
"""
_PLAYLIST = re.compile(r'(<script type="application/json" id="playlist">)(.*?)(</script>)', re.DOTALL)


def edit_playlist(page: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    """Change the playlist inside a player page."""
    text = page.read_text("utf-8")
    found = _PLAYLIST.search(text)
    assert found
    playlist = json.loads(found[2])
    edit(playlist)
    page.write_text(text[: found.start(2)] + json.dumps(playlist) + text[found.end(2) :], "utf-8")


class Player:
    """`folder` is a copy of the site's screens; what is put there is beside the page."""

    def __init__(self, browser: Chrome, site: Path, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.base = folder.as_uri()
        self._scripts: list[str] = []
        self._prepared: list[str] = []
        self.always = ""  # what every address ends in
        shutil.copytree(site / "screens", folder)

    def open(
        self,
        page: str = "player.html",
        *,
        seconds: float = 0.1,
        now: str = "2026-11-23T09:00:00",
        more: str = "",
        size: tuple[int, int] = (960, 540),
    ) -> None:
        self.resize(size)
        self.browser.get("about:blank")
        self.browser.get_log("browser")  # type: ignore[no-untyped-call]
        self.forget()
        for script in (_CLOCK % now, _WATCH, *self._prepared):
            answer = self.browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
            self._scripts.append(answer["identifier"])
        self.browser.get(f"{self.base}/{page}?seconds={seconds}{more}{self.always}")

    def prepare(self, script: str) -> None:
        """Let a script run before the page's own, from now on."""
        self._prepared.append(script)

    def forget(self) -> None:
        while self._scripts:
            name = {"identifier": self._scripts.pop()}
            self.browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", name)

    def resize(self, size: tuple[int, int]) -> None:
        view = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", view)

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        return self.browser.execute_script(f"return {script}")  # type: ignore[no-untyped-call]

    def shown(self) -> str:
        """Return the picture that is seen, without what follows a ?."""
        return str(self.run("document.documentElement.getAttribute('data-shown')")).partition("?")[0]

    def mode(self) -> str:
        return str(self.run("document.documentElement.getAttribute('data-mode')"))

    def next_shown(self, count: int) -> list[str]:
        """Wait for the next pictures and return them."""
        before = self.count()
        self.wait(lambda: self.count() >= before + count)
        return [str(name).partition("?")[0] for name in self.run("seen")[before : before + count]]

    def count(self) -> int:
        """Return how many pictures were shown so far."""
        return int(self.run("seen.length"))

    def wait(self, until: Callable[[], object], patience: float = PATIENCE) -> None:
        end = time.monotonic() + patience
        while not until():
            assert time.monotonic() < end, f"{self.mode()}: {self.shown()}"
            time.sleep(0.02)

    def let_pass(self, milliseconds: int) -> None:
        """Let the page go on for a while in which nothing ought to happen."""
        self.browser.execute_async_script(f"setTimeout(arguments[0], {milliseconds})")  # type: ignore[no-untyped-call]

    def words(self) -> str:
        """Return what stands over the picture."""
        return str(self.run("document.getElementById('note').textContent"))

    def key(self, code: int, name: str = "") -> None:
        """Press a key as a remote control does."""
        self.run(f"document.dispatchEvent(new KeyboardEvent('keydown', {{keyCode: {code}, key: '{name}'}}))")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing, but keep what was asked for."""
        self.server.asked.append(self.requestline)  # type: ignore[attr-defined]


@contextlib.contextmanager
def served(folder: Path, asked: list[str] | None = None) -> Iterator[str]:
    """Serve a folder from 127.0.0.1; yield its address. The first lines of requests are added to `asked`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    server.asked = [] if asked is None else asked  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
