"""Batches of the pages of single documents: articles, notices, standing pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest

from site_builder.build import Batch, Target
from site_builder.digest import Json
from site_builder.model import Article, Document, Notice, Page, Text
from site_builder.plan.addresses import localise, section_address
from site_builder.plan.batches import batch, blocks, bodies, links_of, tags_of, tokens, words
from site_builder.plan.cards import Cards, event_view
from site_builder.plan.context import Context, Entry, Frame, Texts, entry_of, page_frame
from site_builder.plan.trust import facts_view, trust_view
from site_builder.urls import relative

RELATED = 3
SPACES = 40  # characters more than its summary that are looked at of a text: it may be set more widely
NEAR = (
    128  # entries before and behind a block among which related ones are sought: an edit reaches no further
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Documents whose pages are described together: all that these pages may show.

    `links` and `tags` hold the addresses that their texts and their tags lead to.
    """

    frame: Frame
    entries: Sequence[Entry]
    links: Mapping[str, str]
    tags: Mapping[str, str]
    texts: Texts

    @classmethod
    def cut(cls, context: Context, entries: Sequence[Entry]) -> Pages:
        return cls(
            frame=context.frame,
            entries=entries,
            links=links_of(entries, context.addresses),
            tags=tags_of(entries, context.addresses),
            texts=context.texts,
        )

    def inputs(self) -> Iterator[str]:
        """Yield what differs when anything of these pages does."""
        yield self.frame.digest
        yield tokens(self.entries)
        yield bodies(self.entries)
        yield words(self.links)
        yield words(self.tags)

    def body(self, entry: Entry, text: Text) -> str:
        """Return the text's HTML with links that lead from the page of entry."""
        return localise(text.html, self.links, partial(relative, page=entry.address))


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the pages of a block of articles show of others: of each the `older` and `newer` of its section.

    `near` are the entries around the block, itself included, and `posters` those of each article by path.
    """

    older: Sequence[Entry | None]
    newer: Sequence[Entry | None]
    near: Sequence[Entry]
    posters: Mapping[str, Sequence[Entry]]


def article_batches(context: Context) -> Iterator[Batch]:
    """Yield the pages of all articles; previous is older, next is newer, within its section."""
    older, newer = _neighbours(context.articles)
    for start, end in blocks(context.articles, lambda entry: entry.address):
        pages = Pages.cut(context, context.articles[start:end])
        around = Around(
            older=older[start:end],
            newer=newer[start:end],
            near=context.articles[max(0, start - NEAR) : end + NEAR],
            posters={
                e.document.path: p for e in pages.entries if (p := context.posters_of.get(e.document.path))
            },
        )
        shown = [
            *around.older,
            *around.newer,
            *around.near,
            *(p for row in around.posters.values() for p in row),
        ]
        yield batch(
            article_targets,
            pages=pages,
            around=around,
            paths=[entry.address for entry in pages.entries],
            recipes=["article.html"],
            inputs=[*pages.inputs(), tokens(shown)],
        )


def _neighbours(articles: Sequence[Entry]) -> tuple[list[Entry | None], list[Entry | None]]:
    """Return the article before each one in its section, and the one after it."""
    last: dict[str, int] = {}
    older: list[Entry | None] = []
    newer: list[Entry | None] = [None] * len(articles)
    for at, entry in enumerate(articles):
        assert isinstance(entry.document, Article)
        before = last.get(entry.document.section)
        older.append(None if before is None else articles[before])
        if before is not None:
            newer[before] = entry
        last[entry.document.section] = at
    return older, newer


def article_targets(pages: Pages, around: Around) -> list[Target]:
    cards = Cards(pages.frame)
    near = Related(around.near)
    targets = []
    for entry, older, newer in zip(pages.entries, around.older, around.newer, strict=True):
        view = article_view(entry, pages)
        posters = around.posters.get(entry.document.path, ())
        view["posters"] = cards.of_all(posters)
        view["previous"] = cards.of(older) if older else None
        view["next"] = cards.of(newer) if newer else None
        view["related"] = cards.of_all(near.to(entry))
        targets.append(Target(entry.address, "article.html", view, origin(entry.document)))
    return targets


class Related:
    """Finds, among some entries, those that share most tags with one of them; the newest first."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._by_tag: dict[str, list[int]] = {}
        for at, entry in enumerate(entries):
            for tag in entry.document.meta.tags:
                self._by_tag.setdefault(tag, []).append(at)

    def to(self, entry: Entry) -> list[Entry]:
        shared: dict[int, int] = {}
        for tag in entry.document.meta.tags:
            for at in self._by_tag[tag]:
                shared[at] = shared.get(at, 0) + 1
        best = nlargest(RELATED + 1, [(count, at) for at, count in shared.items()])
        found = [self._entries[at] for _count, at in best]
        return [other for other in found if other.address != entry.address][:RELATED]


def article_view(entry: Entry, pages: Pages) -> dict[str, Json]:
    article, frame = entry.document, pages.frame
    assert isinstance(article, Article)
    text = pages.texts.of(article)
    meta, section = article.meta, frame.section(article.section)
    return {
        **page_frame(frame, entry.address, title=meta.title, description=meta.summary, kind="article"),
        **facts_view(meta, frame, pages.tags),
        "standfirst": standfirst(article, text),
        "trust": trust_view(meta, frame),
        "section": {
            "name": section.name if section else article.section,
            "url": section_address(article.section),
        },
        "cover": entry.cover,
        "body": pages.body(entry, text),
        "toc": [{"text": h.text, "anchor": h.anchor} for h in text.headings if h.level == 2],
        "characters": article.body.characters,
    }


def standfirst(article: Article, text: Text) -> str:
    """Return the summary that stands above the text; empty when the text begins with the same words."""
    start = "".join(article.meta.summary.split()).removesuffix("…")
    beginning = "".join(text.words[: 2 * len(article.meta.summary) + SPACES].split())
    return "" if beginning.startswith(start) else article.meta.summary


def notice_batches(context: Context) -> Iterator[Batch]:
    for start, end in blocks(context.notices, lambda entry: entry.address):
        yield _page_batch(notice_targets, "notice.html", Pages.cut(context, context.notices[start:end]))


def notice_targets(pages: Pages) -> list[Target]:
    return [
        Target(entry.address, "notice.html", _notice_view(entry, pages), origin(entry.document))
        for entry in pages.entries
    ]


def _notice_view(entry: Entry, pages: Pages) -> dict[str, Json]:
    notice, frame = entry.document, pages.frame
    assert isinstance(notice, Notice)
    meta = notice.meta
    return {
        **page_frame(frame, entry.address, title=meta.title, description=meta.summary, kind="notice"),
        **facts_view(meta, frame, pages.tags),
        "trust": trust_view(meta, frame),
        "event": event_view(notice),
        "body": pages.body(entry, pages.texts.of(notice)),
    }


def page_batches(context: Context) -> Iterator[Batch]:
    entries = [entry_of(page, context.addresses.documents[page.path]) for page in context.hub.pages]
    for start, end in blocks(entries, lambda entry: entry.address):
        yield _page_batch(page_targets, "page.html", Pages.cut(context, entries[start:end]))


def page_targets(pages: Pages) -> list[Target]:
    return [
        Target(entry.address, "page.html", _page_view(entry, pages), origin(entry.document))
        for entry in pages.entries
    ]


def _page_view(entry: Entry, pages: Pages) -> dict[str, Json]:
    page = entry.document
    assert isinstance(page, Page)
    meta = page.meta
    return {
        **page_frame(pages.frame, entry.address, title=meta.title, description=meta.summary, kind="page"),
        "updated": meta.updated.isoformat() if meta.updated else "",
        "body": pages.body(entry, pages.texts.of(page)),
    }


def _page_batch(work: Callable[[Pages], list[Target]], recipe: str, pages: Pages) -> Batch:
    paths = [entry.address for entry in pages.entries]
    return batch(work, paths=paths, recipes=[recipe], inputs=pages.inputs(), pages=pages)


def origin(document: Document) -> str:
    return f"content/{document.path}"
