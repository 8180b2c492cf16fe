"""Files that were made and wait until all are: in memory while they are few, then on the disk."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile

FEW = 1024 * 1024  # bytes


class Spool(contextlib.AbstractContextManager["Spool"]):
    """Gives back what was put, in order; `folder` is where it may grow. Nothing stays behind."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = SpooledTemporaryFile(FEW, dir=str(folder))  # noqa: SIM115 - closed in __exit__
        self._sizes: list[tuple[str, int]] = []

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    @property
    def paths(self) -> list[str]:
        return [path for path, _size in self._sizes]

    def put(self, path: str, data: bytes) -> None:
        self._file.write(data)
        self._sizes.append((path, len(data)))

    def take(self) -> Iterator[tuple[str, bytes]]:
        """Yield what was put, once."""
        self._file.seek(0)
        for path, size in self._sizes:
            yield path, self._file.read(size)
