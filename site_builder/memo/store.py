"""The open file of remembered results: whatever is wrong with it costs time and is told to nobody."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from site_builder.memo.tables import FormatError, find, forget, note, open_tables, put, size

_ENOUGH = 0.8  # of what the file may hold is left by a trim, so that not each build trims
_ROUNDS = 4  # of forgetting: the index of very small results is slow to shrink
_FETCHES = 256  # written down at a time: a worker that ends loses the last ones
_DAMAGED = {
    sqlite3.SQLITE_ERROR,  # a table or a column is missing
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_NOTADB,
}


class Store:
    """A file that may hold `most` bytes; for one thread at a time, and never beyond a fork.

    Where writing failed nothing more is written, where reading failed nothing more is found.
    """

    def __init__(self, file: Path, most: int) -> None:
        self._file = file
        self._most = most
        self._fetched: list[int] = []
        self._writable = True
        self._connection: sqlite3.Connection | None = None
        try:
            self._open()
        except sqlite3.Error as error:
            self._mend(error)

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            with contextlib.suppress(sqlite3.Error):
                connection.close()

    def fetch(self, key: bytes) -> bytes | None:
        """Return the result under key; None when there is none or it is damaged."""
        if self._connection is None:
            return None
        try:
            found = find(self._connection, key)
        except sqlite3.Error as error:
            self.close()
            self._mend(error)
            return None
        if found is None:
            return None
        number, result = found
        self._fetched.append(number)
        if len(self._fetched) >= _FETCHES:
            self._write(self._note_fetches)
        return result

    def keep(self, results: Mapping[bytes, bytes]) -> None:
        """Write all of results under their keys, or none."""
        self._write(lambda connection: put(connection, results))

    def trim(self) -> None:
        """When there is too much, forget what was not used for longest and give its space back."""
        self._write(self._note_fetches)
        self._write(self._shrink)

    def _note_fetches(self, connection: sqlite3.Connection) -> None:
        fetched, self._fetched = self._fetched, []
        if fetched and 2 * size(connection) > self._most:  # else nobody will ask for a while
            note(connection, fetched)

    def _shrink(self, connection: sqlite3.Connection) -> None:
        for _ in range(_ROUNDS):
            if size(connection) > self._most:
                forget(connection, _ENOUGH * self._most)

    def _write(self, work: Callable[[sqlite3.Connection], None]) -> None:
        if self._connection is None or not self._writable:
            return
        try:
            work(self._connection)
        except sqlite3.Error as error:
            self._writable = False
            self._mend(error)

    def _mend(self, error: sqlite3.Error) -> None:
        """Begin anew when the file is damaged, or is not there any more; other troubles stay."""
        code = getattr(error, "sqlite_errorcode", 0)
        damaged = isinstance(error, FormatError) or code & 0xFF in _DAMAGED
        if not damaged and code != sqlite3.SQLITE_READONLY_DBMOVED:
            return
        self.close()
        with contextlib.suppress(sqlite3.Error, OSError):
            if damaged:
                self._remove()
            self._open()

    def _open(self) -> None:
        with contextlib.suppress(OSError):  # there can be no such folder
            self._connection = open_tables(self._file)
            self._writable = True

    def _remove(self) -> None:
        # The journal first: a process that finds no file makes both anew.
        self._file.with_name(f"{self._file.name}-journal").unlink(missing_ok=True)
        self._file.unlink(missing_ok=True)
