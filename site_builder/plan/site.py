"""The plan of a whole site, top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from site_builder.build import Manifest, Target
from site_builder.model import Hub
from site_builder.plan.addresses import assign
from site_builder.plan.cards import all_cards, posters_by_article
from site_builder.plan.context import Context, frame, site_view
from site_builder.plan.files import file_targets
from site_builder.plan.listings import list_targets
from site_builder.plan.pages import article_targets, notice_targets, page_targets
from site_builder.plan.posters import poster_file_targets, poster_page_targets
from site_builder.plan.published import published
from site_builder.plan.syndication import syndication_targets
from site_builder.settings import Section, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`targets` come first; `closing` makes the last ones from what the first have become."""

    targets: Sequence[Target]
    closing: Callable[[Manifest], Sequence[Target]]


def plan(hub: Hub, settings: Settings, *, assets: Mapping[str, str], today: date) -> Plan:
    """Return all targets of the site as it is on `today`; `assets` maps file names to digests."""
    shown = published(hub, today)
    context = _open(shown, _with_sections(settings, hub), assets=assets, today=today)
    pages = [
        *list_targets(context),
        *article_targets(context),
        *notice_targets(context),
        *page_targets(context),
        _not_found(context),
    ]
    poster_pages = [context.addresses.documents[poster.path] for poster in shown.posters]
    addresses = [target.path for target in pages] + poster_pages
    return Plan(
        targets=[
            *pages,
            *file_targets(context),
            *poster_file_targets(context),
            *syndication_targets(context, addresses),
        ],
        closing=lambda made: list(poster_page_targets(context, made)),
    )


def _with_sections(settings: Settings, hub: Hub) -> Settings:
    """Return the settings with each folder of articles as a section, when they name none."""
    folders = sorted({article.section for article in hub.articles})
    return (
        settings
        if settings.sections
        else replace(settings, sections=tuple(Section(id=folder, name=folder) for folder in folders))
    )


def _open(hub: Hub, settings: Settings, *, assets: Mapping[str, str], today: date) -> Context:
    """Return the context with all that many views share."""
    bare = Context(
        hub=hub,
        settings=settings,
        addresses=assign(hub),
        assets=assets,
        today=today,
        posters_of=posters_by_article(hub),
    )
    return replace(bare, site=site_view(bare), cards=all_cards(bare))


def _not_found(context: Context) -> Target:
    view = frame(context, "404.html", title="没有找到这个页面", kind="404")
    return Target("404.html", "404.html", view)
