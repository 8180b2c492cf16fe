"""The HTTP server of the preview; it listens on this computer only."""

from __future__ import annotations

import errno
import os
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.serve.inject import EVENTS, SCRIPT, with_reload
from site_builder.serve.live import Live
from site_builder.serve.requests import INDEX, is_local_host, path_of, read_file, type_of

ADDRESS = "127.0.0.1"
TRIES = 20
HEARTBEAT = 15.0  # seconds; a write to a page that was closed ends its thread
IDLE = 60  # seconds that a connection may be silent
NOT_FOUND = "404.html"
HTML = "text/html; charset=utf-8"
RELOAD_FILE = Path(__file__).parent / "reload.js"


class Preview(ThreadingHTTPServer):
    """Serves the folder `site`, and to open pages the news in `live`."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers share a port

    def __init__(self, site: Path, live: Live, port: int) -> None:
        super().__init__((ADDRESS, port), Answer)
        self.site = site
        self.live = live

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about browsers that hang up; anything else is a bug and is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def open_preview(site: Path, live: Live, *, port: int) -> Preview:
    """Return a server at port, or at the next port that is free; port 0 means any.

    Raises SiteError when all of them are taken.
    """
    for number in range(port, min(port + TRIES, 65_536)):
        try:
            return Preview(site, live, number)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise SiteError(
        _("the ports {first} to {last} are all taken").format(first=port, last=port + TRIES - 1),
        hint=_("name another one: kepu serve --port 9000"),
    )


class Answer(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE
    server: Preview

    def do_GET(self) -> None:
        if not is_local_host(self.headers.get("Host", ""), self.server.port):
            self._text(HTTPStatus.FORBIDDEN, _("this preview answers only to the computer it runs on"))
        elif urlsplit(self.path).path == SCRIPT:
            self._send(HTTPStatus.OK, type_of(SCRIPT), RELOAD_FILE.read_bytes())
        elif urlsplit(self.path).path == EVENTS:
            self._tell_news()
        else:
            self._send_file()

    do_HEAD = do_GET  # noqa: N815

    def _send_file(self) -> None:
        path, site = path_of(self.path), self.server.site
        version = self.server.live.state.version  # asked first: a page is then never older than it says
        if path is not None and (data := read_file(site, path)) is not None:
            kind = type_of(path if path and not path.endswith("/") else INDEX)
            self._send(HTTPStatus.OK, kind, with_reload(data, version) if kind == HTML else data)
        elif path and not path.endswith("/") and read_file(site, path + "/") is not None:
            self._redirect(urlsplit(self.path).path + "/")
        else:
            data = read_file(site, NOT_FOUND) or _nothing_yet()
            self._send(HTTPStatus.NOT_FOUND, HTML, with_reload(data, version))

    def _tell_news(self) -> None:
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream; charset=utf-8")
        self.end_headers()
        if self.command == "HEAD":
            return
        live, seen = self.server.live, 0
        while not live.closed:
            seen, state = live.wait(seen, seconds=HEARTBEAT)
            try:
                self.wfile.write(state.event() if state else b":\n\n")
                self.wfile.flush()
            except OSError:
                return

    def _redirect(self, location: str) -> None:
        self._head(HTTPStatus.MOVED_PERMANENTLY, HTML)
        self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _text(self, status: HTTPStatus, text: str) -> None:
        self._send(status, "text/plain; charset=utf-8", f"{text}\n".encode())

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self._head(status, kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's signature
        """Keep the terminal free for what the editor should mend."""


def _nothing_yet() -> bytes:
    words = _("There is no page here yet. It appears as soon as the hub is built.")
    return f'<!doctype html>\n<meta charset="utf-8">\n<title>kepu</title>\n<p>{words}</p>\n'.encode()
