"""Results of expensive pure steps, kept on disk under the digest of what they were made from."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from site_builder.digest import digest
from site_builder.files import write_file

_SEAL = 32  # characters of the digest before each result: half a file after a power cut is no result


@dataclass(frozen=True, slots=True)
class Memo:
    """`folder` may be deleted at any time; several processes may share it."""

    folder: Path

    def recall(self, version: str, source: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what make() gives, made once for each version of the function and each source."""
        key = digest(version.encode(), source)
        file = self.folder / key[:2] / key[2:]
        kept = _opened(file)
        if kept is not None:
            return kept
        result = make()
        with contextlib.suppress(OSError):  # a full or read-only disk costs time, not the build
            write_file(file, digest(result).encode() + result)
        return result


def _opened(file: Path) -> bytes | None:
    """Return the result in file, None when there is none or it is damaged."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    result = data[_SEAL:]
    return result if data[:_SEAL] == digest(result).encode() else None
