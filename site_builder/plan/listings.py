"""Targets that list documents: home, sections, tags, posters, notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.build import Target
from site_builder.digest import View
from site_builder.model import Document, Poster
from site_builder.plan.addresses import section_address
from site_builder.plan.context import Context, frame
from site_builder.plan.pages import date_order

PER_PAGE = 20
NEWEST = 6
MONTHLY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page of a long list; `number` counts from the oldest, so that a new item moves no other page."""

    number: int
    address: str
    items: Sequence[View]


def leaves(items: Sequence[View], first: str, *, per_page: int = PER_PAGE) -> list[Leaf]:
    """Cut items (newest first) into pages, newest page first; the newest one stands at the address first.

    The newest page holds what does not fill a page yet, and the full page before it: 20 to 39 items.
    """
    older = max(0, len(items) // per_page - 1)
    newest = len(items) - older * per_page
    stem = first.removesuffix("index.html").removesuffix(".html")
    join = "" if stem.endswith("/") else "-"
    pages = [Leaf(number=older + 1, address=first, items=items[:newest])]
    for number in range(older, 0, -1):
        start = newest + (older - number) * per_page
        address = f"{stem}{join}page-{number}.html"
        pages.append(Leaf(number=number, address=address, items=items[start : start + per_page]))
    return pages


def list_targets(context: Context) -> Iterator[Target]:
    """Yield home, the lists of all articles, of each section and tag, of posters and notices."""
    yield home_target(context)
    articles = sorted(context.hub.articles, key=date_order, reverse=True)
    cards = [context.cards[article.path] for article in articles]
    yield from _leaf_targets(context, leaves(cards, "articles/index.html"), heading="全部文章")
    for section in context.settings.sections:
        own = [context.cards[article.path] for article in articles if article.section == section.id]
        pages = leaves(own, section_address(section.id))
        yield from _leaf_targets(context, pages, heading=section.name, intro=section.intro)
    yield from _tag_targets(context)
    yield _posters_target(context)
    yield _notices_target(context)


def home_target(context: Context) -> Target:
    newest = sorted(context.hub.articles, key=date_order, reverse=True)
    view: View = {
        **frame(context, "index.html", title=context.settings.name, kind="home"),
        "month": context.today.month,
        "posters": [context.cards[poster.path] for poster in posters_of_month(context)[:MONTHLY]],
        "newest": [context.cards[article.path] for article in newest[:NEWEST]],
        "sections": [
            {
                "name": section.name,
                "intro": section.intro,
                "icon": section.icon,
                "url": section_address(section.id),
                "count": sum(article.section == section.id for article in newest),
            }
            for section in context.settings.sections
        ],
        "notices": _current_notices(context)[:3],
        "totals": {"articles": len(newest), "posters": len(context.hub.posters)},
    }
    return Target("index.html", "home.html", view)


def posters_of_month(context: Context) -> list[Poster]:
    """Return the posters in season, those with the shortest season first, then the newest."""
    month = context.today.month
    newest = sorted(context.hub.posters, key=date_order, reverse=True)
    in_season = [poster for poster in newest if not poster.meta.season or month in poster.meta.season]
    return sorted(in_season, key=lambda poster: len(poster.meta.season) or 12)


def _leaf_targets(context: Context, pages: list[Leaf], *, heading: str, intro: str = "") -> Iterator[Target]:
    for position, leaf in enumerate(pages):
        title = heading if position == 0 else f"{heading}（第 {leaf.number} 页）"
        view: View = {
            **frame(context, leaf.address, title=title, description=intro, kind="list"),
            "heading": heading,
            "intro": intro,
            "cards": list(leaf.items),
            "count": sum(len(other.items) for other in pages) if position == 0 else 0,
            "newer": pages[position - 1].address if position else "",
            "older": pages[position + 1].address if position + 1 < len(pages) else "",
            "number": leaf.number,
        }
        yield Target(leaf.address, "list.html", view)


def _tag_targets(context: Context) -> Iterator[Target]:
    """Yield a list for each tag, newest first, and the page that names all tags."""
    hub = context.hub
    documents: list[Document] = [*hub.posters, *hub.articles, *hub.notices]
    by_tag: dict[str, list[View]] = {tag: [] for tag in context.addresses.tags}
    for document in sorted(documents, key=date_order, reverse=True):
        for tag in dict.fromkeys(document.meta.tags):
            by_tag[tag].append(context.cards[document.path])
    for tag, cards in by_tag.items():
        yield from _leaf_targets(context, leaves(cards, context.addresses.tags[tag]), heading=f"标签：{tag}")
    by_use: Callable[[str], tuple[int, str]] = lambda tag: (-len(by_tag[tag]), tag)  # noqa: E731
    view: View = {
        **frame(context, "tags/index.html", title="全部标签", kind="tags"),
        "tags": [
            {"name": tag, "url": context.addresses.tags[tag], "count": len(by_tag[tag])}
            for tag in sorted(by_tag, key=by_use)
        ],
    }
    yield Target("tags/index.html", "tags.html", view)


def _posters_target(context: Context) -> Target:
    newest = sorted(context.hub.posters, key=date_order, reverse=True)
    view: View = {
        **frame(context, "posters/index.html", title="海报", kind="posters"),
        "month": context.today.month,
        "this_month": [context.cards[poster.path] for poster in posters_of_month(context)],
        "cards": [context.cards[poster.path] for poster in newest],
    }
    return Target("posters/index.html", "posters.html", view)


def _notices_target(context: Context) -> Target:
    notices = sorted(context.hub.notices, key=date_order, reverse=True)
    view: View = {
        **frame(context, "notices/index.html", title="通知活动", kind="notices"),
        "cards": [context.cards[notice.path] for notice in notices],
    }
    return Target("notices/index.html", "notices.html", view)


def _current_notices(context: Context) -> list[View]:
    current = [n for n in context.hub.notices if n.event is None or n.event.end >= context.today]
    return [context.cards[notice.path] for notice in sorted(current, key=date_order, reverse=True)]
