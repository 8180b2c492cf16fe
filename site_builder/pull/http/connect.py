"""Connections that check the address after the name was looked up, and that a watch can cut off."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from site_builder.i18n import _
from site_builder.pull.http.addresses import Network, may_connect
from site_builder.pull.http.watch import Watch
from site_builder.pull.trouble import FetchError

POOLS = 400  # hosts whose lines are kept open


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
                hint=_advice(str(found[0][4][0])),
            )
        return good


def _advice(address: str) -> str:
    """Return what to do about an address that is refused: where a machine keeps its secrets, no site lies."""
    if ip_address(address.partition("%")[0]).is_link_local:
        return _("take the source out of sources.toml")
    return _('if that is meant, give the source in sources.toml  allow = ["{network}"]').format(
        network=address
    )


class _GuardedTls(_Guarded, HTTPSConnection):
    """TLS on a guarded line; urllib3 verifies certificates unless told otherwise."""


class _WatchedTls(_Watched, HTTPSConnection):
    """TLS through a proxy, which looks names up itself."""


def direct_pools(allow: Iterable[Network], lanes: int, *, legacy: bool) -> urllib3.PoolManager:
    """Return pools whose connections go only to public addresses and to the networks in allow."""
    networks = {"allow": tuple(allow)}
    pools = urllib3.PoolManager(
        num_pools=POOLS, maxsize=lanes, retries=False, ssl_context=_tls(legacy=legacy)
    )
    pools.pool_classes_by_scheme = {
        "http": _pool(urllib3.HTTPConnectionPool, type("Guarded", (_Guarded,), networks)),
        "https": _pool(urllib3.HTTPSConnectionPool, type("GuardedTls", (_GuardedTls,), networks)),
    }
    return pools


def proxy_pools(proxy: str, lanes: int, *, legacy: bool) -> urllib3.ProxyManager:
    """Return pools that go through a proxy, whose address may name user and password."""
    user = urllib3.util.parse_url(proxy).auth
    headers = urllib3.util.make_headers(proxy_basic_auth=unquote(user)) if user else None
    pools = urllib3.ProxyManager(
        proxy,
        num_pools=POOLS,
        maxsize=lanes,
        retries=False,
        ssl_context=_tls(legacy=legacy),
        proxy_headers=headers,
    )
    pools.pool_classes_by_scheme = {
        "http": _pool(urllib3.HTTPConnectionPool, _Watched),
        "https": _pool(urllib3.HTTPSConnectionPool, _WatchedTls),
    }
    return pools


def _tls(*, legacy: bool) -> ssl.SSLContext:
    """Return what all lines share: reading the system's certificates takes 20 ms.

    Certificates are always verified. Old servers are met with old versions, short keys and ciphers, and
    without the renegotiation of RFC 5746.
    """
    context = ssl.create_default_context()
    if legacy:
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)  # named since Python 3.12
    return context


def _pool(base: type[urllib3.HTTPConnectionPool], connection: type) -> Any:  # noqa: ANN401
    return type(base.__name__, (base,), {"ConnectionCls": connection})
