"""The preview over real connections: pages, refusals, news of builds."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from shutil import rmtree

import pytest

from site_builder.build import Step
from site_builder.errors import Problem, SiteError
from site_builder.pipeline import Built
from site_builder.serve import Live, Preview, State, build_once, changes, open_preview, trace
from site_builder.settings import Folder
from tests.site_text import write_site

TODAY = date(2026, 11, 23)
PATIENCE = 30  # seconds until a test gives up; no test waits that long
HUB = """\
    -- content/hub.toml --
    name = "示例"
    [[sections]]
    id = "health"
    name = "健康"
    -- content/articles/health/one.md --
    ---
    title: 一
    date: 2026-11-01
    ---
    旧的话。
    """
ONE = "/articles/health/one.html"


@contextmanager
def serving(site: Path, live: Live) -> Iterator[Preview]:
    with open_preview(site, live, port=0) as preview:
        thread = threading.Thread(target=preview.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield preview
        live.close()
        preview.shutdown()
        thread.join(PATIENCE)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(
        tmp_path,
        """\
        -- site/index.html --
        <body>首页</body>
        -- site/404.html --
        <body>没有这个页面</body>
        -- site/a/index.html --
        <body>甲</body>
        -- site/assets/hub.css --
        body {}
        -- secret.html --
        密
        """,
    ).joinpath("site")


@pytest.fixture
def preview(site: Path) -> Iterator[Preview]:
    with serving(site, Live()) as preview:
        yield preview


@contextmanager
def asking(
    preview: Preview, path: str, *, host: str | None = None, method: str = "GET"
) -> Iterator[HTTPResponse]:
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE)
    try:
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"localhost:{preview.port}")
        connection.endheaders()
        yield connection.getresponse()
    finally:
        connection.close()


def answer(
    preview: Preview, path: str, *, host: str | None = None, method: str = "GET"
) -> tuple[int, str, str]:
    with asking(preview, path, host=host, method=method) as response:
        return response.status, response.headers.get("Content-Type", ""), response.read().decode()


def news(response: HTTPResponse) -> Iterator[State]:
    """Yield the states that a page hears of."""
    for line in response:
        if line.startswith(b"data: "):
            row = json.loads(line.removeprefix(b"data: "))
            yield State(row["version"], tuple(Problem(**problem) for problem in row["problems"]))


def test_pages_come_with_their_type_and_are_never_kept(preview: Preview) -> None:
    status, kind, body = answer(preview, "/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert "首页" in body
    assert "/_kepu/reload.js" in body
    assert answer(preview, "/assets/hub.css") == (200, "text/css; charset=utf-8", "body {}\n")
    with asking(preview, "/index.html") as response:
        assert response.headers["Cache-Control"] == "no-store"


def test_files_on_the_disk_stay_as_they_are(preview: Preview, site: Path) -> None:
    before = (site / "index.html").read_bytes()
    answer(preview, "/")
    assert (site / "index.html").read_bytes() == before


def test_a_folder_is_its_index_page_and_never_a_listing(preview: Preview) -> None:
    assert "甲" in answer(preview, "/a/")[2]
    with asking(preview, "/a") as response:
        assert (response.status, response.headers["Location"]) == (301, "/a/")
    assert answer(preview, "/assets/")[0] == 404


def test_a_page_that_is_missing_gets_the_hub_s_own_answer(preview: Preview) -> None:
    status, kind, body = answer(preview, "/gone.html")
    assert (status, kind) == (404, "text/html; charset=utf-8")
    assert "没有这个页面" in body


@pytest.mark.parametrize(
    "path",
    ["/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/a/../../secret.html", "/out.html"],
)
def test_nothing_outside_the_site_is_served(preview: Preview, site: Path, path: str) -> None:
    (site / "out.html").symlink_to(site.parent / "secret.html")
    status, _kind, body = answer(preview, path)
    assert status == 404
    assert "密" not in body


@pytest.mark.parametrize("path", ["/", "/_kepu/reload.js", "/_kepu/events"])
def test_another_name_for_this_computer_is_refused(preview: Preview, path: str) -> None:
    status, _kind, body = answer(preview, path, host=f"evil.example:{preview.port}")
    assert status == 403
    assert "首页" not in body


def test_head_tells_the_size_without_the_page(preview: Preview) -> None:
    with asking(preview, "/", method="HEAD") as response:
        assert response.status == 200
        assert int(response.headers["Content-Length"]) > 0
        assert response.read() == b""


def test_one_connection_asks_for_many_files(preview: Preview) -> None:
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE)
    statuses = []
    for path in ("/", "/gone", "/a", "/assets/hub.css"):
        connection.request("GET", path)
        with connection.getresponse() as response:
            response.read()
            statuses.append(response.status)
    connection.close()
    assert statuses == [200, 404, 301, 200]


def test_a_taken_port_gives_way_to_the_next_free_one(site: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with open_preview(site, Live(), port=port) as preview:
            assert port < preview.port < port + 20


def test_a_hub_that_is_not_built_yet_shows_a_waiting_page(tmp_path: Path) -> None:
    with serving(tmp_path / "output" / "site", Live()) as preview:
        status, _kind, body = answer(preview, "/")
    assert status == 404
    assert "/_kepu/reload.js" in body


def test_an_open_page_hears_of_every_change_of_state(site: Path) -> None:
    live = Live()
    with serving(site, live) as preview, asking(preview, "/_kepu/events") as response:
        assert response.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        heard = news(response)
        states = [State("1"), State("1", (Problem("content/a.md:3", "坏了", "改一改"),)), State("2")]
        for state in states:
            live.publish(state)
            assert next(heard) == state


def test_a_page_that_comes_late_hears_the_present_state(site: Path) -> None:
    live = Live()
    live.publish(State("7"))
    with serving(site, live) as preview, asking(preview, "/_kepu/events") as response:
        assert next(news(response)) == State("7")


def test_an_edited_text_is_built_and_a_mistake_leaves_the_last_good_page(tmp_path: Path) -> None:
    folder, live, stop = Folder(write_site(tmp_path, HUB)), Live(), threading.Event()
    text = folder.content / "articles" / "health" / "one.md"
    build_once(folder, live, today=TODAY, report=quiet)

    def rebuild() -> None:
        for _change in changes(folder, stop):
            build_once(folder, live, today=TODAY, report=quiet)

    builder = threading.Thread(target=rebuild)
    with serving(folder.site, live) as preview, asking(preview, "/_kepu/events") as response:
        builder.start()
        heard = news(response)
        first = next(heard)
        assert f'data-version="{first.version}"' in answer(preview, ONE)[2]

        good = text.read_text("utf-8").replace("旧的", "新的")
        second = after_writing(text, good, heard, lambda state: state.version != first.version)
        assert second.problems == ()
        assert "新的话" in answer(preview, ONE)[2]

        bad = good.replace("date: 2026-11-01", "date: 2026-13-01")
        broken = after_writing(text, bad, heard, lambda state: bool(state.problems))
        assert broken.version == second.version
        assert broken.problems[0].where.startswith("content/articles/health/one.md:3")
        assert "新的话" in answer(preview, ONE)[2]

        assert after_writing(text, good, heard, lambda state: not state.problems) == second
        stop.set()
        builder.join(PATIENCE)
    assert not builder.is_alive()


def after_writing(file: Path, text: str, heard: Iterator[State], wanted: Callable[[State], bool]) -> State:
    """Write file, again and again until the watcher is awake, and return the state that was waited for."""
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            file.write_text(text, "utf-8", newline="\n")
            done.wait(3)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        return next(state for state in heard if wanted(state))
    finally:
        done.set()
        writer.join(PATIENCE)


def test_what_is_edited_during_the_first_build_is_not_lost(tmp_path: Path) -> None:
    folder = Folder(write_site(tmp_path, HUB))
    before = trace(folder)
    write_site(tmp_path, "-- content/pages/late.md --\n---\ntitle: 晚\n---\n晚。\n")
    found = changes(folder, threading.Event(), since=before)
    assert next(found) is None
    found.close()


def test_a_finished_site_that_somebody_removed_is_built_again_once(tmp_path: Path) -> None:
    folder, stop = Folder(write_site(tmp_path, HUB)), threading.Event()
    build_once(folder, Live(), today=TODAY, report=quiet)
    threading.Timer(0.5, rmtree, [tmp_path / "output"]).start()
    enough = threading.Timer(5, stop.set)
    enough.start()
    found = changes(folder, stop)
    assert next(found, "nothing heard") is None
    assert next(found, "no more") == "no more"  # a build that fails now does not fail for ever
    enough.join()


def test_a_templates_folder_made_later_is_watched_too(tmp_path: Path) -> None:
    folder, stop = Folder(write_site(tmp_path, HUB)), threading.Event()

    def watch() -> None:
        for _change in changes(folder, stop):
            stop.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    for number in range(PATIENCE):
        watcher.join(1)
        write_site(tmp_path, f"-- templates/_footer.html --\n{number}\n")
        if not watcher.is_alive():
            break
    assert not watcher.is_alive()


def test_a_first_build_that_fails_is_told_and_serves_nothing(tmp_path: Path) -> None:
    folder, live = Folder(write_site(tmp_path, "-- content/hub.toml --\nnam = '示例'\n")), Live()
    assert isinstance(build_once(folder, live, today=TODAY, report=quiet), SiteError)
    assert {problem.where for problem in live.state.problems} >= {"content/hub.toml:1"}


def test_a_build_that_changes_nothing_keeps_the_version(tmp_path: Path) -> None:
    folder, live = Folder(write_site(tmp_path, HUB)), Live()
    versions = set()
    for _time in range(2):
        assert isinstance(build_once(folder, live, today=TODAY, report=quiet), Built)
        versions.add(live.state.version)
    assert len(versions) == 1


def quiet(_step: Step) -> None:
    """Report nothing."""
