"""A target: one output file, described completely before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from site_builder.digest import View


class Recipe(Protocol):
    """A pure function from a view to the bytes of one file."""

    def __call__(self, view: View, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Target:
    """`path` below the site's root; `recipe` is a name; `origin` the content file to mend on failure."""

    path: str
    recipe: str
    view: View
    origin: str = ""
