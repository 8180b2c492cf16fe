"""What of a delivery the hub has already, and where the rest waits until it is filed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from site_builder.digest import digest
from site_builder.files import write_file


@dataclass(frozen=True, slots=True)
class Depot:
    """Pictures wait in `spool` under their digests: a first delivery has more of them than memory."""

    content: Path
    spool: Path

    def holds(self, path: str, known: str) -> bool:
        """Say whether the file at a path below content/ has that digest."""
        try:
            return digest((self.content / path).read_bytes()) == known
        except OSError:
            return False

    def waits(self, known: str) -> bool:
        return (self.spool / known).is_file()

    def keep(self, data: bytes) -> None:
        write_file(self.spool / digest(data), data)

    def fetch(self, path: str, known: str) -> bytes:
        """Return the bytes of that digest: what waits, or what lies at path."""
        file = self.spool / known
        return file.read_bytes() if file.is_file() else (self.content / path).read_bytes()

    def clear(self) -> None:
        shutil.rmtree(self.spool, ignore_errors=True)
