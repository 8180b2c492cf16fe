"""The words that content may use, as settings and templates define them."""

from __future__ import annotations

from msgspec import Struct


class Words(Struct, frozen=True, kw_only=True):
    """An empty row means that nothing is known about it: then every word passes."""

    sections: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    icons: tuple[str, ...] = ()
    arts: tuple[str, ...] = ()
