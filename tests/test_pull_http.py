"""Fetching: bounded, polite, and never into the office's own network."""

# ruff: noqa: ANN401 - options are handed on to what names them

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from datetime import timedelta
from typing import Any

import pytest

from site_builder.pull.http import Request, Response, Robots
from site_builder.pull.http.addresses import may_connect
from site_builder.pull.trouble import FetchError
from tests.loopback import Asked, Loopback, Reply, serve_routes
from tests.pull_hub import LOOPBACK, NOW, client


def get(server: Loopback, path: str, **limits: Any) -> Response:
    return client(**limits).get(Request(url=server.base + path, allow=LOOPBACK))


def refusal(server: Loopback, path: str, **limits: Any) -> FetchError:
    with pytest.raises(FetchError) as caught:
        get(server, path, **limits)
    return caught.value


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1"),
        *("fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
    ],
)
def test_inner_addresses_are_refused(address: str) -> None:
    assert not may_connect(address)


def test_public_and_allowed_addresses_are_reached() -> None:
    assert may_connect("114.114.114.114")
    assert may_connect("2400:3200::1")
    assert may_connect("127.0.0.1", LOOPBACK)
    assert may_connect("::ffff:127.0.0.1", LOOPBACK)
    assert not may_connect("10.0.0.1", LOOPBACK)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433"])
def test_this_machine_is_not_asked_unless_the_source_allows_it(host: str) -> None:
    with serve_routes({"/": "secret"}) as server:
        port = server.base.rpartition(":")[2]
        with pytest.raises(FetchError):
            client().get(Request(url=f"http://{host}:{port}/"))

        assert server.paths == []


def test_a_redirect_into_a_private_network_is_refused() -> None:
    with serve_routes(
        {"/": Reply(status=302, headers={"Location": "http://169.254.169.254/latest"})}
    ) as server:
        assert "169.254.169.254" in str(refusal(server, "/"))


def test_a_redirect_to_another_kind_of_address_is_refused() -> None:
    with serve_routes({"/": Reply(status=302, headers={"Location": "file:///etc/passwd"})}) as server:
        assert "file:///etc/passwd" in str(refusal(server, "/"))


def test_what_a_server_says_cannot_play_with_the_terminal() -> None:
    for location in ("file:///\x1b]0;x\x07\x9b31m", "http://\x1b[31mh.example.org\x9b/", "\x1b[2J:\u202ex"):
        evil = location.encode().decode("latin-1")
        with serve_routes({"/": Reply(status=302, headers={"Location": evil})}) as server:
            words = str(refusal(server, "/"))
            assert not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in words)


def test_an_allowed_line_is_not_shared_with_a_source_that_may_not_use_it() -> None:
    with serve_routes({"/": "x"}) as server:
        one = client()
        assert one.get(Request(url=server.base + "/", allow=LOOPBACK)).body == b"x"
        with pytest.raises(FetchError):
            one.get(Request(url=server.base + "/"))


def test_a_redirect_loop_ends() -> None:
    with serve_routes({"/": Reply(status=302, headers={"Location": "/"})}) as server:
        assert "6" in str(refusal(server, "/"))
        assert len(server.log) == 7


def test_only_a_chain_of_permanent_redirects_is_a_move() -> None:
    routes = {
        "/a": Reply(status=301, headers={"Location": "/b"}),
        "/b": Reply(status=308, headers={"Location": "/中文"}),
        "/c": Reply(status=302, headers={"Location": "/a"}),
        "/%E4%B8%AD%E6%96%87": "x",
    }
    routes["/b"] = Reply(status=308, headers={"Location": "/%E4%B8%AD%E6%96%87"})
    with serve_routes(routes) as server:
        assert get(server, "/a").moved.endswith("/%E4%B8%AD%E6%96%87")
        assert get(server, "/c").moved == ""


def test_a_dripping_body_is_cut_off_at_the_deadline() -> None:
    with serve_routes({"/": Reply(b"x" * 1000, pause=0.02)}) as server:
        start = time.monotonic()
        error = refusal(server, "/", seconds=0.3)

        assert "0.3" in str(error)
        assert time.monotonic() - start < 3


def test_a_dripping_body_without_a_length_is_not_taken_for_whole() -> None:
    headers = {"Connection": "close", "Content-Length": "1000000"}
    with serve_routes({"/": Reply(b"x" * 1000, pause=0.02, headers=headers)}) as server:
        assert "0.3" in str(refusal(server, "/", seconds=0.3))


def test_a_body_shorter_than_promised_is_an_error() -> None:
    with serve_routes(
        {"/": Reply(b"abc", headers={"Content-Length": "30", "Connection": "close"})}
    ) as server:
        assert refusal(server, "/", seconds=2)


def test_dripping_headers_are_cut_off_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            line, _peer = listener.accept()
            with line:
                line.recv(1000)
                line.sendall(b"HTTP/1.1 200 OK\r\n")
                try:
                    for _ in range(200):
                        line.sendall(b"X: y\r\n")
                        time.sleep(0.02)
                except OSError:
                    return

        thread = threading.Thread(target=drip)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        start = time.monotonic()
        with pytest.raises(FetchError, match=r"0\.3"):
            client(seconds=0.3).get(Request(url=url, allow=LOOPBACK))
        assert time.monotonic() - start < 2
        thread.join()


def test_redirects_share_one_deadline() -> None:
    def late(asked: Asked) -> Reply:
        time.sleep(0.3)
        return Reply(status=302, headers={"Location": asked.path + "x"})

    with serve_routes({"/" + "x" * n: late for n in range(7)}) as server:
        assert "0.5" in str(refusal(server, "/", seconds=0.5))
        assert len(server.log) <= 2


def test_too_large_a_body_is_refused() -> None:
    with serve_routes({"/": b"x" * 5000}) as server:
        assert get(server, "/", size=5000).body == b"x" * 5000
        assert "MiB" in str(refusal(server, "/", size=4999))


def test_a_compressed_body_is_inflated_up_to_the_limit() -> None:
    text = b"<rss/>" * 100_000
    raw = zlib.compressobj(wbits=-15)
    bodies = {
        "/gzip": Reply(gzip.compress(text), headers={"Content-Encoding": "gzip"}),
        "/deflate": Reply(zlib.compress(text), headers={"Content-Encoding": "deflate"}),
        "/raw": Reply(raw.compress(text) + raw.flush(), headers={"Content-Encoding": "deflate"}),
        "/broken": Reply(gzip.compress(text)[:-20], headers={"Content-Encoding": "gzip"}),
    }
    with serve_routes(bodies) as server:
        for path in ("/gzip", "/deflate", "/raw"):
            assert get(server, path).body == text
            assert "MiB" in str(refusal(server, path, size=100_000))
        assert refusal(server, "/broken")


def test_a_gzip_bomb_costs_no_memory() -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    with serve_routes({"/": Reply(bomb, headers={"Content-Encoding": "gzip, gzip"})}) as server:
        tracemalloc.start()
        assert "MiB" in str(refusal(server, "/"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert peak < 40 << 20


def test_a_status_tells_what_to_do() -> None:
    statuses = (401, 403, 404, 410, 412, 429, 500, 503, 599)
    with serve_routes({f"/{status}": Reply(status=status) for status in statuses}) as server:
        for status in statuses:
            error = refusal(server, f"/{status}")
            assert error.status == status
            assert str(status) in str(error)
            assert error.problems[0].hint


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("Mon, 23 Nov 2026 05:00:00 GMT", timedelta(hours=1)),
        ("Mon, 23 Nov 2020 05:00:00 GMT", timedelta(0)),
        ("soon", None),
        ("9" * 400, timedelta(days=7)),
        ("Mon, 23 Nov 9999 05:00:00 GMT", timedelta(days=7)),
        ("Mon, 23 Nov 99999999999999999999 05:00:00 GMT", None),
        ("Mon, 01 Jan 0001 00:00:00 +2359", timedelta(0)),
    ],
)
def test_retry_after_is_understood(value: str, wait: timedelta | None) -> None:
    with serve_routes({"/": Reply(status=503, headers={"Retry-After": value})}) as server:
        assert refusal(server, "/").wait == wait


def test_a_dead_port_and_an_unknown_name_are_told_apart() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError, match="takes no connections"):
        client().get(Request(url=f"http://127.0.0.1:{port}/", allow=LOOPBACK))
    with pytest.raises(FetchError, match="no site named"):
        client().get(Request(url="http://no-such-host.invalid/"))


@pytest.mark.parametrize(
    "url", ["ftp://h/", "javascript:alert(1)", "http://", "http://[::1", "http://a:99999/"]
)
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(FetchError):
        client().get(Request(url=url))


def test_validators_go_only_to_the_address_that_gave_them() -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(status=304 if asked.headers.get("if-none-match") == '"1"' else 200)

    routes = {"/a": Reply(status=302, headers={"Location": "/b"}), "/b": answer}
    with serve_routes(routes) as server:
        request = Request(
            url=server.base + "/a", allow=LOOPBACK, known=server.base + "/b", etag='"1"', modified="yesterday"
        )
        assert client().get(request).status == 304
        assert "if-none-match" not in server.log[0].headers
        assert server.log[1].headers["if-modified-since"] == "yesterday"
        assert server.log[1].headers["user-agent"] == "kepu/test"


def test_robots_txt_is_heeded_and_asked_once() -> None:
    asked = []

    def robots(one: Asked) -> Reply:
        asked.append(one.path)
        return Reply(b"User-agent: *\nDisallow: /private\nUser-agent: kepu\nDisallow: /secret\n")

    with serve_routes({"/robots.txt": robots}) as server:
        rules = Robots(client())
        rules.admit(server.base + "/private/x", LOOPBACK)
        rules.admit(server.base + "/open", LOOPBACK)
        with pytest.raises(FetchError, match=r"robots\.txt"):
            rules.admit(server.base + "/secret/x", LOOPBACK)
        assert len(asked) == 1


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_missing_robots_txt_allows_and_a_failing_one_does_not(status: int, allowed: bool) -> None:
    with serve_routes({"/robots.txt": Reply(status=status)}) as server:
        rules = Robots(client())
        if allowed:
            rules.admit(server.base + "/x", LOOPBACK)
        else:
            with pytest.raises(FetchError):
                rules.admit(server.base + "/x", LOOPBACK)


def test_a_proxy_is_used_where_the_environment_names_one() -> None:
    from site_builder.pull.http import Client

    with serve_routes({"http://kepu.example.org/feed": "through"}) as server:
        proxied = Client("kepu/test", now=NOW, proxies={"http": server.base})
        assert proxied.get(Request(url="http://kepu.example.org/feed")).body == b"through"
        for host in (
            *("10.0.0.1", "127.0.0.1.", "127.1", "0177.0.0.1", "0x7f000001", "2130706433"),
            *("[::1]", "[fec0::1]"),
            *("localhost.", "LOCALHOST", "foo.localhost", "１２７.0.0.1", "127。0。0。1"),
        ):
            with pytest.raises(FetchError, match="private network"):
                proxied.get(Request(url=f"http://{host}/"))
        assert len(server.log) == 1
