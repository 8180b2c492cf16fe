"""Who may ask a host now: a few at once, whichever sources send them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from site_builder.pull.http import LANES


@dataclass(frozen=True, slots=True)
class Turns:
    """Shared by all lanes of one pull."""

    _hosts: dict[str, threading.Semaphore] = field(default_factory=dict)

    @contextmanager
    def at(self, url: str) -> Iterator[None]:
        """Wait for the turn to ask the host of url."""
        with self._hosts.setdefault(host_of(url), threading.Semaphore(LANES)):
            yield


def host_of(url: str) -> str:
    """Return host and port in lower case, empty for what is no address."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
