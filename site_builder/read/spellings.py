"""The pinyin of headings, kept from build to build."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import MsgspecError, msgpack

from site_builder.files import write_file
from site_builder.pinyin import know

MOST = 200_000  # headings; beyond, begin afresh


@lru_cache(maxsize=1)
def recall(file: Path | None, version: str) -> None:
    """Know what file remembers; nothing when it is missing, damaged or of another version."""
    know(_load(file, version))


def keep(file: Path, version: str, learned: Mapping[str, str]) -> None:
    """Add what was learned to file."""
    spelt = {**_load(file, version), **learned}
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(file, msgpack.encode((version, spelt if len(spelt) <= MOST else learned)))


def _load(file: Path | None, version: str) -> dict[str, str]:
    if file is None:
        return {}
    try:
        found, spelt = msgpack.decode(file.read_bytes(), type=tuple[str, dict[str, str]])
    except (OSError, MsgspecError, ValueError):
        return {}
    return spelt if found == version else {}
