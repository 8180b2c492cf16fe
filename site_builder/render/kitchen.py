"""The recipes of one hub, in a form that can be sent to another process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from site_builder.digest import View, digest
from site_builder.errors import Problem, SiteError
from site_builder.memo import Memo
from site_builder.render.assets import Assets
from site_builder.render.recipes import Recipe, recipes
from site_builder.render.templates import Templates
from site_builder.settings import user_cache

PAGE, POSTER = 1, 400
FILES = frozenset(("poster.pdf", "poster.png", "poster.jpg"))
KEPT_OPEN = 4


class Order(Protocol):
    """What is to be made: the name of a recipe and its view."""

    @property
    def recipe(self) -> str: ...

    @property
    def view(self) -> View: ...


class Kitchen(Struct, frozen=True):
    """`templates` in the order in which they win; a process opens them once for each `edition`."""

    templates: tuple[Path, ...]
    content: Path
    memo: Path
    edition: str

    @classmethod
    def of(cls, templates: Templates, assets: Assets, *, content: Path, memo: Path) -> Kitchen:
        texts = (part.encode() for pair in templates.sources().items() for part in pair)
        edition = digest(*texts, *(part.encode() for pair in assets.digests.items() for part in pair))
        kitchen = cls(templates.folders, content, memo, edition)
        _opened[kitchen] = recipes(templates, assets, content=content, memo=Memo(memo))
        return kitchen

    def version(self, recipe: str) -> str:
        """Return a digest of all that a recipe's bytes depend on besides the view."""
        return _open(self)[recipe].version

    def cost(self, recipe: str) -> int:
        """Return how long a recipe takes, in quarters of a millisecond; measured on the sample hub."""
        return POSTER if recipe in FILES else PAGE

    def cook(self, orders: Sequence[Order], /) -> list[bytes | tuple[Problem, ...]]:
        """Return the bytes of each order, or why it cannot be made."""
        return [_cook(_open(self)[order.recipe], order.view) for order in orders]


def _cook(recipe: Recipe, view: View) -> bytes | tuple[Problem, ...]:
    try:
        return recipe.make(view)
    except SiteError as error:
        return error.problems


_opened: dict[Kitchen, Mapping[str, Recipe]] = {}


def _open(kitchen: Kitchen) -> Mapping[str, Recipe]:
    """Return the recipes of a kitchen; one that came from another process opens its templates here."""
    if kitchen not in _opened:
        if len(_opened) >= KEPT_OPEN:
            _opened.clear()
        templates = Templates(kitchen.templates, Memo(user_cache()))
        assets, memo = Assets(kitchen.templates), Memo(kitchen.memo)
        _opened[kitchen] = recipes(templates, assets, content=kitchen.content, memo=memo)
    return _opened[kitchen]
