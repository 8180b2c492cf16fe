"""The recipes of one hub, in a form that can be sent to another process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from site_builder.digest import View, digest
from site_builder.errors import Problem, SiteError
from site_builder.memo import Memo
from site_builder.render.assets import Assets
from site_builder.render.recipes import Recipe, recipes
from site_builder.render.templates import Templates

PAGE, POSTER = 1, 400


class Order(Protocol):
    """What is to be made: the name of a recipe and its view."""

    @property
    def recipe(self) -> str: ...

    @property
    def view(self) -> View: ...


@dataclass(frozen=True, slots=True)
class Kitchen:
    """`templates` in the order in which they win; a process opens them once for each `edition`."""

    templates: tuple[Path, ...]
    content: Path
    memo: Path
    edition: str

    @classmethod
    def of(cls, templates: Templates, assets: Assets, *, content: Path, memo: Path) -> Kitchen:
        texts = (part.encode() for pair in templates.sources().items() for part in pair)
        edition = digest(*texts, *(part.encode() for pair in assets.digests.items() for part in pair))
        return cls(templates.folders, content, memo, edition)

    def version(self, recipe: str) -> str:
        """Return a digest of all that a recipe's bytes depend on besides the view."""
        return _open(self)[recipe].version

    def cost(self, recipe: str) -> int:
        """Return how long a recipe takes, in quarters of a millisecond; measured on the sample hub."""
        return POSTER if recipe.startswith("poster.") else PAGE

    def cook(self, orders: Sequence[Order], /) -> list[bytes | tuple[Problem, ...]]:
        """Return the bytes of each order, or why it cannot be made."""
        return [_cook(_open(self)[order.recipe], order.view) for order in orders]


def _cook(recipe: Recipe, view: View) -> bytes | tuple[Problem, ...]:
    try:
        return recipe.make(view)
    except SiteError as error:
        return error.problems


@lru_cache(maxsize=4)
def _open(kitchen: Kitchen) -> Mapping[str, Recipe]:
    return recipes(
        Templates(kitchen.templates),
        Assets(kitchen.templates),
        content=kitchen.content,
        memo=Memo(kitchen.memo),
    )
