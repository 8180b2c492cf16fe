"""Results of expensive pure steps, kept on disk under the digest of what they were made from."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from site_builder.digest import digest
from site_builder.files import write_file


@dataclass(frozen=True, slots=True)
class Memo:
    """`folder` may be deleted at any time; several processes may share it."""

    folder: Path

    def recall(self, version: str, source: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what make() gives, made once for each version of the function and each source."""
        key = digest(version.encode(), source)
        file = self.folder / key[:2] / key[2:]
        try:
            return file.read_bytes()
        except OSError:
            result = make()
        with contextlib.suppress(OSError):  # a full or read-only disk costs time, not the build
            write_file(file, result)
        return result
