"""Many rows in a few files: an edit writes one of them anew, not all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from zlib import crc32

from site_builder.files import write_file
from site_builder.stamps import stamp_of

SHARDS = 16


def shard_of(name: str) -> int:
    """Return the number of the shard where what is called name is kept."""
    return crc32(name.encode("utf-8", "surrogatepass")) % SHARDS


def read_shards(folder: Path) -> Iterator[tuple[bytes, int]]:
    """Yield the bytes of each shard that is there, and the stamp of its file."""
    for number in range(SHARDS):
        file = folder / f"{number:x}"
        with contextlib.suppress(OSError):
            yield file.read_bytes(), stamp_of(file.stat())


def write_shard(folder: Path, number: int, data: bytes) -> None:
    """Keep data as that shard."""
    if folder.is_file():  # of an older kepu
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{number:x}"
    if not write_file(file, data):
        file.touch()  # its stamp says until when the rows were looked at


def remove_shards(folder: Path) -> None:
    rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):  # of an older kepu
        folder.unlink(missing_ok=True)
