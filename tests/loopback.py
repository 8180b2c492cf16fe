"""A real web server on 127.0.0.1 for tests: routes in, base address and request log out."""

from __future__ import annotations

import contextlib
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TLS = Path(__file__).parent / "tls"
"""Certificates and keys of nothing but these tests; see tests/tls/README.md."""


@dataclass(frozen=True)
class Reply:
    """`wait` seconds pass before the answer, `pause` before each of the body's bytes when it is not zero.

    An `endless` body is sent over and over, without a length, until the client hangs up.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    wait: float = 0.0
    endless: bool = False


@dataclass(frozen=True)
class Asked:
    path: str
    headers: Mapping[str, str]


Route = Reply | bytes | str | Callable[[Asked], Reply]


@dataclass
class Loopback:
    """`routes` may be changed while the server runs; `log` holds what was asked, robots.txt left out.

    `most` is how many requests were in hand at once.
    """

    base: str
    routes: dict[str, Route]
    log: list[Asked] = field(default_factory=list)
    most: int = 0
    _in_hand: int = 0
    _counting: threading.Lock = field(default_factory=threading.Lock)

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.log]

    @contextlib.contextmanager
    def in_hand(self) -> Iterator[None]:
        with self._counting:
            self._in_hand += 1
            self.most = max(self.most, self._in_hand)
        yield
        with self._counting:
            self._in_hand -= 1

    def answer(self, asked: Asked) -> Reply:
        route = self.routes.get(asked.path, Reply(status=404))
        if asked.path != "/robots.txt":
            self.log.append(asked)
        if callable(route):
            return route(asked)
        if isinstance(route, Reply):
            return route
        return Reply(route.encode() if isinstance(route, str) else route)


@contextlib.contextmanager
def serve_routes(
    routes: Mapping[str, Route], *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Iterator[Loopback]:
    """Serve each path's reply (bytes, text, Reply or a function) from its own thread until the block ends."""
    loopback = Loopback("", dict(routes))
    server = _Server((host, 0), _handler(loopback))
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    loopback.base = f"{'https' if tls else 'http'}://{host}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield loopback
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


def _handler(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()})
            with loopback.in_hand():
                reply = loopback.answer(asked)
                time.sleep(reply.wait)
                self.send_response(reply.status)
            length = {} if reply.endless else {"Content-Length": str(len(reply.body))}
            for name, value in {**length, **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self._send(reply)

        def _send(self, reply: Reply) -> None:
            while reply.endless:
                self.wfile.write(reply.body)
            if not reply.pause:
                self.wfile.write(reply.body)
                return
            for byte in reply.body:
                time.sleep(reply.pause)
                self.wfile.write(bytes([byte]))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Tests read the log of routes, not standard error."""

    return Handler
