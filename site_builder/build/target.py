"""A target: one output file, described completely before it is made; a batch: targets planned together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

from site_builder.digest import View
from site_builder.errors import Problem


class Target(Struct, frozen=True):
    """`path` below the site's root; `recipe` is a name; `origin` the content file to mend on failure."""

    path: str
    recipe: str
    view: View
    origin: str = ""


Describe = Callable[[], "Sequence[Target]"]


class Batch(Struct, frozen=True, kw_only=True):
    """Targets that are described only when they may have changed.

    `paths` are those of the targets, in order, `recipes` all that they use. `cut` gives the function that
    describes them, with all that it shows and nothing else: that can be pickled, so that another process
    may describe them. `inputs` is a digest of what it shows: as long as it stays, so do the targets.
    Neighbours of the same `bond` are made in one place, as they share a part of the work.
    """

    paths: Sequence[str]
    recipes: Sequence[str]
    inputs: str
    cut: Callable[[], Describe]
    bond: str = ""

    def targets(self) -> Sequence[Target]:
        """Describe the targets, here and now."""
        return self.cut()()


Result = bytes | tuple[Problem, ...]  # the file, or why it cannot be made


class Kitchen(Protocol):
    """Knows the recipes: pure functions from a view to the bytes of one file.

    It can be pickled, so that another process, or another machine, can cook too.
    """

    def version(self, recipe: str) -> str:
        """Return a digest of all that a recipe's bytes depend on besides the view."""

    def cost(self, recipe: str) -> int:
        """Return how long a recipe takes, in quarters of a millisecond."""

    def cook(self, targets: Sequence[Target], /) -> list[Result]:
        """Return the result of each target, in order."""
