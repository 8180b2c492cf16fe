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
from site_builder.plan.groups import Branch, branch_view
from site_builder.plan.shows import screens_address
from site_builder.plan.targeting import MONTHLY
from site_builder.plan.timely import Month, Timely, timely_cards, whys

NEWEST = 6
CURRENT = 3


class Front(Struct, frozen=True, kw_only=True):
    """What the home page shows in a `month`; `counts` are the articles of each section, by its id.

    `screens` is the address of the page of players and packs, or empty; `places` and `audiences` lead to the
    pages of units and audiences.
    """

    month: int
    posters: Sequence[Timely]
    newest: Sequence[Entry]
    notices: Sequence[Entry]
    counts: Mapping[str, int]
    totals: Mapping[str, int]
    screens: str
    places: Sequence[Branch]
    audiences: Sequence[Branch]


def front_batches(context: Context, month: Month, ways: Mapping[str, Sequence[Branch]]) -> Iterator[Batch]:
    """Yield the front pages: the month decides what posters stand first; `ways` lead to the groups."""
    frame, today = context.frame, month.today
    yield _home_batch(context, month, ways)
    monthly, posters = month.posters(), context.posters[::-1]
    yield batch(
        posters_targets,
        paths=["posters/index.html"],
        recipes=["posters.html"],
        inputs=[frame.digest, str(today.month), whys(monthly), tokens(posters)],
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


def _home_batch(context: Context, month: Month, ways: Mapping[str, Sequence[Branch]]) -> Batch:
    frame, notices = context.frame, context.notices[::-1]
    articles = Counter(article.section for article in context.hub.articles)
    front = Front(
        month=month.today.month,
        posters=month.posters()[:MONTHLY],
        newest=context.articles[: -NEWEST - 1 : -1],
        notices=[entry for entry in notices if _is_current(entry, month.today)][:CURRENT],
        counts={section.id: articles[section.id] for section in frame.settings.sections},
        totals={"articles": len(context.articles), "posters": len(context.posters)},
        screens=screens_address(frame.settings, context.posters),
        places=ways.get("units", ()),
        audiences=ways.get("audiences", ()),
    )
    shown = [
        whys(front.posters),
        repr((front.places, front.audiences)),
        tokens(front.newest),
        tokens(front.notices),
    ]
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


def home_targets(frame: Frame, front: Front) -> list[Target]:
    cards = Cards(frame)
    view: View = {
        **page_frame(frame, "index.html", title=frame.settings.name, kind="home"),
        "month": front.month,
        "posters": timely_cards(front.posters, cards),
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
        "places": [branch_view(branch) for branch in front.places],
        "audiences": [branch_view(branch) for branch in front.audiences],
    }
    return [Target("index.html", "home.html", view)]


def posters_targets(
    *, frame: Frame, month: int, monthly: Sequence[Timely], posters: Sequence[Entry]
) -> list[Target]:
    cards = Cards(frame)
    view: View = {
        **page_frame(frame, "posters/index.html", title="海报", kind="posters"),
        "month": month,
        "this_month": timely_cards(monthly, cards),
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
