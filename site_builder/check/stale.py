"""Which finished pages no longer say what their texts say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from site_builder.build import Kitchen, Output, Target, described
from site_builder.digest import digest
from site_builder.errors import SiteError
from site_builder.plan import Plan

PAGE = ".html"


def targets_of(planned: Plan, site: Path) -> Sequence[Target]:
    """Return every target of the plan, the last ones with what they say of the files there are."""
    targets = list(described(planned.batches))
    return [*targets, *described(planned.closing(_Files(site)))]


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


class _Files(dict[str, Output]):
    """What the last pages may say of each file below a site; a file is read when it is asked for."""

    def __init__(self, site: Path) -> None:
        super().__init__()
        self._site = site

    def __missing__(self, path: str) -> Output:
        file = self._site / path
        data = file.read_bytes() if file.is_file() else b""
        return self.setdefault(path, Output(path, digest(data), len(data)))
