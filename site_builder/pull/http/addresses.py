"""Which network addresses a source may be fetched from."""

from __future__ import annotations

import ipaddress
import re
import socket
import unicodedata
from collections.abc import Iterable
from contextlib import suppress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052

_NUMBERS = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}", re.ASCII)


def may_connect(text: str, allow: Iterable[Network] = ()) -> bool:
    """Say whether the numeric address is a public one, or lies in a network that the source allows."""
    address = _innermost(ipaddress.ip_address(text.partition("%")[0]))
    if any(address.version == network.version and address in network for network in allow):
        return True
    inner = address.version == 6 and address.is_site_local  # once private (RFC 3879), global to Python
    special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not (inner or special)


def is_local(host: str) -> bool:
    """Say whether the name stands for this very machine (RFC 6761)."""
    return _plain(host).split(".")[-1] == "localhost"


def number_in(host: str) -> str:
    """Return the numeric address that host spells, in any way that C libraries read one; empty for a name."""
    plain = _plain(host)
    with suppress(ValueError):
        return str(ipaddress.ip_address(plain.partition("%")[0]))
    if not _NUMBERS.fullmatch(plain):
        return ""
    with suppress(OSError):
        return socket.inet_ntoa(socket.inet_aton(plain))  # 127.1, 2130706433, 0x7f.0.0.1
    return ""


def _plain(host: str) -> str:
    """Return host as name services read it: half-width, lower case, without the dot of the root."""
    return unicodedata.normalize("NFKC", host).replace("。", ".").strip("[]").rstrip(".").lower()


def _innermost(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 one carries to: a gateway would take us there."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)
