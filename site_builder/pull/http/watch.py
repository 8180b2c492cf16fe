"""Deadlines that cut a line from outside: a server may drip bytes for ever."""

from __future__ import annotations

import contextlib
import heapq
import socket
import threading
import time
from itertools import count
from types import TracebackType
from typing import Self


class Watch:
    """Cuts the line of the running thread's request after `seconds`."""

    current = threading.local()

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self.over = False
        self.end = time.monotonic() + seconds
        self._socket: socket.socket | None = None
        self._outer: Watch | None = None

    def __enter__(self) -> Self:
        self._outer = Watch.running()
        Watch.current.watch = self
        _GUARD.add(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over = True
        Watch.current.watch = self._outer

    @classmethod
    def running(cls) -> Watch | None:
        """Return the watch over what this thread is doing."""
        return getattr(cls.current, "watch", None)

    @property
    def remaining(self) -> float:
        """Return the seconds that are left, never 0: a socket would take that for "do not wait"."""
        return max(self.end - time.monotonic(), 0.001)

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


class _Guard:
    """One thread for all watches: one for each would cost more than a request. It ends when none is left."""

    def __init__(self) -> None:
        self._watches: list[tuple[float, int, Watch]] = []
        self._numbers = count()
        self._changed = threading.Condition()
        self._is_awake = False

    def add(self, watch: Watch) -> None:
        with self._changed:
            heapq.heappush(self._watches, (watch.end, next(self._numbers), watch))
            if not self._is_awake:
                self._is_awake = True
                threading.Thread(target=self._stand, daemon=True).start()
            elif self._watches[0][2] is watch:
                self._changed.notify()

    def _stand(self) -> None:
        while due := self._next():
            due.cut()

    def _next(self) -> Watch | None:
        """Wait for the next watch whose time has come."""
        with self._changed:
            while self._watches:
                end, _number, watch = self._watches[0]
                if not watch.over and (left := end - time.monotonic()) > 0:
                    self._changed.wait(left)
                    continue
                heapq.heappop(self._watches)
                if not watch.over:
                    return watch
            self._is_awake = False
            return None


_GUARD = _Guard()
