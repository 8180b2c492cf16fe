"""Many rows in a few files: an edit writes one of them anew, not all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from zlib import crc32

from site_builder.files import write_file
from site_builder.stamps import boot, stamp_of

SHARDS = 16


def shard_of(name: str) -> int:
    """Return the number of the shard where what is called name is kept."""
    return crc32(name.encode("utf-8", "surrogatepass")) % SHARDS


def read_shards(folder: Path) -> Iterator[tuple[bytes, int]]:
    """Yield the bytes of each whole shard, and the stamp of its file; 0 when it is of an earlier boot."""
    for number in range(SHARDS):
        file = folder / f"{number:x}"
        with contextlib.suppress(OSError, ValueError):
            started, seal, data = file.read_bytes().split(b"\n", 2)
            if seal == _seal(data):
                yield data, stamp_of(file.stat()) if started == boot().encode() else 0


def write_shard(folder: Path, number: int, data: bytes) -> None:
    """Keep data as that shard."""
    if folder.is_file():  # of an older kepu
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{number:x}"
    if not write_file(file, b"\n".join([boot().encode(), _seal(data), data])):
        file.touch()  # its stamp says until when the rows were looked at


def _seal(data: bytes) -> bytes:
    """Return what tells a damaged shard; who forges one can do no more than with the hub's own texts."""
    return f"{crc32(data):08x}".encode()


def remove_shards(folder: Path) -> None:
    rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):  # of an older kepu
        folder.unlink(missing_ok=True)
