"""Results to be remembered, the same in every process."""

from __future__ import annotations

import random

from site_builder.digest import digest


def entries(name: str, count: int, *, size: int = 9_000) -> dict[str, bytes]:
    """Return `count` results of a name under their digests."""
    keys = [digest(name.encode(), str(number).encode()) for number in range(count)]
    return {key: random.Random(key).randbytes(size) for key in keys}
