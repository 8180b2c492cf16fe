"""Rule: nothing is left over of texts that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import splitext

from site_builder.check.checked import Checked
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _

_FOLDERS = ("", "articles", "posters", "tags", "notices", "media", "assets", "codes", "hub")
_SUFFIXES = (".html", ".pdf", ".png", ".jpg", ".svg", ".xml", ".json")


@rule("strays", _("No finished page or poster is left over of a text that is gone."))
def strays(checked: Checked) -> Iterator[Problem]:
    # A build removes what the last one made; when .cache was deleted between them, it cannot know.
    for path in left_over(checked.files, checked.made) if checked.made else ():
        yield Problem(
            f"output/site/{path}",
            _("no text makes this file any more"),
            _("delete it, unless you have put it there yourself"),
            "warning",
        )


def left_over(files: frozenset[str], made: Iterable[str]) -> list[str]:
    """Return those of files that look like ours and that are not among what builds make."""
    return sorted(filter(_looks_like_ours, files.difference(made)))


def _looks_like_ours(path: str) -> bool:
    folder = path.partition("/")[0] if "/" in path else ""
    return folder in _FOLDERS and splitext(path)[1].lower() in _SUFFIXES
