"""Connections that check the address after the name was looked up, and that can be cut off."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from site_builder.i18n import _
from site_builder.pull.http.addresses import Network, may_connect
from site_builder.pull.trouble import FetchError


class Watch:
    """Cuts the line of the running thread's request after `seconds`: a server may drip bytes for ever."""

    current = threading.local()

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self.cut)
        self._timer.daemon = True
        self._end = time.monotonic() + seconds
        self._outer: Watch | None = None

    def __enter__(self) -> Self:
        self._outer = Watch.running()
        Watch.current.watch = self
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        Watch.current.watch = self._outer

    @classmethod
    def running(cls) -> Watch | None:
        """Return the watch over what this thread is doing."""
        return getattr(cls.current, "watch", None)

    @property
    def remaining(self) -> float:
        """Return the seconds that are left, never 0: a socket would take that for "do not wait"."""
        return max(self._end - time.monotonic(), 0.001)

    def follow(self, line: socket.socket | None) -> None:
        self._socket = line
        if self.expired:
            self.cut()

    def cut(self) -> None:
        """End the request now, from whatever thread."""
        self.expired = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


class _Watched(HTTPConnection):
    def getresponse(self) -> Any:  # noqa: ANN401 - urllib3's own type differs between its versions
        watch = Watch.running()
        if watch:
            watch.follow(self.sock)
        return super().getresponse()


class _Guarded(_Watched):
    allow: tuple[Network, ...] = ()

    def _new_conn(self) -> socket.socket:
        trouble: OSError | None = None
        for family, address in self._addresses():
            line = socket.socket(family, socket.SOCK_STREAM)
            try:
                line.settimeout(self._patience())
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                line.connect(address)
            except OSError as error:
                line.close()
                trouble = error
            else:
                return line
        if isinstance(trouble, TimeoutError):
            raise ConnectTimeoutError(self, str(trouble)) from trouble
        raise NewConnectionError(self, str(trouble)) from trouble

    def _patience(self) -> float | None:
        """Return how long one address may take; a name may have many that are dead."""
        limits = [self.timeout] if isinstance(self.timeout, (int, float)) else []
        watch = Watch.running()
        return min([*limits, *([watch.remaining] if watch else [])], default=None)

    def _addresses(self) -> list[tuple[socket.AddressFamily, Any]]:
        host = self._dns_host.strip("[]")
        try:
            found = socket.getaddrinfo(host, self.port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except UnicodeError as error:  # a label too long for a host name
            raise NewConnectionError(self, str(error)) from error
        good: list[tuple[socket.AddressFamily, Any]] = [
            (row[0], row[4]) for row in found if may_connect(str(row[4][0]), self.allow)
        ]
        if not good:
            raise FetchError(
                _("{host} is an address inside a private network").format(host=host),
                hint=_('if that is meant, give the source in sources.toml  allow = ["{network}"]').format(
                    network=found[0][4][0]
                ),
            )
        return good


class _GuardedTls(_Guarded, HTTPSConnection):
    """TLS on a guarded line; urllib3 verifies certificates unless told otherwise."""


class _WatchedTls(_Watched, HTTPSConnection):
    """TLS through a proxy, which looks names up itself."""


def direct_pools(allow: Iterable[Network], lanes: int) -> urllib3.PoolManager:
    """Return pools whose connections go only to public addresses and to the networks in allow."""
    networks = {"allow": tuple(allow)}
    pools = urllib3.PoolManager(num_pools=400, maxsize=lanes, retries=False)
    pools.pool_classes_by_scheme = {
        "http": _pool(urllib3.HTTPConnectionPool, type("Guarded", (_Guarded,), networks)),
        "https": _pool(urllib3.HTTPSConnectionPool, type("GuardedTls", (_GuardedTls,), networks)),
    }
    return pools


def proxy_pools(proxy: str, lanes: int) -> urllib3.ProxyManager:
    """Return pools that go through a proxy."""
    pools = urllib3.ProxyManager(proxy, num_pools=400, maxsize=lanes, retries=False)
    pools.pool_classes_by_scheme = {
        "http": _pool(urllib3.HTTPConnectionPool, _Watched),
        "https": _pool(urllib3.HTTPSConnectionPool, _WatchedTls),
    }
    return pools


def _pool(base: type[urllib3.HTTPConnectionPool], connection: type) -> Any:  # noqa: ANN401
    return type(base.__name__, (base,), {"ConnectionCls": connection})
