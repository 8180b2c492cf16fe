"""How politely sites are asked, as their own logs tell."""

from __future__ import annotations

import json
import threading
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from site_builder.pull.http import Robots
from site_builder.pull.trouble import FetchError
from tests.gov_site import TEXT, Site, many, terms
from tests.loopback import Asked, Reply, serve_routes
from tests.pull_hub import LOOPBACK, NOW, client, hub, item, pull, rss, source

ONE = rss(item("雷雨天怎么躲", link="/1.html", guid="1", pubDate="2026-11-20"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def slow(text: str = ONE) -> Reply:
    return Reply(text.encode(), wait=0.05)


def test_a_host_is_asked_by_two_at_once_however_many_sources_it_has(tmp_path: Path) -> None:
    paths = [f"/{number}" for number in range(9)]
    with serve_routes(dict.fromkeys(paths, slow())) as server:
        pull(hub(tmp_path), *(source(server.base + path, id=f"s{path[1:]}") for path in paths))

        assert sorted(server.paths) == paths
        assert server.most == 2


def test_redirects_of_other_hosts_wait_for_their_turn_too(tmp_path: Path) -> None:
    with serve_routes({f"/{number}": slow() for number in range(6)}) as server, ExitStack() as others:
        sources = []
        for number in range(6):
            to = Reply(status=302, headers={"Location": f"{server.base}/{number}"})
            other = others.enter_context(serve_routes({"/": to}, host=f"127.0.0.{number + 2}"))
            sources.append(source(other.base + "/", id=f"s{number}"))
        pull(hub(tmp_path), *sources)

        assert len(server.paths) == 6
        assert server.most == 2


def test_no_more_than_32_requests_are_on_the_way(tmp_path: Path) -> None:
    now, most, lock = 0, 0, threading.Lock()

    def answer(_asked: Asked) -> Reply:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        threading.Event().wait(0.1)
        with lock:
            now -= 1
        return Reply(ONE.encode())

    with ExitStack() as servers:
        hosts = [
            servers.enter_context(serve_routes({"/": answer}, host=f"127.0.1.{number}"))
            for number in range(1, 41)
        ]
        pull(hub(tmp_path), *(source(one.base + "/", id=f"s{place}") for place, one in enumerate(hosts)))
        assert all(one.paths == ["/"] for one in hosts)
    assert 2 < most <= 32


def test_robots_txt_is_asked_once_a_day_and_heeded(tmp_path: Path) -> None:
    folder, asked = hub(tmp_path), []

    def robots(one: Asked) -> Reply:
        asked.append(one.headers["user-agent"])
        return Reply(b"\xef\xbb\xbfUser-agent: *\nDisallow: /private\n")

    with serve_routes({"/robots.txt": robots, "/open": ONE, "/private": ONE}) as server:
        two = [source(f"{server.base}/{name}", id=name) for name in ("open", "private")]
        for later, times in ((0 * HOUR, 1), (23 * HOUR, 1), (25 * HOUR, 2)):
            outcomes = pull(folder, *two, now=NOW + later, ask_all=True)
            assert outcomes[1].problem
            assert asked == ["kepu/test"] * times
        assert set(server.paths) == {"/open"}


def test_a_redirect_is_asked_of_the_robots_txt_of_where_it_leads(tmp_path: Path) -> None:
    with serve_routes({"/robots.txt": "User-agent: kepu\nDisallow: /", "/": ONE}, host="127.0.0.2") as closed:
        to = Reply(status=302, headers={"Location": closed.base + "/"})
        with serve_routes({"/": to}) as server:
            (outcome,) = pull(hub(tmp_path), source(server.base + "/"))
        assert outcome.problem
        assert "robots.txt" in outcome.problem.message
        assert closed.paths == []


def test_articles_and_pictures_of_lists_are_asked_for_as_politely_as_feeds(tmp_path: Path) -> None:
    robots: list[str] = []

    def rules(asked: Asked) -> Reply:
        robots.append(asked.path)
        return Reply(b"User-agent: *\nDisallow: /kp2/202611/t20261112\n")

    with serve_routes({"/robots.txt": rules, "/p.jpg": Reply(b"no picture", wait=0.02)}) as server:
        sources = []
        for number in range(4):
            articles = tuple(
                replace(
                    one,
                    text=f"{TEXT.format(one.title)}<img src='/p.jpg?{one.path}'>",
                )
                for one in many(4, f"/kp{number}/202611/t202611{{day}}_{{number}}.html", number * 4)
            )
            for path, reply in Site(terms, articles, home=f"/kp{number}/").routes().items():
                assert isinstance(reply, Reply)
                server.routes[path] = replace(reply, wait=0.02)
            for one in articles:
                server.routes[f"/p.jpg?{one.path}"] = Reply(b"no picture", wait=0.02)
            home = f"{server.base}/kp{number}/"
            sources.append(source(home, id=f"s{number}", kind="list", rights="full", permission="函"))
        outcomes = pull(hub(tmp_path), *sources)

        assert [one.new for one in outcomes] == [4, 4, 4, 4]
        assert server.most == 2
        assert len(robots) == 1
        assert not [path for path in server.paths if path.startswith("/kp2/202611/t20261112")]
        assert len([path for path in server.paths if path.startswith("/p.jpg")]) >= 12


def test_a_second_pull_transfers_no_body(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    sent: list[int] = []

    def answer(asked: Asked) -> Reply:
        mark = f'"{asked.path}"'
        body = b"" if asked.headers.get("if-none-match") == mark else ONE.encode()
        sent.append(len(body))
        return Reply(body, status=200 if body else 304, headers={"ETag": mark})

    with serve_routes({f"/{number}": answer for number in range(5)}) as server:
        five = [source(f"{server.base}/{number}", id=f"s{number}") for number in range(5)]
        pull(folder, *five)
        first, inbox = sum(sent), sorted((folder.content / "inbox").rglob("*"))
        assert first == 5 * len(ONE.encode())
        sent.clear()
        pull(folder, *five, now=NOW + 2 * DAY)

        assert sent == [0] * 5
        assert sorted((folder.content / "inbox").rglob("*")) == inbox


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for_to_the_minute(tmp_path: Path, status: int) -> None:
    folder = hub(tmp_path)
    busy = Reply(status=status, headers={"Retry-After": str(5 * 3600)})
    with serve_routes({"/": busy}) as server:
        one = source(server.base + "/", every=HOUR)
        pull(folder, one)
        for minutes in (60, 299):
            assert pull(folder, one, now=NOW + timedelta(minutes=minutes))[0].waiting
        assert len(server.log) == 1
        server.routes["/"] = ONE
        assert pull(folder, one, now=NOW + timedelta(minutes=301))[0].new == 1


def test_a_source_that_fails_is_left_alone_longer_and_longer(tmp_path: Path) -> None:
    folder, now, waits = hub(tmp_path), NOW, []
    with serve_routes({"/": Reply(status=500)}) as server:
        one = source(server.base + "/", every=HOUR)
        for _visit in range(10):
            pull(folder, one, now=now)
            state = json.loads((folder.cache / "pull" / "state.json").read_text("utf-8"))
            visit = state["visits"]["who"]
            then = now.fromisoformat(visit["not_before"])
            waits.append((then - now) / HOUR)
            now = then
        assert len(server.log) == 10
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 168, 168]


def test_a_failing_robots_txt_keeps_us_away_as_long_as_it_asks() -> None:
    with serve_routes({"/robots.txt": Reply(status=429, headers={"Retry-After": "900"}), "/": ONE}) as server:
        with pytest.raises(FetchError) as caught:
            Robots(client()).admit(server.base + "/", LOOPBACK)
        assert caught.value.wait == timedelta(minutes=15)
