"""A real web server on 127.0.0.1 for tests: routes in, base address and request log out."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """`pause` seconds pass before each of the body's bytes when it is not zero."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0


@dataclass(frozen=True)
class Asked:
    path: str
    headers: Mapping[str, str]


Route = Reply | bytes | str | Callable[[Asked], Reply]


@dataclass
class Loopback:
    """`routes` may be changed while the server runs; `log` holds what was asked, robots.txt left out."""

    base: str
    routes: dict[str, Route]
    log: list[Asked] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.log]

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
def serve_routes(routes: Mapping[str, Route]) -> Iterator[Loopback]:
    """Serve each path's reply (bytes, text, Reply or a function) from its own thread until the block ends."""
    loopback = Loopback("", dict(routes))
    server = _Server(("127.0.0.1", 0), _handler(loopback))
    loopback.base = f"http://127.0.0.1:{server.server_address[1]}"
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
            reply = loopback.answer(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}))
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if not reply.pause:
                self.wfile.write(reply.body)
                return
            for byte in reply.body:
                time.sleep(reply.pause)
                self.wfile.write(bytes([byte]))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Tests read the log of routes, not standard error."""

    return Handler
