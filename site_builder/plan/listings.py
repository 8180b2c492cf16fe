"""Batches of long lists, cut into pages: all articles, each section, each tag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from site_builder.build import Batch, Target
from site_builder.digest import View
from site_builder.model import Article
from site_builder.plan.addresses import section_address
from site_builder.plan.batches import batch, tokens
from site_builder.plan.cards import Cards
from site_builder.plan.context import Context, Entry, Frame, page_frame

PER_PAGE = 20
TAGS = 400  # on a page of tags: 40 KB
LEAVES = 16  # pages of a list that are described together


class Leaf(Struct, frozen=True, kw_only=True):
    """One page of a long list; `number` counts from the oldest, so that a new item moves no other page.

    `newer` and `older` are the addresses of its neighbours, or empty; `count` of all items, on the first.
    `is_cut` says that there is more that no page of the list has.
    """

    number: int
    address: str
    items: Sequence[Entry]
    newer: str = ""
    older: str = ""
    count: int = 0
    is_cut: bool = False


class Row(Struct, frozen=True):
    """The pages of a list: `items` oldest first, `names` the addresses of its pages, oldest first.

    A page lists its items newest first. The newest page stands at the address `first`, and holds what does
    not fill a page yet, and the full page before it: 20 to 39 items. `cut` oldest pages are left out.
    """

    items: Sequence[Entry]
    names: Sequence[str]
    cut: int = 0

    @classmethod
    def of(cls, items: Sequence[Entry], first: str, *, most: int = 0) -> Row:
        """Return the list; of one that must have no more than `most` pages the newest ones."""
        stem = first.removesuffix("index.html").removesuffix(".html")
        join = "" if stem.endswith("/") else "-"
        older = max(0, len(items) // PER_PAGE - 1)
        cut = max(0, older + 1 - most) if most else 0
        names = [*(f"{stem}{join}page-{number}.html" for number in range(cut + 1, older + 1)), first]
        return cls(items[cut * PER_PAGE :], names, cut)

    def until(self, at: int) -> int:
        """Return the place behind the last item of page `at`."""
        return len(self.items) if at + 1 >= len(self.names) else (at + 1) * PER_PAGE

    def leaf(self, at: int) -> Leaf:
        end, is_newest = self.until(at), at + 1 == len(self.names)
        return Leaf(
            number=at + 1 + self.cut,
            address=self.names[at],
            items=self.items[at * PER_PAGE : end][::-1],
            newer="" if is_newest else self.names[at + 1],
            older=self.names[at - 1] if at else "",
            count=len(self.items) + self.cut * PER_PAGE if is_newest else 0,
            is_cut=bool(self.cut) and not at,
        )


def list_batches(context: Context) -> Iterator[Batch]:
    """Yield the lists of all articles, of each section and of each tag."""
    articles = context.articles
    yield from leaf_batches(context.frame, Row.of(articles, "articles/index.html"), heading="全部文章")
    by_section: dict[str, list[Entry]] = {section.id: [] for section in context.frame.settings.sections}
    for entry in articles:
        assert isinstance(entry.document, Article)
        if entry.document.section in by_section:
            by_section[entry.document.section].append(entry)
    for section in context.frame.settings.sections:
        row = Row.of(by_section[section.id], section_address(section.id))
        yield from leaf_batches(context.frame, row, heading=section.name, intro=section.intro)
    yield from _tag_batches(context)


def leaf_batches(frame: Frame, row: Row, *, heading: str, intro: str = "") -> Iterator[Batch]:
    """Yield the pages of a list."""
    total = len(row.names)
    for start in range(0, total, LEAVES):
        end = min(start + LEAVES, total)
        is_last = end == total
        yield batch(
            leaf_targets,
            paths=row.names[start:end],
            recipes=["list.html"],
            inputs=[
                f"{frame.digest} {start} {end} {row.cut} {'' if is_last else row.names[end]}",
                heading,
                intro,
                tokens(row.items[start * PER_PAGE : row.until(end - 1)]),
            ],
            shown=partial(_shown, frame, row, range(start, end), heading=heading, intro=intro),
        )


def _shown(frame: Frame, row: Row, some: range, **words: str) -> dict[str, Any]:
    return {"frame": frame, "pages": [row.leaf(at) for at in some], **words}


def leaf_targets(*, frame: Frame, pages: Sequence[Leaf], heading: str, intro: str) -> list[Target]:
    cards = Cards(frame)
    return [_leaf_target(frame, leaf, cards, heading=heading, intro=intro) for leaf in pages]


def _leaf_target(frame: Frame, leaf: Leaf, cards: Cards, *, heading: str, intro: str) -> Target:
    title = f"{heading}（第 {leaf.number} 页）" if leaf.newer else heading
    view: View = {
        **page_frame(frame, leaf.address, title=title, description=intro, kind="list"),
        "heading": heading,
        "intro": intro,
        "cards": cards.of_all(leaf.items),
        "count": leaf.count,
        "newer": leaf.newer,
        "older": leaf.older,
        "number": leaf.number,
        "is_cut": leaf.is_cut,
    }
    return Target(leaf.address, "list.html", view)


def _tag_batches(context: Context) -> Iterator[Batch]:
    """Yield a list for each tag, and the page that names all tags."""
    by_tag: dict[str, list[Entry]] = {tag: [] for tag in context.addresses.tags}
    for entry in context.in_order():
        for tag in dict.fromkeys(entry.document.meta.tags):
            by_tag[tag].append(entry)
    for tag, entries in by_tag.items():
        row = Row.of(entries, context.addresses.tags[tag])
        yield from leaf_batches(context.frame, row, heading=f"标签：{tag}")
    by_use = sorted(by_tag, key=lambda tag: (-len(by_tag[tag]), tag))
    tags = [(tag, context.addresses.tags[tag], len(by_tag[tag])) for tag in by_use]
    pages = [tags[start : start + TAGS] for start in range(0, len(tags), TAGS)] or [[]]
    for number, some in enumerate(pages, start=1):
        yield batch(
            tags_targets,
            paths=[_tags_address(number)],
            recipes=["tags.html"],
            inputs=[context.frame.digest, f"{number} {len(pages)}", repr(some)],
            shown=partial(dict, frame=context.frame, tags=some, number=number, last=len(pages)),
        )


def _tags_address(number: int) -> str:
    return f"tags/more/{number}.html" if number > 1 else "tags/index.html"  # no tag has such an address


def tags_targets(
    *, frame: Frame, tags: Sequence[tuple[str, str, int]], number: int, last: int
) -> list[Target]:
    """Return one of the pages of tags, the first of which holds those that are used most."""
    address = _tags_address(number)
    title = f"全部标签（第 {number} 页）" if number > 1 else "全部标签"
    view: View = {
        **page_frame(frame, address, title=title, kind="tags"),
        "tags": [{"name": name, "url": address, "count": count} for name, address, count in tags],
        "more_used": _tags_address(number - 1) if number > 1 else "",
        "less_used": _tags_address(number + 1) if number < last else "",
    }
    return [Target(address, "tags.html", view)]
