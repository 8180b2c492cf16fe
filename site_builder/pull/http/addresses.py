"""Which network addresses a source may be fetched from."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052


def may_connect(text: str, allow: Iterable[Network] = ()) -> bool:
    """Say whether the numeric address is a public one, or lies in a network that the source allows."""
    address = _innermost(ipaddress.ip_address(text.partition("%")[0]))
    if any(address.version == network.version and address in network for network in allow):
        return True
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def is_number(host: str) -> bool:
    """Say whether host is a numeric address, not a name."""
    try:
        ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return True


def _innermost(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 one carries to: a gateway would take us there."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)
