"""The rows of a list page: links with a title, and mostly with a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml.etree import iterwalk

from site_builder.pull.clean import one_line
from site_builder.pull.identity import same_address
from site_builder.pull.links import web_address
from site_builder.pull.lists.addresses import is_article
from site_builder.pull.lists.days import day_beside
from site_builder.pull.lists.titles import hints_in, title_of
from site_builder.pull.tree import selected

_ROWS = ("li", "tr")
_LISTS = ("body", "html", "ul", "ol", "table", "tbody")
_HIGHEST = 8  # steps from a link to its row, and from a row upwards
_FEW = 3  # links that a row holds: to the article, its section, its picture
_NEAR = 600  # characters around a link in which its day is looked for
_SHORTEST = 4  # characters of a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list: `key` is what is alike in two spellings of its address.

    `cut` says that the title is not whole, `shown` that the day stands beside the link and not only in its
    address, `inside` that the address lies in the folder of the list page. `place` is alike for the rows of
    one list.
    """

    title: str
    url: str
    key: str
    date: dt.date | None = None
    cut: bool = False
    shown: bool = False
    inside: bool = False
    place: tuple[str, ...] = ()
    node: Any = None

    @property
    def is_likely(self) -> bool:
        """Say whether day or address are those of an article, and not of a menu."""
        return self.date is not None or is_article(self.url)


@dataclass(frozen=True, slots=True)
class Page:
    """A list page as text and as tree, and the day on which it is read."""

    text: str
    tree: Any
    url: str
    base: str
    today: dt.date

    @property
    def folder(self) -> str:
        """Return the address of the folder that the page lies in."""
        return self.url.partition("?")[0].rpartition("/")[0] + "/"


def all_rows(page: Page) -> list[Row]:
    """Return a row for every link that might lead to an article, in the order of the page."""
    rows = (_row_of(link, _row_around(link), page) for link in page.tree.iter("a"))
    own = same_address(page.url)
    return [row for row in rows if row and row.key != own]


def named_rows(page: Page, selector: str) -> list[Row]:
    """Return a row for each element that the selector names and that holds a link."""
    return [row for node in selected(page.tree, selector) if (row := _best_link(node, page))]


def merged(rows: list[Row]) -> list[Row]:
    """Return one row for each address, with the longest of its titles and the first of its days."""
    found: dict[str, Row] = {}
    for row in rows:
        held = found.setdefault(row.key, row)
        if held is not row:
            best = max(held, row, key=lambda one: (not one.cut, len(one.title)))
            found[row.key] = replace(held, title=best.title, cut=best.cut, date=held.date or row.date)
    return list(found.values())


def _best_link(node: Any, page: Page) -> Row | None:  # noqa: ANN401 - lxml has no types
    inside = [node] if node.tag == "a" else list(node.iter("a"))
    around = node if node.tag != "a" else _row_around(node)
    rows = [row for link in inside if (row := _row_of(link, around, page))]
    return max(rows, key=lambda row: (is_article(row.url), len(row.title)), default=None)


def _row_of(link: Any, around: Any, page: Page) -> Row | None:  # noqa: ANN401
    address = _target(link, page.base)
    title, cut = title_of(link) if address else ("", False)
    if len(title) < _SHORTEST:
        return None
    before, after = _words_beside(link, around)
    inside = one_line(link.text_content()[:_NEAR])
    beside = inside.replace(title, " ", 1) if title in inside else ""
    day, shown = day_beside(f"{beside} {after}", before, hints_in(around), url=address, today=page.today)
    return Row(
        title=title,
        url=address,
        key=same_address(address),
        date=day,
        shown=shown,
        inside=address.startswith(page.folder),
        cut=cut,
        place=_place(link, around),
        node=link,
    )


def _target(link: Any, base: str) -> str:  # noqa: ANN401
    """Return where a link leads, empty when it stays on the page or runs a script."""
    named = (link.get("href") or "").strip()
    return "" if named.startswith("#") else web_address(named, base).partition("#")[0]


def _row_around(link: Any) -> Any:  # noqa: ANN401
    """Return the element that holds one row: a line of a list or a table, else all that has no other link."""
    node = link
    for _step in range(_HIGHEST):
        above = node.getparent()
        if above is None or above.tag in _LISTS:
            return node
        others = _links_in(above)
        if others > _FEW or (others > 1 and above.tag not in _ROWS):
            return _below_line(node, above)
        node = above
        if node.tag in _ROWS:
            return node
    return node


def _below_line(node: Any, above: Any) -> Any:  # noqa: ANN401
    """Return the line of a list that a few links share, else node."""
    for _step in range(_FEW):
        if above is None or above.tag in _LISTS or _links_in(above) > _FEW:
            return node
        if above.tag in _ROWS:
            return above
        above = above.getparent()
    return node


def _links_in(node: Any) -> int:  # noqa: ANN401
    """Return how many addresses the links inside node have, one more than few at most."""
    found: set[str] = set()
    for link in node.iter("a"):
        named = (link.get("href") or "").strip()
        if named and not named.startswith(("#", "javascript:")):
            found.add(named)
        if len(found) > _FEW:
            break
    return len(found)


def _words_beside(link: Any, row: Any) -> tuple[str, str]:  # noqa: ANN401
    """Return the words before and after link in its row, as far as the next link to somewhere else."""
    before: list[str] = []
    after: list[str] = []
    target, parts = link.get("href"), before
    for text in _texts(link, row, target):
        if text is None:
            parts = after
        elif text == "":
            if parts is after:
                break
            before.clear()
        else:
            parts.append(text)
        if sum(map(len, after)) > _NEAR:
            break
    if row.tag == "dt" and row.getnext() is not None and row.getnext().tag == "dd":
        after.append(row.getnext().text_content()[:_NEAR])
    return one_line(" ".join(before)[-_NEAR:]), one_line(" ".join(after)[:_NEAR])


def _texts(link: Any, row: Any, target: str | None) -> Iterator[str | None]:  # noqa: ANN401
    """Yield the texts of row; None stands for link itself, an empty text for a link to somewhere else."""
    inside = False
    for event, node in iterwalk(row, events=("start", "end")):
        if node is link:
            inside = event == "start"
            if inside:
                yield None
        elif inside:
            continue
        elif event == "start" and node.tag == "a" and node.get("href") not in (None, target):
            yield ""
        words = (node.text if event == "start" else node.tail if node is not row else "") or ""
        if words.strip() and not (node is link and event == "start"):
            yield words


def _place(link: Any, row: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Return tags and classes of what is above the row, and the tags that lead from there to the link."""
    steps: list[str] = []
    node = link
    while node is not None and node is not row and len(steps) < _HIGHEST:
        steps.append(node.tag)
        node = node.getparent()
    steps.append(row.tag)
    node = row.getparent()
    while node is not None and len(steps) < 2 * _HIGHEST:
        steps.append(f"{node.tag}.{node.get('class') or ''}")
        node = node.getparent()
    return tuple(steps)
