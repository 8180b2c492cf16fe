"""Which of the links on a page are its list of articles, told from menus and side columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median
from typing import Any

from site_builder.pull.lists.addresses import is_article, shape
from site_builder.pull.lists.rows import Row, merged

_LONG = 30  # characters of a title that count
_TITLED = 6  # characters that half the titles of a list without days have; menus have four
_SEVERAL = 3  # rows of a list without days; two such links are a side column
_LIKELY = 0.6  # of the rows


def chosen(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of the page's list in its order, none when there is no list.

    Rows in the same place of the page's structure are one list; the heaviest is meant. A headline that
    stands over it, with a day of its own, belongs to it.
    """
    groups: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.place].append(row)
    lists = [group for group in map(merged, groups.values()) if _is_list(group)]
    if not lists:
        return []
    best = max(lists, key=lambda group: sum(map(_weight, group)))
    members = {id(row.node) for row in groups[best[0].place]} | _headlines(best, rows)
    return merged([row for row in rows if id(row.node) in members])


def _weight(row: Row) -> int:
    signs = (3 if row.shown else 1) * (2 if is_article(row.url) else 1) * (2 if row.inside else 1)
    return min(len(row.title), _LONG) * signs


def _is_list(group: Sequence[Row]) -> bool:
    likely = [row for row in group if row.is_likely]
    if not likely or len(likely) < _LIKELY * len(group):
        return False
    if sum(row.shown for row in likely) * 2 >= len(group):
        return True
    return len(group) >= _SEVERAL and median(len(row.title) for row in likely) >= _TITLED


def _headlines(best: Sequence[Row], rows: Sequence[Row]) -> set[int]:
    """Return which other rows stand in the box around the list and look like its own."""
    box = _box(best)
    if box is None:
        return set()
    form = Counter(shape(row.url) for row in best).most_common(1)[0][0]
    return {
        id(row.node)
        for row in rows
        if row.date and shape(row.url) == form and box in row.node.iterancestors()
    }


def _box(best: Sequence[Row]) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the element around the one that holds the whole list; None when that is the page."""
    last = set(best[-1].node.iterancestors())
    holder = next((node for node in best[0].node.iterancestors() if node in last), None)
    box = holder.getparent() if holder is not None and len(best) > 1 else None
    return box if box is not None and box.tag not in ("body", "html") else None
