"""A document as one card in a list."""

from __future__ import annotations

from site_builder.digest import View
from site_builder.model import Article, Hub, Notice, Poster
from site_builder.plan.context import Context
from site_builder.plan.words import season_words
from site_builder.settings import Section


def all_cards(context: Context) -> dict[str, View]:
    """Return the card of each document by its path."""
    sections = {section.id: section for section in context.settings.sections}
    hub = context.hub
    return {
        **{a.path: _article_card(a, sections.get(a.section), context) for a in hub.articles},
        **{poster.path: _poster_card(poster, context) for poster in hub.posters},
        **{notice.path: _notice_card(notice, context) for notice in hub.notices},
    }


def posters_by_article(hub: Hub) -> dict[str, tuple[Poster, ...]]:
    """Return the posters made from each article, by the article's path."""
    found: dict[str, tuple[Poster, ...]] = {}
    for poster in hub.posters:
        found[poster.article] = (*found.get(poster.article, ()), poster)
    return found


def _article_card(article: Article, section: Section | None, context: Context) -> View:
    return {
        "kind": "article",
        "url": context.addresses.documents[article.path],
        "title": article.meta.title,
        "summary": article.meta.summary,
        "date": article.meta.date.isoformat() if article.meta.date else "",
        "label": section.name if section else article.section,
        "icon": section.icon if section else "",
        "cover": cover_address(article, context),
    }


def _poster_card(poster: Poster, context: Context) -> View:
    return {
        "kind": "poster",
        "url": context.addresses.documents[poster.path],
        "title": poster.meta.title,
        "summary": poster_summary(poster),
        "date": poster.meta.date.isoformat() if poster.meta.date else "",
        "label": poster.kicker,
        "season": season_words(poster.meta.season),
        "cover": f"posters/{poster.slug}/card.jpg",
    }


def poster_summary(poster: Poster) -> str:
    return poster.meta.summary or " · ".join(poster.subtitle)


def _notice_card(notice: Notice, context: Context) -> View:
    return {
        "kind": "notice",
        "url": context.addresses.documents[notice.path],
        "title": notice.meta.title,
        "summary": notice.meta.summary,
        "date": notice.meta.date.isoformat() if notice.meta.date else "",
        "event": event_view(notice),
    }


def event_view(notice: Notice) -> View | None:
    event = notice.event
    if event is None:
        return None
    return {
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "place": event.place,
        "link": event.link,
        "organiser": event.organiser,
    }


def cover_address(article: Article, context: Context) -> str:
    """Return the address of the article's own picture or drawing, else of its poster's drawing."""
    drawing = drawing_of(article, context)
    if drawing:
        return art_address(*drawing)
    return context.addresses.pictures.get(article.cover, "")


def drawing_of(article: Article, context: Context) -> tuple[str, str] | None:
    """Return name and theme of the drawing that stands for article, None when a picture or nothing does."""
    posters = context.posters_of.get(article.path, ())
    theme = posters[0].theme if posters else "hazard"
    if article.cover.startswith("art:"):
        return article.cover.removeprefix("art:"), theme
    return (posters[0].art, theme) if posters and not article.cover else None


def art_address(name: str, theme: str) -> str:
    return f"media/art-{name}-{theme}.svg"
