"""Batches of the pages of single documents: articles, notices, standing pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from msgspec import Struct

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


class Pages(Struct, frozen=True, kw_only=True):
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

    def body(self, entry: Entry, text: Text) -> str:
        """Return the text's HTML with links that lead from the page of entry."""
        return localise(text.html, self.links, partial(relative, page=entry.address))


def inputs_of(context: Context, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what differs when anything of the Pages of entries does."""
    yield context.frame.digest
    yield context.addresses.clashes
    yield tokens(entries)
    yield bodies(entries)
    yield words(links_of(entries, context.addresses))


class Around(NamedTuple):
    """What the pages of a block of articles show of others: of each the `older` and `newer` of its section.

    `near` are the entries around the block, itself included, and `posters` those of each article by path.
    """

    older: Sequence[Entry | None]
    newer: Sequence[Entry | None]
    near: Sequence[Entry]
    posters: Mapping[str, Sequence[Entry]]


def article_batches(context: Context) -> Iterator[Batch]:
    """Yield the pages of all articles; previous is older, next is newer, within its section."""
    articles = context.articles
    older, newer = _neighbours(articles)
    paths, faces = [entry.address for entry in articles], [entry.token for entry in articles]
    for start, end in blocks(paths):
        here, near = slice(start, end), slice(max(0, start - NEAR), end + NEAR)
        posters = _posters_of(articles[here], context)
        yield batch(
            article_targets,
            paths=paths[here],
            recipes=["article.html"],
            inputs=[
                *inputs_of(context, articles[here]),
                tokens(older[here]),
                tokens(newer[here]),
                "\n".join(faces[near]),
                *(tokens(row) for row in posters.values()),
            ],
            shown=partial(_shown, context, here, Around(older[here], newer[here], articles[near], posters)),
        )


def _shown(context: Context, here: slice, around: Around) -> dict[str, Any]:
    return {"pages": Pages.cut(context, context.articles[here]), "around": around}


def _posters_of(entries: Sequence[Entry], context: Context) -> dict[str, Sequence[Entry]]:
    if not context.posters_of:
        return {}
    paths = [entry.document.path for entry in entries]
    return {path: context.posters_of[path] for path in paths if path in context.posters_of}


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
        size = len(self._entries)
        best = sorted([count * size + at for at, count in shared.items()])[: -RELATED - 2 : -1]
        found = [self._entries[rank % size] for rank in best]
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
        "trust": trust_view(article, frame, entry.address),
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
    yield from _page_batches(context, context.notices, recipe="notice.html", work=notice_targets)


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
        "trust": trust_view(notice, frame, entry.address),
        "event": event_view(notice),
        "body": pages.body(entry, pages.texts.of(notice)),
    }


def page_batches(context: Context) -> Iterator[Batch]:
    entries = [entry_of(page, context.addresses.documents[page.path]) for page in context.hub.pages]
    yield from _page_batches(context, entries, recipe="page.html", work=page_targets)


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


def _page_batches(
    context: Context, entries: Sequence[Entry], *, recipe: str, work: Callable[[Pages], list[Target]]
) -> Iterator[Batch]:
    paths = [entry.address for entry in entries]
    for start, end in blocks(paths):
        some = entries[start:end]
        yield batch(
            work,
            paths=paths[start:end],
            recipes=[recipe],
            inputs=inputs_of(context, some),
            shown=partial(_pages, context, some),
        )


def _pages(context: Context, entries: Sequence[Entry]) -> dict[str, Any]:
    return {"pages": Pages.cut(context, entries)}


def origin(document: Document) -> str:
    return f"content/{document.path}"
