"""Results of expensive pure steps, kept on disk under the digest of what they were made from."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from site_builder.digest import digest

if TYPE_CHECKING:
    from site_builder.memo.store import Store

NAME = "results.sqlite"
MOST = 1 << 30  # bytes
_OPEN = 4  # stores a process holds open; the oldest is closed when one more is asked for

_lock = Lock()  # held while a store is used, so that a process is not forked in the middle of that
_stores: dict[Memo, Store] = {}
_inherited: list[Store] = []  # of the process that forked this one: SQLite forbids even to close them here


@dataclass(frozen=True, slots=True)
class Memo:
    """`folder` may be deleted at any time; several processes may share it; `most` is the bytes it may hold.

    No trouble with it is an error: then nothing is found and nothing is kept.
    """

    folder: Path
    most: int = MOST

    def recall(self, version: str, source: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what make() gives, made once for each version of the function and each source."""
        key = digest(version.encode(), source)
        kept = self.fetch(key)
        if kept is not None:
            return kept
        result = make()
        self.keep({key: result})
        return result

    def fetch(self, key: str) -> bytes | None:
        """Return the result that was kept under a digest; None when there is none or it is damaged."""
        raw = bytes.fromhex(key)
        with _lock:
            return self._store().fetch(raw)

    def keep(self, results: Mapping[str, bytes]) -> None:
        """Keep all of results under their digests, in one go."""
        raw = {bytes.fromhex(key): result for key, result in results.items()}
        if raw:
            with _lock:
                self._store().keep(raw)

    def trim(self) -> None:
        """Forget what was not used for longest when there is too much, and close: the end of a build."""
        with _lock:
            if self in _stores or self._is_full():
                self._store().trim()
                _stores.pop(self).close()

    def close(self) -> None:
        """Let go of the file, which Windows else would not delete; the next use opens it again."""
        with _lock:
            store = _stores.pop(self, None)
            if store:
                store.close()

    def _is_full(self) -> bool:
        try:
            return (self.folder / NAME).stat().st_size > self.most
        except OSError:
            return False

    def _store(self) -> Store:
        store = _stores.get(self)
        if store is None:
            from site_builder.memo.store import Store  # noqa: PLC0415 - sqlite3, 4 ms, for who remembers

            while len(_stores) >= _OPEN:
                _stores.pop(next(iter(_stores))).close()
            store = _stores[self] = Store(self.folder / NAME, self.most)
        return store


def _after_fork() -> None:
    _inherited.extend(_stores.values())
    _stores.clear()
    _lock.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_after_fork)
