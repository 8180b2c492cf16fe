"""Lines to hosts, kept open: direct ones, those through a proxy, and those to old servers."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from urllib.parse import urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined] # typeshed lacks it

import urllib3

from site_builder.i18n import _
from site_builder.pull.http.addresses import Network, is_local, may_connect, number_in
from site_builder.pull.http.connect import direct_pools, proxy_pools
from site_builder.pull.trouble import FetchError

LANES = 2  # at once, a host


class Pools:
    """`proxies` is what urllib.request.getproxies_environment() gives."""

    def __init__(self, proxies: Mapping[str, str]) -> None:
        self._proxies = dict(proxies)
        self._made: dict[object, urllib3.PoolManager] = {}
        self._lock = threading.Lock()

    def at(self, url: str, allow: tuple[Network, ...], *, legacy: bool) -> urllib3.PoolManager:
        """Return the pool for url; lines that `allow` opened serve no other source.

        Raises FetchError for an address of the office's own network behind a proxy, which would reach it.
        """
        proxy = self._proxy_for(url)
        if proxy:
            _check_literal(url, allow)
        key: object = (proxy or allow, legacy)
        with self._lock:
            if key not in self._made:
                self._made[key] = (
                    proxy_pools(proxy, LANES, legacy=legacy)
                    if proxy
                    else direct_pools(allow, LANES, legacy=legacy)
                )
            return self._made[key]

    def _proxy_for(self, url: str) -> str:
        parts = urlsplit(url)
        proxy = self._proxies.get(parts.scheme) or self._proxies.get("all") or ""
        if not proxy or proxy_bypass_environment(parts.netloc, self._proxies):
            return ""
        return proxy if "://" in proxy else f"http://{proxy}"


def _check_literal(url: str, allow: tuple[Network, ...]) -> None:
    """Refuse what can be seen without looking names up, which is the proxy's business."""
    host = urlsplit(url).hostname or ""
    number = number_in(host)
    if is_local(host) or (number and not may_connect(number, allow)):
        raise FetchError(_("{host} is an address inside a private network").format(host=host))
