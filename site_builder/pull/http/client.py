"""One polite HTTP GET: bounded in time, size, redirects and the networks it may reach."""

from __future__ import annotations

import contextlib
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from http.client import HTTPException
from urllib.parse import quote, urljoin, urlsplit

import urllib3

from site_builder.pull.clean import one_line
from site_builder.pull.http import told
from site_builder.pull.http.addresses import Network
from site_builder.pull.http.inflate import TooBigError, gather
from site_builder.pull.http.pools import LANES, Pools
from site_builder.pull.http.turns import Turns
from site_builder.pull.http.watch import Watch
from site_builder.pull.memory import Kept
from site_builder.pull.polite import MOVED_FOR_GOOD, retry_after
from site_builder.pull.trouble import FetchError

_WRITTEN = "!#$%&'()*+,/:;=?@[]~"  # what an address may hold as it is (RFC 3986)
_REDIRECTS = (301, 302, 303, 307, 308)
_SHORT = 16 << 10  # bytes
_LARGE = 1 << 20
_ACCEPT = "application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`seconds` for an answer, redirects and robots.txt included; `size` in bytes, wire and inflated."""

    seconds: float = 20.0
    connect: float = 8.0
    size: int = 10 << 20
    redirects: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`etag` and `modified` are sent only to `known`, the address that gave them.

    `legacy` lets the server speak the old TLS that today's libraries refuse. `referer` is the page that names
    the address; `size` in bytes, 0 for the client's own limit.
    """

    url: str
    allow: tuple[Network, ...] = ()
    legacy: bool = False
    known: str = ""
    etag: str = ""
    modified: str = ""
    referer: str = ""
    size: int = 0
    admit: Callable[[str], None] = lambda _url: None  # raises FetchError for an address not to be asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """`status` is 200 or 304; `moved` is set when every redirect on the way was a permanent one."""

    status: int
    url: str
    body: bytes = b""
    moved: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def header(self, name: str) -> str:
        """Return the value of a header, whose name is written in lower case."""
        return self.headers.get(name, "")


class Client:
    """Shared by all lanes of one pull. `proxies` is what urllib.request.getproxies_environment() gives.

    `kept` holds a robots.txt by the site's address, to be remembered until the next pull.
    """

    def __init__(
        self,
        agent: str,
        *,
        now: datetime,
        limits: Limits | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> None:
        self._headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
        self.now = now
        self.kept: dict[str, Kept] = {}
        self._limits = limits or Limits()
        self._pools = Pools(proxies or {})
        self._turns = Turns(LANES)
        self._large = threading.Semaphore(LANES)
        self._running: set[Watch] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def get(self, request: Request) -> Response:
        """Return the answer after following redirects.

        Raises FetchError for anything that is neither 200 nor 304.
        """
        with self._watched() as watch:
            return self._follow(request, watch)

    def _follow(self, request: Request, watch: Watch) -> Response:
        url, forever = request.url, True
        for _hop in range(self._limits.redirects + 1):
            _check_scheme(url)
            request.admit(url)
            response = self._ask(url, request, watch)
            if response.status not in _REDIRECTS:
                return replace(response, moved=url if forever and url != request.url else "")
            forever = forever and response.status in MOVED_FOR_GOOD
            url = _target(url, response.header("location"))
            if _scheme(request.url) == "https" and _scheme(url) == "http":
                raise told.not_secret_any_more(url)
        raise told.too_many_redirects(self._limits.redirects)

    def stop(self) -> None:
        """Cut every running request off; later ones fail at once."""
        with self._lock:
            self._stopped = True
            running = list(self._running)
        for watch in running:
            watch.cut()

    def _ask(self, url: str, request: Request, watch: Watch) -> Response:
        try:
            with self._turns.at(url, seconds=watch.remaining) as came:
                if not came:
                    raise told.too_slow(self._limits.seconds)
                self._check_time(watch)
                response = self._answer(url, request, watch.remaining)
        except FetchError:
            raise
        except (urllib3.exceptions.HTTPError, OSError, HTTPException, ValueError) as error:
            self._check_time(watch)
            raise told.network_trouble(error, urlsplit(url).hostname or "") from error
        self._check_time(watch)  # a line cut in the middle of a body looks like its end
        return response

    def _check_time(self, watch: Watch) -> None:
        if watch.expired:
            raise told.too_slow(self._limits.seconds)

    @contextlib.contextmanager
    def _watched(self) -> Iterator[Watch]:
        with Watch(self._limits.seconds) as watch:
            with self._lock:
                self._running.add(watch)
                stopped = self._stopped
            if stopped:
                watch.cut()
            try:
                yield watch
            finally:
                with self._lock:
                    self._running.discard(watch)

    def _answer(self, url: str, request: Request, seconds: float) -> Response:
        timeout = urllib3.Timeout(
            connect=min(self._limits.connect, seconds),
            read=seconds + 1,  # later than the watch, which knows what to tell
        )
        answer = self._pools.at(url, request.allow, legacy=request.legacy).request(
            "GET",
            url,
            headers={**self._headers, **_of_request(url, request)},
            timeout=timeout,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
        try:
            return Response(
                status=answer.status,
                url=url,
                body=self._body(answer, request.size or self._limits.size),
                headers={name.lower(): value for name, value in answer.headers.items()},
            )
        finally:
            answer.close()

    def _body(self, answer: urllib3.BaseHTTPResponse, limit: int) -> bytes:
        """Return the body of a 200; raise FetchError for a status that is of no use."""
        if answer.status != 200:
            _read_rest(answer)
        if answer.status == 304 or answer.status in _REDIRECTS:
            return b""
        if answer.status != 200:
            raise told.refused_status(
                answer.status, retry_after(answer.headers.get("Retry-After", ""), self.now)
            )
        if (length := answer.headers.get("Content-Length", "")).isdecimal() and int(length) > limit:
            raise told.too_big(limit)
        chunks = iter(lambda: answer.read1(1 << 16, decode_content=False), b"")
        encoding = answer.headers.get("Content-Encoding", "")
        try:
            with self._few_large() as grow:
                return gather(chunks, encoding=encoding, limit=limit, grow=grow)
        except TooBigError as error:
            raise told.too_big(limit) from error
        except zlib.error as error:
            raise told.garbled() from error

    @contextlib.contextmanager
    def _few_large(self) -> Iterator[Callable[[int], None]]:
        """Yield what lets a body grow: of large ones a few are in memory, the others wait on the wire."""
        is_large = False

        def grow(size: int) -> None:
            nonlocal is_large
            if size > _LARGE and not is_large:
                watch = Watch.running()
                is_large = self._large.acquire(timeout=watch.remaining if watch else None)
                if not is_large:
                    raise told.too_slow(self._limits.seconds)

        try:
            yield grow
        finally:
            if is_large:
                self._large.release()


def _read_rest(answer: urllib3.BaseHTTPResponse) -> None:
    """Read a short body to its end, so that the line can be used again."""
    left = _SHORT
    while left > 0 and (chunk := answer.read1(left, decode_content=False)):
        left -= len(chunk)


def _scheme(url: str) -> str:
    return url.partition(":")[0].lower()


def _check_scheme(url: str) -> None:
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine:
        raise told.not_an_address(url)


def _of_request(url: str, request: Request) -> dict[str, str]:
    headers = {"Referer": quote(request.referer, safe=_WRITTEN)}
    if url == request.known:
        headers |= {"If-None-Match": request.etag, "If-Modified-Since": request.modified}
    return {name: value for name, value in headers.items() if value}


def _target(url: str, location: str) -> str:
    with contextlib.suppress(UnicodeError):  # header bytes arrive as Latin-1; Chinese sites send UTF-8
        location = location.encode("latin-1").decode("utf-8")
    location = one_line(location)  # it may reach a terminal
    try:
        return urljoin(url, location)
    except ValueError:
        return location
