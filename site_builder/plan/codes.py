"""The short code on every poster: who finds one on a wall can ask the hub whether it still holds."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from site_builder.digest import digest
from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.model import Poster
from site_builder.model.codes import check_digit

_COUNT = 100_000  # of five digits


def code_of(poster: Poster) -> str:
    """Return six digits, the last of which tells a slip of the pen: those written, else of the path."""
    return poster.code or usual_code(poster.path)


def usual_code(path: str) -> str:
    """Return the code of a poster that has none written, by its content path."""
    return _codes(path)[0]


def clashes(posters: Iterable[Poster]) -> Iterator[Problem]:
    """Yield a problem for each poster whose code is that of an older one, by date and then by path."""
    in_order = sorted(posters, key=lambda poster: (str(poster.meta.date or ""), poster.path))
    taken: dict[str, Poster] = {}
    for poster in in_order:
        code = code_of(poster)
        older = taken.setdefault(code, poster)
        if older is poster:
            continue
        free = _free(poster.path, taken)
        taken[free] = poster
        yield Problem(
            f"content/{poster.path}",
            _("the code {code} stands on another poster: {path}").format(
                code=code, path=f"content/{older.path}"
            ),
            _("add the line  {line}").format(line=f"code: {free}"),
        )


def _codes(path: str) -> tuple[str, int]:
    first = int(digest(path.encode())[:12], 16) % _COUNT
    return _whole(first), first


def _whole(number: int) -> str:
    digits = f"{number:05}"
    return digits + check_digit(digits)


def _free(path: str, taken: Container[str]) -> str:
    """Return the next code that nobody has."""
    _code, first = _codes(path)
    return next(code for step in range(1, _COUNT) if (code := _whole((first + step) % _COUNT)) not in taken)
