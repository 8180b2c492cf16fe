"""The tables of remembered results; file and disk may make any function here raise sqlite3.Error."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from zlib import crc32

PATIENCE = 30.0  # seconds for other processes to finish writing
FORMAT = 0x6B700001  # stands in the file's header
_CHUNK = 4096  # pages given back at a time: those that move are held in memory

# SQLite's usual journal, no WAL: it serves network disks and read-only ones, a file cut short gives an error
# where shared memory would end the process, and many results at a time are written faster.
_SETTINGS = "PRAGMA synchronous = OFF; PRAGMA cache_spill = OFF;"
_CREATE = f"""
    PRAGMA auto_vacuum = INCREMENTAL;
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS results (
        id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, seal INTEGER NOT NULL, value BLOB NOT NULL
    );
    CREATE TABLE IF NOT EXISTS uses (id INTEGER PRIMARY KEY, at INTEGER NOT NULL);
    PRAGMA user_version = {FORMAT};
    COMMIT;
"""
_FIND = "SELECT id, seal, value FROM results WHERE key = ?"
_PUT = "INSERT OR REPLACE INTO results (key, seal, value) VALUES (?, ?, ?)"
# The number of the youngest result serves as the time: a result was last used when it was made, or `at`.
_NOTE = "INSERT OR REPLACE INTO uses SELECT id, (SELECT max(id) FROM results) FROM results WHERE id = ?"
_BY_USE = """
    SELECT id, coalesce(length(value), 0) FROM results LEFT JOIN uses USING (id)
    ORDER BY max(id, coalesce(at, 0)), id
"""


class FormatError(sqlite3.DatabaseError):
    """The file is another program's, or another version's of this one."""


def open_tables(file: Path) -> sqlite3.Connection:
    """Return a connection to file, made when there is none; raises OSError when its folder cannot be made."""
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.text_factory = bytes  # a damaged value may claim to be text
    connection.executescript(_SETTINGS)
    form = _number(connection, "user_version")
    if form == 0:
        connection.executescript(_CREATE)
    elif form != FORMAT:
        raise FormatError


def find(connection: sqlite3.Connection, key: bytes) -> tuple[int, bytes] | None:
    """Return the number of the result under key and the result; None when there is none or it is damaged."""
    row = connection.execute(_FIND, (key,)).fetchone()
    if row is None:
        return None
    number, seal, result = row
    return (number, result) if isinstance(result, bytes) and seal == _seal(key, result) else None


def put(connection: sqlite3.Connection, results: Mapping[bytes, bytes]) -> None:
    """Write all of results under their keys, or none."""
    rows = [(key, _seal(key, result), result) for key, result in results.items()]
    with _transaction(connection):
        connection.executemany(_PUT, rows)


def note(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Write down that the results with these numbers were used now."""
    with _transaction(connection):
        connection.executemany(_NOTE, [(number,) for number in numbers])


def forget(connection: sqlite3.Connection, limit: float) -> None:
    """Drop results until the file has about `limit` bytes, those that were not used for longest first."""
    connection.execute("PRAGMA cache_spill = ON")  # what changes may be larger than memory
    with _transaction(connection):
        pages = _number(connection, "page_count") - _number(connection, "freelist_count")
        share = 1 - limit / (pages * _number(connection, "page_size"))
        connection.executemany("DELETE FROM results WHERE id = ?", _oldest(connection, share))
        connection.execute("DELETE FROM uses WHERE id NOT IN (SELECT id FROM results)")
    for _ in range(0, _number(connection, "freelist_count"), _CHUNK):
        connection.executescript(f"PRAGMA incremental_vacuum({_CHUNK})")  # execute() would stop after a page


def _oldest(connection: sqlite3.Connection, share: float) -> list[tuple[int]]:
    """Return the numbers of the results that were not used for longest and make up a share of all bytes."""
    sizes = connection.execute(_BY_USE).fetchall()
    starts = accumulate((size for _number, size in sizes), initial=0)
    limit = share * sum(size for _number, size in sizes)
    return [(number,) for (number, _size), start in zip(sizes, starts, strict=False) if start < limit]


def size(connection: sqlite3.Connection) -> int:
    """Return the bytes of the file."""
    return _number(connection, "page_count") * _number(connection, "page_size")


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # SQLite may have rolled back by itself
            connection.execute("ROLLBACK")
        raise


def _seal(key: bytes, result: bytes) -> int:
    """Return a sum over both: damage that SQLite does not see, after a power cut say, is to be noticed."""
    return crc32(result, crc32(key))


def _number(connection: sqlite3.Connection, name: str) -> int:
    (found,) = connection.execute(f"PRAGMA {name}").fetchone()
    assert isinstance(found, int)
    return found
