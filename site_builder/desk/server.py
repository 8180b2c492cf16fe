"""The HTTP server of the desk: for this computer only, and for whoever knows its address."""

from __future__ import annotations

import errno
import os
import sys
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from site_builder.desk.answers import Answer, answer, deed, nothing
from site_builder.desk.room import Room
from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.serve import path_of

ADDRESS = "127.0.0.1"
TRIES = 20
IDLE = 60  # seconds that a connection may be silent
LARGEST = 64 << 10  # bytes of what a browser sends
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
FOREIGN = f"sandbox allow-same-origin; {POLICY}"  # previews: no script of theirs ever runs


class Desk(ThreadingHTTPServer):
    """Serves the room's inbox below a token that nobody can guess."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers share a port

    def __init__(self, room: Room, token: str, port: int) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.room = room
        self.token = token

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def origin(self) -> str:
        return f"http://{ADDRESS}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.origin}/{self.token}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about browsers that hang up; anything else is a bug and is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def open_desk(room: Room, *, token: str, port: int) -> Desk:
    """Return a server at port, or at the next port that is free; port 0 means any.

    Raises SiteError when all of them are taken.
    """
    for number in range(port, min(port + TRIES, 65_536)):
        try:
            return Desk(room, token, number)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise SiteError(
        _("the ports {first} to {last} are all taken").format(first=port, last=port + TRIES - 1),
        hint=_("name another one: kepu desk --port 9000"),
    )


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE
    server: Desk

    def do_GET(self) -> None:
        path = self._path()
        if path is not None:
            self._send(path, answer(self.server.room, path, urlsplit(self.path).query))

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        path = self._path()
        if path is None:
            return
        length = self.headers.get("Content-Length", "")
        is_ours = self.headers.get("Origin") == self.server.origin
        if not is_ours or not length.isdigit() or int(length) > LARGEST:
            self._refuse()
            return
        self._send(path, deed(self.server.room, path, self.rfile.read(int(length))))

    def _path(self) -> str | None:
        """Return what stands behind the token; refuse whoever does not know it, or came by another name."""
        if self.headers.get("Host", "").lower() == f"{ADDRESS}:{self.server.port}":
            path = path_of(self.path)
            token, slash, rest = (path or "").partition("/")
            if slash and compare_digest(token.encode(), self.server.token.encode()):
                return rest
        self._refuse()
        return None

    def _refuse(self) -> None:
        self.close_connection = True
        words = _("open the whole address that  kepu desk  shows")
        body = f"{words}\n".encode()
        self._send("", Answer(HTTPStatus.FORBIDDEN, nothing().kind, body))

    def _send(self, path: str, given: Answer) -> None:
        self.send_response(given.status)
        self.send_header("Content-Type", given.kind)
        self.send_header("Content-Length", str(len(given.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Content-Security-Policy", FOREIGN if path.startswith("show/") else POLICY)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(given.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's signature
        """Keep the terminal free."""
