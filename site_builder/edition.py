"""What results depend on besides what they are made from: our own code and the libraries below it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from site_builder.digest import digest

_INSTALLED = (".dist-info", ".egg-info")


def libraries(*names: str) -> bytes:
    """Return the names of libraries, each with its version; one that is not installed has none."""
    found = _installed(tuple(sys.path))
    return "\n".join(f"{name} {found.get(_plain(name)) or _asked(name)}" for name in names).encode()


def sources(*places: Path) -> bytes:
    """Return a digest of the Python files at and below places: an edit of any changes it."""
    parts: list[bytes] = []
    for place in map(str, places):
        for name in sorted(_modules(place)):
            parts += (name.encode(), _read(place + name))
    return digest(*parts).encode()


def _read(file: str) -> bytes:
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - two hundred of them
        return opened.read()


@cache
def _installed(path: tuple[str, ...]) -> Mapping[str, str]:
    """Return the version of every library on Python's path, from the names of the folders that say it.

    They are called name-version.dist-info (PyPA, Recording installed projects); importlib.metadata takes
    10 ms to open them.
    """
    found: dict[str, str] = {}
    for folder in path:
        for entry in _names(folder):
            if entry.endswith(_INSTALLED):
                name, _dash, rest = entry.rpartition(".")[0].partition("-")
                found.setdefault(_plain(name), rest)
    return found


def _asked(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - 10 ms, if in a zip file

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder or "."))  # noqa: PTH208 - a path may be empty
    except OSError:
        return []


def _plain(name: str) -> str:
    """Return a library's name as it is compared (PyPA's name normalisation)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _modules(place: str, below: str = "") -> Iterator[str]:
    """Yield what leads from place to each Python file in it, with `/` on every system."""
    if place.endswith(".py"):
        yield ""
        return
    for entry in os.scandir(place + below):
        name = f"{below}/{entry.name}"
        if name.endswith(".py"):
            yield name
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _modules(place, name)
