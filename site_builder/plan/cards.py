"""A document as one card in a list."""

from __future__ import annotations

from site_builder.digest import View
from site_builder.model import Article, Notice, Poster
from site_builder.plan.context import Context
from site_builder.plan.words import season_words


def article_card(article: Article, context: Context) -> View:
    section = next((s.name for s in context.settings.sections if s.id == article.section), article.section)
    icon = next((s.icon for s in context.settings.sections if s.id == article.section), "")
    return {
        "kind": "article",
        "url": context.addresses.documents[article.path],
        "title": article.meta.title,
        "summary": article.meta.summary,
        "date": article.meta.date.isoformat() if article.meta.date else "",
        "label": section,
        "icon": icon,
        "cover": cover_address(article, context),
    }


def poster_card(poster: Poster, context: Context) -> View:
    return {
        "kind": "poster",
        "url": context.addresses.documents[poster.path],
        "title": poster.meta.title,
        "summary": poster_summary(poster),
        "date": poster.meta.date.isoformat() if poster.meta.date else "",
        "label": poster.kicker,
        "season": season_words(poster.meta.season),
        "months": list(poster.meta.season),
        "cover": f"posters/{poster.slug}/card.jpg",
    }


def poster_summary(poster: Poster) -> str:
    return poster.meta.summary or " · ".join(poster.subtitle)


def notice_card(notice: Notice, context: Context) -> View:
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
    if article.cover.startswith("art:"):
        return art_address(article.cover.removeprefix("art:"), article_theme(article, context))
    if article.cover:
        return context.addresses.pictures.get(article.cover, "")
    poster = poster_of(article, context)
    return art_address(poster.art, poster.theme) if poster else ""


def poster_of(article: Article, context: Context) -> Poster | None:
    return next((poster for poster in context.hub.posters if poster.article == article.path), None)


def article_theme(article: Article, context: Context) -> str:
    poster = poster_of(article, context)
    return poster.theme if poster else "hazard"


def art_address(name: str, theme: str) -> str:
    return f"media/art-{name}-{theme}.svg"
