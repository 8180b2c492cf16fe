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
from site_builder.render.recipes import Recipe, changed, recipes
from site_builder.render.sought import SoughtError, placed
from site_builder.render.templates import Templates
from site_builder.settings import user_cache

PAGE, PICTURE, POSTER = 1, 20, 400
FILES = frozenset(("poster.pdf", "poster.png", "poster.jpg", "poster.tiles.pdf", "poster.press.pdf"))
COSTS = {"picture": PICTURE, "led.png": 60, "slide.jpg": POSTER, "tv.zip": 4 * POSTER, "tv.mp4": 100 * POSTER}
KEPT_OPEN = 4
CONTENT = "content/"  # before the paths of content files, where they are told


class Order(Protocol):
    """What is to be made: the name of a recipe, its view, and the content file that it shows."""

    @property
    def recipe(self) -> str: ...

    @property
    def view(self) -> View: ...

    @property
    def origin(self) -> str: ...


class Kitchen(Struct, frozen=True):
    """`templates` in the order in which they win; a process opens them once for each `edition`."""

    templates: tuple[Path, ...]
    content: Path
    memo: Path
    edition: str

    @classmethod
    def of(cls, templates: Templates, assets: Assets, *, content: Path, memo: Path) -> Kitchen:
        kitchen = cls(templates.folders, content, memo, _edition(templates, assets))
        _keep_open(kitchen, recipes(templates, assets, content=content, memo=Memo(memo)))
        return kitchen

    def version(self, recipe: str) -> str:
        """Return a digest of all that a recipe's bytes depend on besides the view.

        Empty, which no file was made with, when templates changed meanwhile: cook() tells that.
        """
        found = _open(self)
        return found[recipe].version if found else ""

    def cost(self, recipe: str) -> int:
        """Return how long a recipe takes, in quarters of a millisecond; measured on the sample hub."""
        return POSTER if recipe in FILES else COSTS.get(recipe, PAGE)

    def cook(self, orders: Sequence[Order], /) -> list[bytes | tuple[Problem, ...]]:
        """Return the bytes of each order, or why it cannot be made."""
        found = _open(self)
        if not found:
            del _opened[self]  # the next build may find the files as they were
            return [changed("templates").problems for _order in orders]
        return [self._cook(found[order.recipe], order) for order in orders]

    def _cook(self, recipe: Recipe, order: Order) -> bytes | tuple[Problem, ...]:
        try:
            return recipe.make(order.view)
        except SoughtError as error:
            return placed(error, self.content / order.origin.removeprefix(CONTENT), order.origin)
        except SiteError as error:
            return error.problems


_opened: dict[Kitchen, Mapping[str, Recipe]] = {}


def _open(kitchen: Kitchen) -> Mapping[str, Recipe]:
    """Return the recipes of a kitchen; one that came from another process opens its templates here.

    None are returned when the files are no longer those that the kitchen was made of.
    """
    if kitchen not in _opened:
        _keep_open(kitchen, _from_disk(kitchen))
    return _opened[kitchen]


def _from_disk(kitchen: Kitchen) -> Mapping[str, Recipe]:
    templates, assets = Templates(kitchen.templates, Memo(user_cache())), Assets(kitchen.templates)
    try:
        edition = _edition(templates, assets)
    except OSError:  # a file went away between being found and being read
        return {}
    if not kitchen.edition.startswith(edition):  # a cluster adds the sign of one build
        return {}
    return recipes(templates, assets, content=kitchen.content, memo=Memo(kitchen.memo))


def _keep_open(kitchen: Kitchen, made: Mapping[str, Recipe]) -> None:
    _opened.pop(kitchen, None)
    while len(_opened) >= KEPT_OPEN:
        del _opened[next(iter(_opened))]
    _opened[kitchen] = made


def _edition(templates: Templates, assets: Assets) -> str:
    """Return a digest of all templates and assets."""
    pairs = (*templates.sources().items(), *assets.digests.items())
    return digest(*(part.encode() for pair in pairs for part in pair))
