"""Which finished pages no longer say what their texts say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from site_builder.build import Output, Recipe, Target
from site_builder.plan import Plan

PAGE = ".html"


def stale_pages(planned: Plan, recipes: Mapping[str, Recipe], site: Path) -> dict[str, str]:
    """Return each target that is missing, and each page that would now be made otherwise, with its origin.

    Posters as PDF or picture take long to make: of them only the presence is looked at, and the poster's
    page, which shows the same facts.
    """
    sizes = {target.path: Output("", _size(site / target.path)) for target in planned.targets}
    targets: Sequence[Target] = [*planned.targets, *planned.closing(sizes)]
    return {target.path: target.origin for target in targets if _is_stale(target, recipes, site)}


def _is_stale(target: Target, recipes: Mapping[str, Recipe], site: Path) -> bool:
    file = site / target.path
    if not file.is_file():
        return True
    return target.path.endswith(PAGE) and recipes[target.recipe](target.view) != file.read_bytes()


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
