"""Every target has an address of its own, and inside the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from site_builder.build.target import Batch
from site_builder.errors import Problem, SiteError
from site_builder.i18n import _

_BELOW = re.compile(r"(?![/\\])(?!(?:.*[/\\])?\.\.(?:[/\\]|$))[^:\\]+$")  # a path below a folder
_DOUBTFUL = ("..", "\\", ":", "\n/", "\n\n")  # a path with none of these, between line ends, is one


class Addresses:
    """The addresses of all targets so far."""

    def __init__(self) -> None:
        self._batches: list[Batch] = []
        self._taken: set[str] = set()

    def take(self, batches: Sequence[Batch]) -> None:
        """Add the addresses of batches.

        Raises SiteError when two targets want the same one, also one that only Windows takes for the same,
        and for a path that leads out of the site.
        """
        paths = [path for batch in batches for path in batch.paths]
        if not paths:
            return
        lines, count = "\n".join(paths), len(self._taken) + len(paths)
        self._batches += batches
        self._taken.update(lines.casefold().split("\n"))
        if len(self._taken) != count or any(sign in f"\n{lines}\n" for sign in _DOUBTFUL):
            _check(self._batches)


def _check(batches: Iterable[Batch]) -> None:
    """Tell two sources that clash once, however many of their files do."""
    owners: dict[str, tuple[Batch, int]] = {}
    clashes: dict[tuple[str, str], Problem] = {}
    for batch in batches:
        for at, path in enumerate(batch.paths):
            if not _BELOW.match(path):  # no text can bring this about, but a memory that was meddled with
                message = _("the address {path} leads out of the site").format(path=path)
                raise SiteError(message, hint=_("delete the folder .cache and build again"))
            other, place = owners.setdefault(path.casefold(), (batch, at))
            if other is not batch or place != at:
                first, second = _origin(other, place), _origin(batch, at)
                message = _("two files want the same address {path}: {first} and {second}")
                message = message.format(path=path, first=first, second=second)
                clashes.setdefault(
                    (first, second), Problem(second, message, _("rename one of the two files"))
                )
    if clashes:
        raise SiteError.of(clashes.values())


def _origin(batch: Batch, at: int) -> str:
    """Return the content file of a target; its path when it comes from none."""
    target = batch.targets()[at]
    return target.origin or target.path
