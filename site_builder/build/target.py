"""A target: one output file, described completely before it is made; a batch: targets planned together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from site_builder.digest import View
from site_builder.errors import Problem


@dataclass(frozen=True, slots=True)
class Target:
    """`path` below the site's root; `recipe` is a name; `origin` the content file to mend on failure."""

    path: str
    recipe: str
    view: View
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Targets that are described only when they may have changed.

    `inputs` is a digest of all that `targets` reads: as long as it stays, so do the targets. `paths` are
    theirs, in order, `recipes` all that they use. A batch can be pickled: another process may describe
    its targets.
    """

    paths: Sequence[str]
    recipes: Sequence[str]
    inputs: str
    targets: Callable[[], Sequence[Target]]


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
