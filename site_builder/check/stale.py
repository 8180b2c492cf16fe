"""Which finished pages no longer say what their texts say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from site_builder.build import Kitchen, Output, Target, described
from site_builder.errors import SiteError
from site_builder.plan import Plan

PAGE = ".html"


def targets_of(planned: Plan, site: Path) -> Sequence[Target]:
    """Return every target of the plan, the last ones with the sizes of the files there are."""
    targets = list(described(planned.batches))
    sizes = {target.path: Output(target.path, "", _size(site / target.path)) for target in targets}
    return [*targets, *described(planned.closing(sizes))]


def stale_pages(targets: Sequence[Target], kitchen: Kitchen, site: Path) -> dict[str, str]:
    """Return each target that is missing, and each page that would now be made otherwise, with its origin.

    Posters as PDF or picture take long to make: of them only the presence is looked at, and the poster's
    page, which shows the same facts. Raises SiteError for a page that cannot be made.
    """
    return {target.path: target.origin for target in targets if _is_stale(target, kitchen, site)}


def _is_stale(target: Target, kitchen: Kitchen, site: Path) -> bool:
    file = site / target.path
    if not file.is_file():
        return True
    if not target.path.endswith(PAGE):
        return False
    (page,) = kitchen.cook([target])
    if isinstance(page, bytes):
        return page != file.read_bytes()
    raise SiteError.of(page)


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
