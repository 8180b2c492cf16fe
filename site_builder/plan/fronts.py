"""Batches of the pages that visitors enter by: home, all posters, all notices; and the one for a lost way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from site_builder.build import Batch, Target
from site_builder.digest import View
from site_builder.model import Notice
from site_builder.plan.addresses import section_address
from site_builder.plan.batches import batch, tokens
from site_builder.plan.cards import Cards
from site_builder.plan.context import Context, Entry, Frame, page_frame
from site_builder.plan.shows import screens_address

NEWEST = 6
MONTHLY = 6
CURRENT = 3
YEAR = 12


class Front(Struct, frozen=True, kw_only=True):
    """What the home page shows in a `month`; `counts` are the articles of each section, by its id.

    `screens` is the address of the page of players and packs, or empty.
    """

    month: int
    posters: Sequence[Entry]
    newest: Sequence[Entry]
    notices: Sequence[Entry]
    counts: Mapping[str, int]
    totals: Mapping[str, int]
    screens: str


def front_batches(context: Context, today: date) -> Iterator[Batch]:
    """Yield the front pages as they are on `today`: the month decides what posters stand first."""
    frame = context.frame
    yield _home_batch(context, today)
    monthly, posters = posters_of_month(context.posters, today.month), context.posters[::-1]
    yield batch(
        posters_targets,
        paths=["posters/index.html"],
        recipes=["posters.html"],
        inputs=[frame.digest, str(today.month), tokens(monthly), tokens(posters)],
        shown=lambda: {"frame": frame, "month": today.month, "monthly": monthly, "posters": posters},
    )
    notices = context.notices[::-1]
    yield batch(
        notices_targets,
        paths=["notices/index.html"],
        recipes=["notices.html"],
        inputs=[frame.digest, tokens(notices)],
        shown=lambda: {"frame": frame, "notices": notices},
    )
    yield batch(
        lost_targets,
        paths=["404.html"],
        recipes=["404.html"],
        inputs=[frame.digest],
        shown=lambda: {"frame": frame},
    )


def _home_batch(context: Context, today: date) -> Batch:
    frame, notices = context.frame, context.notices[::-1]
    articles = Counter(article.section for article in context.hub.articles)
    front = Front(
        month=today.month,
        posters=posters_of_month(context.posters, today.month)[:MONTHLY],
        newest=context.articles[: -NEWEST - 1 : -1],
        notices=[entry for entry in notices if _is_current(entry, today)][:CURRENT],
        counts={section.id: articles[section.id] for section in frame.settings.sections},
        totals={"articles": len(context.articles), "posters": len(context.posters)},
        screens=screens_address(frame.settings, context.posters),
    )
    shown = [tokens(front.posters), tokens(front.newest), tokens(front.notices)]
    return batch(
        home_targets,
        paths=["index.html"],
        recipes=["home.html"],
        inputs=[frame.digest, f"{front.month} {front.counts} {front.totals}", *shown],
        shown=lambda: {"frame": frame, "front": front},
    )


def _is_current(entry: Entry, today: date) -> bool:
    assert isinstance(entry.document, Notice)
    event = entry.document.event
    return event is None or event.end >= today


def posters_of_month(posters: Sequence[Entry], month: int) -> list[Entry]:
    """Return the posters in season, those with the shortest season first, then the newest."""
    in_season = [p for p in posters[::-1] if not p.document.meta.season or month in p.document.meta.season]
    return sorted(in_season, key=lambda poster: len(poster.document.meta.season) or YEAR)


def home_targets(frame: Frame, front: Front) -> list[Target]:
    cards = Cards(frame)
    view: View = {
        **page_frame(frame, "index.html", title=frame.settings.name, kind="home"),
        "month": front.month,
        "posters": cards.of_all(front.posters),
        "newest": cards.of_all(front.newest),
        "sections": [
            {
                "name": section.name,
                "intro": section.intro,
                "icon": section.icon,
                "url": section_address(section.id),
                "count": front.counts[section.id],
            }
            for section in frame.settings.sections
        ],
        "notices": cards.of_all(front.notices),
        "totals": front.totals,
        "screens": front.screens,
    }
    return [Target("index.html", "home.html", view)]


def posters_targets(
    *, frame: Frame, month: int, monthly: Sequence[Entry], posters: Sequence[Entry]
) -> list[Target]:
    cards = Cards(frame)
    view: View = {
        **page_frame(frame, "posters/index.html", title="海报", kind="posters"),
        "month": month,
        "this_month": cards.of_all(monthly),
        "cards": cards.of_all(posters),
        "screens": screens_address(frame.settings, posters),
    }
    return [Target("posters/index.html", "posters.html", view)]


def notices_targets(frame: Frame, notices: Sequence[Entry]) -> list[Target]:
    view: View = {
        **page_frame(frame, "notices/index.html", title="通知活动", kind="notices"),
        "cards": Cards(frame).of_all(notices),
    }
    return [Target("notices/index.html", "notices.html", view)]


def lost_targets(frame: Frame) -> list[Target]:
    view = page_frame(frame, "404.html", title="没有找到这个页面", kind="404")
    return [Target("404.html", "404.html", view)]
