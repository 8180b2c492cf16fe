"""Whose turn it is to ask a host: a few at once, whichever sources and redirects lead there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Turns:
    """`lanes` requests a host may be in hand at once."""

    lanes: int
    _hosts: dict[str, threading.Semaphore] = field(default_factory=dict)

    @contextmanager
    def at(self, url: str, *, seconds: float) -> Iterator[bool]:
        """Wait at most so long for the turn to ask the host of url, and say whether it came."""
        host = (urlsplit(url).hostname or "").rstrip(".")
        turn = self._hosts.setdefault(host, threading.Semaphore(self.lanes))
        came = turn.acquire(timeout=seconds)
        try:
            yield came
        finally:
            if came:
                turn.release()
