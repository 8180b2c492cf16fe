"""What runs on a worker of a cluster: say whether it can stand in for this machine, and render there."""

from __future__ import annotations

import os
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Literal

from msgspec.structs import replace

from site_builder.build.making import Made, Maker, Work
from site_builder.render import Assets, Kitchen, Templates
from site_builder.render.version import code_version
from site_builder.settings import Folder, builtin_templates

Obstacle = Literal["", "folder", "code", "templates"]
_one_at_a_time = Lock()  # a worker may have many threads; pdfium, which rasters posters, allows one


@dataclass(frozen=True, slots=True)
class Visit:
    """One build as its workers meet it; `sign` is a folder that was made in the hub for this build alone."""

    sign: str
    templates: tuple[str, ...]
    edition: str
    code: str
    language: str

    @classmethod
    def of(cls, folder: Folder, *, sign: str) -> Visit:
        templates = (str(folder.templates), str(builtin_templates()))
        return cls(sign, templates, _edition(templates), code_version(), _language())


class UnfitError(Exception):
    """A worker that came late would not make the same bytes."""


def is_there() -> bool:
    """Return True where this module can be imported."""
    return True


@lru_cache(maxsize=8)
def obstacle(visit: Visit) -> Obstacle:
    """Return what keeps this process from making the bytes that the build would make; empty if nothing."""
    if not Path(visit.sign).is_dir():
        return "folder"
    if code_version() != visit.code:
        return "code"
    return "" if _edition(visit.templates) == visit.edition else "templates"


def render(visit: Visit, parcel: bytes) -> list[list[Made]]:
    """Return what the maker in parcel makes of the works in it; raises UnfitError."""
    with _one_at_a_time:
        found = obstacle(visit)
        if found:
            raise UnfitError(found)
        os.environ["LANGUAGE"] = visit.language  # problems are read where the build was started
        kitchen, works = unpack(parcel)
        # A worker outlives builds: it must not take templates that it opened for an earlier one.
        return Maker(replace(kitchen, edition=kitchen.edition + visit.sign)).make(works)


def pack(maker: Maker, works: Sequence[Work]) -> bytes:
    """Return both as bytes: Dask would look for its own keys in every word of a view."""
    return pickle.dumps((maker.kitchen, works))


def unpack(parcel: bytes) -> tuple[Kitchen, Sequence[Work]]:
    kitchen, works = pickle.loads(parcel)  # noqa: S301 - who can send it can have anything run by Dask
    assert isinstance(kitchen, Kitchen)
    return kitchen, works


def _edition(templates: tuple[str, ...]) -> str:
    """Return a digest of all templates and assets as this process sees them."""
    folders = [Path(folder) for folder in templates]
    return Kitchen.of(Templates(folders), Assets(folders), content=Path(), memo=Path()).edition


def _language() -> str:
    """Return the language that gettext takes, from the first variable that it asks."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    return next((value for name in names if (value := os.environ.get(name))), "C")
