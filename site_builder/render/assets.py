"""Style sheets and scripts: the hub's own win over the built-in ones of the same name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from site_builder.digest import digest


class Assets:
    """`digests` maps each file name to the digest of its bytes."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._files = {
            file.name: file
            for folder in reversed(folders)
            for file in sorted((folder / "assets").glob("*.*"))
            if file.is_file() and not file.name.startswith(".")
        }

    @cached_property
    def digests(self) -> Mapping[str, str]:
        return {name: digest(file.read_bytes()) for name, file in sorted(self._files.items())}

    def read(self, name: str) -> bytes:
        return self._files[name].read_bytes()
