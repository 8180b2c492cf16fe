"""The plan of a whole site, top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from msgspec import Struct

from site_builder.build import Batch, Sizes, Target
from site_builder.errors import SiteError
from site_builder.memo import Memo
from site_builder.model import NO_CALENDAR, Calendar, Document, Hub, Poster
from site_builder.plan.addresses import Addresses, assign
from site_builder.plan.codes import clashes
from site_builder.plan.context import (
    Context,
    Entry,
    Texts,
    art_address,
    date_order,
    drawing_of,
    entry_of,
    frame_of,
)
from site_builder.plan.figures import figures_batches
from site_builder.plan.files import file_batches
from site_builder.plan.fronts import front_batches
from site_builder.plan.groups import SHOWN_AT_HOME, branches_of, group_batches, targetings
from site_builder.plan.lines import line_batches
from site_builder.plan.listings import list_batches
from site_builder.plan.one_off import Wish, looks, one_off
from site_builder.plan.pages import article_batches, notice_batches, page_batches
from site_builder.plan.passing import index_batches, part_batches, parts_of
from site_builder.plan.players import player_batches
from site_builder.plan.poster_parts import drawing_of as drawing_in
from site_builder.plan.posters import poster_file_batches, poster_page_batches
from site_builder.plan.published import expired_posters, published, taken_down
from site_builder.plan.screens import screen_batches, screens_page_batches
from site_builder.plan.search import search_batches
from site_builder.plan.sheets import sheet_batches
from site_builder.plan.shows import screens_address
from site_builder.plan.sourced import sourced
from site_builder.plan.syndication import syndication_batches
from site_builder.plan.timely import Month
from site_builder.plan.withdrawn import codes_batches, withdrawn_batches
from site_builder.plan.year import calendar_batches
from site_builder.settings import Section, Settings


class Plan(Struct, frozen=True, kw_only=True):
    """`batches` come first; `closing` gives the last ones from what the first have become."""

    batches: Sequence[Batch]
    closing: Callable[[Sizes], Sequence[Batch]]


def plan(
    hub: Hub,
    settings: Settings,
    *,
    assets: Mapping[str, str],
    texts: Texts,
    today: date,
    calendar: Calendar = NO_CALENDAR,
    memo: Memo | None = None,
) -> Plan:
    """Return all targets of the site as it is on `today`, in batches.

    `assets` maps file names to digests; `texts` knows the words of the documents, `memo` remembers
    what takes long to describe. Raises SiteError for each poster whose short code is another one's.
    """
    if problems := list(clashes(hub.posters)):
        raise SiteError.of(problems)
    whole = sourced(hub)
    context = _open(
        published(whole, today),
        _with_sections(settings, hub),
        assets=assets,
        texts=texts,
        over=(taken_down(whole, today), expired_posters(whole, today)),
        has_calendar=bool(calendar.occasions),
        memo=memo,
    )
    parts = parts_of(context)
    made = [*_pages(context, calendar, today), *_other_batches(context, today)]
    addresses = [path for batch in made for path in batch.paths if path.endswith(".html")]
    addresses += [poster.address for poster in context.posters]
    addresses += filter(None, [screens_address(settings, context.posters)])
    return Plan(
        batches=[
            *made,
            *withdrawn_batches(context),
            *part_batches(context, parts),
            *syndication_batches(context, addresses),
        ],
        closing=lambda sizes: [
            *poster_page_batches(context, sizes),
            *player_batches(context, sizes),
            *screens_page_batches(context, sizes, today),
            *index_batches(context, parts, made=sizes, today=today),
        ],
    )


def _pages(context: Context, calendar: Calendar, today: date) -> Iterator[Batch]:
    """Yield the pages that say nothing of the files that are made."""
    month = Month.of(calendar, context.posters, today)
    targeting = targetings(context, month)
    yield from front_batches(
        context, month, {kind: branches_of(one, most=SHOWN_AT_HOME) for kind, one in targeting.items()}
    )
    for one in targeting.values():
        yield from group_batches(context, one, month)
    yield from calendar_batches(context, calendar, today)
    yield from list_batches(context)
    yield from article_batches(context)
    yield from notice_batches(context)
    yield from page_batches(context)
    yield from codes_batches(context)
    yield from figures_batches(context, today)
    yield from search_batches(context)


def _other_batches(context: Context, today: date) -> Iterator[Batch]:
    """Yield the files that are no pages, and the players."""
    yield from file_batches(context)
    yield from poster_file_batches(context)
    yield from sheet_batches(context)
    yield from line_batches(context)
    yield from screen_batches(context, today)


def plan_one(
    hub: Hub, settings: Settings, *, assets: Mapping[str, str], texts: Texts, name: str, wish: Wish
) -> Target:
    """Return one file of the poster that a person calls `name`, published or not.

    Raises SiteError when there is no such poster, or none such can be printed.
    """
    return one_off(_whole(hub, settings, assets=assets, texts=texts), name, wish)


def plan_page(
    hub: Hub, settings: Settings, *, assets: Mapping[str, str], texts: Texts, path: str
) -> Target | None:
    """Return the page of the article at a content path, published or not; None when there is none."""
    context = _whole(hub, settings, assets=assets, texts=texts)
    address = context.addresses.documents.get(path)
    found = (batch for batch in article_batches(context) if address in batch.paths)
    return next((target for batch in found for target in batch.targets() if target.path == address), None)


def plan_looks(
    hub: Hub, settings: Settings, *, assets: Mapping[str, str], texts: Texts, name: str
) -> Mapping[str, Target]:
    """Return what the poster that a person calls `name` looks like on paper, television and LED strip.

    Raises SiteError when there is no such poster.
    """
    return looks(_whole(hub, settings, assets=assets, texts=texts), name)


def _with_sections(settings: Settings, hub: Hub) -> Settings:
    """Return the settings with each folder of articles as a section, when they name none."""
    if settings.sections:
        return settings
    folders = sorted({article.section for article in hub.articles})
    return replace(settings, sections=tuple(Section(id=folder, name=folder) for folder in folders))


def _whole(hub: Hub, settings: Settings, *, assets: Mapping[str, str], texts: Texts) -> Context:
    """Return all of the hub, published or not."""
    return _open(sourced(hub), _with_sections(settings, hub), assets=assets, texts=texts)


def _open(
    hub: Hub,
    settings: Settings,
    *,
    assets: Mapping[str, str],
    texts: Texts,
    over: tuple[Sequence[Document], Sequence[Document]] = ((), ()),
    has_calendar: bool = False,
    memo: Memo | None = None,
) -> Context:
    """Return what batches are cut from; `over` are what was withdrawn and the posters that have expired."""
    withdrawn, expired = over
    addresses = assign(hub, withdrawn)
    drawings, articles = _articles(hub, addresses)
    posters = _entries(hub.posters, addresses)
    return Context(
        hub=hub,
        frame=frame_of(settings, pages=_standing(hub, addresses), assets=assets, has_calendar=has_calendar),
        addresses=addresses,
        assets=assets,
        articles=articles,
        posters=posters,
        notices=_entries(hub.notices, addresses),
        withdrawn=_entries(withdrawn, addresses),
        expired=[entry_of(poster, "") for poster in sorted(expired, key=date_order)],
        posters_of=_by_article(posters),
        drawings=drawings,
        texts=texts,
        memo=memo,
    )


def _standing(hub: Hub, addresses: Addresses) -> list[tuple[str, str]]:
    """Return title and address of the standing pages, in the order of the navigation."""
    pages = sorted(hub.pages, key=lambda page: (page.order, page.path))
    return [(page.meta.title, addresses.documents[page.path]) for page in pages]


def _entries(documents: Sequence[Document], addresses: Addresses) -> list[Entry]:
    in_order = sorted(documents, key=date_order)
    return [entry_of(document, addresses.documents[document.path]) for document in in_order]


def _articles(hub: Hub, addresses: Addresses) -> tuple[frozenset[tuple[str, str]], list[Entry]]:
    """Return the drawings that stand for articles, and the articles: each with the address of its cover."""
    posters: dict[str, list[Poster]] = {}
    for poster in hub.posters:
        posters.setdefault(poster.article, []).append(poster)
    drawings = {(name, p.theme) for p in hub.posters if p.picture and (name := drawing_in(p.picture))}
    entries = []
    for article in sorted(hub.articles, key=date_order):
        cover = ""
        if article.cover or article.path in posters:
            drawing = drawing_of(article, posters.get(article.path, ()))
            drawings.update([drawing] if drawing else [])
            cover = art_address(*drawing) if drawing else addresses.pictures.get(article.cover, "")
        entries.append(entry_of(article, addresses.documents[article.path], cover))
    return frozenset(drawings), entries


def _by_article(posters: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in sorted(posters, key=lambda entry: entry.document.path):
        assert isinstance(entry.document, Poster)
        found.setdefault(entry.document.article, []).append(entry)
    return found
