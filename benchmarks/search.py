"""Measure the search of a large hub: what the index costs, and what a reader waits for and loads."""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, cast

from corpus import make_article, make_articles
from formats import write_article, write_site
from recall import fragments, score
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

from site_builder.build import Target
from site_builder.digest import canonical, digest
from site_builder.pipeline import build_hub, read_folder
from site_builder.plan.search.words import letters
from site_builder.settings import Folder

TODAY = date(2026, 11, 23)
SLOWER = 6  # times: how much slower than it is the browser is made
BYTES_A_SECOND, LATENCY = 1_000_000 / 8, 40  # 1 Mbit/s; milliseconds
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TYPE = """
    const [query, done] = arguments
    const box = document.querySelector('[data-search]')
    box.removeAttribute('data-done')
    document.getElementById('search-field').value = query
    const started = performance.now()
    new MutationObserver(() => done(performance.now() - started))
        .observe(box, { attributes: true, attributeFilter: ['data-done'] })
    document.querySelector('.search-form button').click()
"""
SETTINGS = "content/hub.toml"


class Waited(NamedTuple):
    """Seconds from the press on the button to the answers, bytes as sent and files, of each query."""

    seconds: Sequence[float]
    sent: Sequence[int]
    files: Sequence[int]


class Zipped(SimpleHTTPRequestHandler):
    """Sends scripts packed, as servers of web pages do."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.suffix != ".js" or not path.is_file():
            super().do_GET()
            return
        data = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's signature
        """Say nothing."""


def main() -> None:
    options = parse()
    with TemporaryDirectory() as scratch:
        hub = options.hub or Path(scratch) / "hub"
        write_hub(hub, options.articles)
        rows = [*index_rows(hub, options.articles)]
        built = build_hub(Folder(hub), today=TODAY)
        size = sum(row.size for path, row in built.files.items() if path.startswith("search/"))
        count = sum(path.startswith("search/") for path in built.files)
        rows.append(("files of the index and texts", f"{count}, {size / 1e6:.1f} MB"))
        texts = found_texts(hub)
        rows += reader_rows(Folder(hub).site, texts, options)
    width = max(len(name) for name, _value in rows)
    lines = [f"| {name:<{width}} | {value} |" for name, value in rows]
    sys.stdout.write("\n".join([f"| {options.articles} articles | |", "|---|---|", *lines, ""]))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--fragments", type=int, default=400, help="of titles, and as many of texts")
    parser.add_argument("--queries", type=int, default=40, help="that are timed")
    parser.add_argument("--hub", type=Path, help="folder for the hub, which stays there")
    return parser.parse_args()


def write_hub(folder: Path, count: int) -> None:
    """Write the articles of the other benchmarks, as a hub with search and with the templates it has."""
    write_site("kepu", folder, make_articles(count))
    shutil.rmtree(folder / "templates")
    file = folder / SETTINGS
    file.write_text(file.read_text("utf-8").replace("search = false\n", ""), "utf-8", newline="\n")


def index_rows(hub: Path, count: int) -> Iterator[tuple[str, str]]:
    """Yield the CPU seconds of the index: from nothing, and after one edit; texts are read before."""
    known: dict[str, str] = {}
    yield "index from nothing, CPU seconds", f"{index_seconds(hub, known):.1f}"
    spent = []
    for number in range(3):
        article = make_article(count // 2, count)
        body = article.body.replace("\n\n", f"\n\n第{number}次改动，石灰和酵母都说了。\n\n", 1)
        write_article("kepu", hub, type(article)(**{**vars_of(article), "body": body}))
        spent.append(index_seconds(hub, known))
    yield "index after one edit, CPU seconds", f"{median(spent):.2f}"


def vars_of(article: object) -> dict[str, Any]:
    return {name: getattr(article, name) for name in cast("Any", article).__slots__}


def index_seconds(hub: Path, known: dict[str, str]) -> float:
    """Return what planning, describing and making the files of the search costs; `known` are their keys."""
    reading = read_folder(Folder(hub))
    plan, kitchen = reading.plan(TODAY), reading.kitchen()
    started = time.process_time()
    for batch in plan.batches:
        if batch.paths[0].startswith("search") and known.get(batch.paths[0]) != batch.inputs:
            known[batch.paths[0]] = batch.inputs
            kitchen.cook([target for target in batch.targets() if is_new(target, known)])
    return time.process_time() - started


def is_new(target: Target, known: dict[str, str]) -> bool:
    key = digest(canonical(target.view))
    is_same = known.get(f"view {target.path}") == key
    known[f"view {target.path}"] = key
    return not is_same


def found_texts(hub: Path) -> list[list[Any]]:
    """Return the rows of all texts, as the page reads them."""
    batches = [b for b in read_folder(Folder(hub)).plan(TODAY).batches if "-" in b.paths[0]]
    texts = [batch for batch in batches if batch.paths[0].startswith("search/")]
    return [
        cast("list[Any]", row)
        for batch in texts
        for target in batch.targets()
        for row in cast("Sequence[object]", target.view["data"])
    ]


def reader_rows(
    site: Path, texts: Sequence[Sequence[Any]], options: argparse.Namespace
) -> Iterator[tuple[str, str]]:
    titles = fragments([row[0] for row in texts], options.fragments, "titles")
    bodies = fragments([row[7] for row in texts], options.fragments, "bodies")
    with opened() as browser:
        page = (site / "search.html").as_uri()
        browser.get(page)
        for name, queries, said in (
            ("title", titles, [(row[1], letters(row[0])) for row in texts]),
            ("text", bodies, [(row[1], letters("\n".join([row[0], *row[5], row[7]]))) for row in texts]),
        ):
            found = score(browser, queries, said)
            yield f"{name} recall@10, empty answers", f"{found.recall:.4f}, {found.empty}"
        asked = bodies[: options.queries]
        browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield f"cold query from a folder, CPU {SLOWER} times slower", spread(waited(browser, page, asked))
        browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 1})
        with served(site) as address:
            slow = {
                "offline": False,
                "latency": LATENCY,
                "downloadThroughput": BYTES_A_SECOND,
                "uploadThroughput": BYTES_A_SECOND,
            }
            browser.execute_cdp_cmd("Network.enable", {})
            browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
            browser.execute_cdp_cmd("Network.emulateNetworkConditions", slow)
            over = waited(browser, address + "search.html", asked)
            yield "cold query at 1 Mbit/s", spread(over)
            yield "KB sent for it", of_all([size / 1000 for size in over.sent], "{:.0f}")
            yield "files for it", of_all(over.files, "{:.0f}")


def waited(browser: Chrome, page: str, queries: Sequence[str]) -> Waited:
    """Ask each query on a page that was just opened and has loaded nothing of the index."""
    found = Waited([], [], [])
    for query in queries:
        browser.get(page)
        browser.get_log("performance")
        cast("list[float]", found.seconds).append(browser.execute_async_script(TYPE, query) / 1000)
        sizes = list(loaded(browser))
        cast("list[int]", found.sent).append(sum(sizes))
        cast("list[int]", found.files).append(len(sizes))
    return found


def loaded(browser: Chrome) -> Iterator[int]:
    for row in browser.get_log("performance"):
        event = json.loads(row["message"])["message"]
        if event["method"] == "Network.loadingFinished":
            yield int(event["params"]["encodedDataLength"])


def spread(found: Waited) -> str:
    return of_all(found.seconds, "{:.2f} s")


def of_all(values: Sequence[float], form: str) -> str:
    """Return the median, and in brackets what one in twenty exceeds, and the most."""
    row = sorted(values)
    late = row[min(len(row) - 1, len(row) * 19 // 20)]
    return f"{form.format(median(row))} ({form.format(late)}, {form.format(row[-1])})"


@contextmanager
def opened() -> Iterator[Chrome]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    assert chromium, "Chromium is missing"
    assert driver, "chromedriver is missing"
    with TemporaryDirectory() as profile:
        options = ChromeOptions()
        options.binary_location = chromium
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        logs: Mapping[str, str] = {"performance": "ALL"}
        options.set_capability("goog:loggingPrefs", logs)
        browser = Chrome(options=options, service=ChromeService(driver))
        browser.set_script_timeout(60)
        try:
            yield browser
        finally:
            browser.quit()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Yield the address at which a server on this machine shows the site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Zipped, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


if __name__ == "__main__":
    main()
