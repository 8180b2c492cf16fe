"""The words that content may use, as settings and templates define them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """An empty row means that nothing is known about it: then every word passes."""

    sections: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    icons: tuple[str, ...] = ()
    arts: tuple[str, ...] = ()
