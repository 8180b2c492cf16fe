"""Digests of bytes and of plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
View: TypeAlias = "Mapping[str, Json]"


def digest(*parts: bytes) -> str:
    """Return 32 hexadecimal digits for parts; a part's length counts, so (ab, c) differs from (a, bc)."""
    state = blake2b(digest_size=16)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def canonical(value: Json) -> bytes:
    """Return the one byte string that stands for value on every machine and in every run."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")
