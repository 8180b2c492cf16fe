"""Targets of the pages of single documents: articles, notices, standing pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby

from site_builder.build import Target
from site_builder.digest import Json
from site_builder.model import Article, Document
from site_builder.plan.addresses import localise, section_address
from site_builder.plan.cards import event_view
from site_builder.plan.context import Context, frame
from site_builder.plan.trust import facts_view, trust_view
from site_builder.urls import relative

RELATED = 3
LOOKED_AT = 12  # newest articles of a tag that may be related; keeps the work per article constant


def article_targets(context: Context) -> Iterator[Target]:
    """Yield a target for each article; previous is older, next is newer, within its section."""
    by_tag = _by_tag(context)
    articles = sorted(context.hub.articles, key=lambda a: a.section)
    for _section, group in groupby(articles, key=lambda a: a.section):
        row = sorted(group, key=date_order)
        for older, article, newer in zip([None, *row], row, [*row[1:], None], strict=False):
            view = article_view(article, context)
            view["previous"] = context.cards[older.path] if older else None
            view["next"] = context.cards[newer.path] if newer else None
            view["related"] = [context.cards[other.path] for other in related(article, by_tag)]
            yield Target(context.addresses.documents[article.path], "article.html", view, _origin(article))


def date_order(document: Document) -> tuple[str, str]:
    """Sort key, oldest first; the path decides between documents of one day."""
    return (document.meta.date.isoformat() if document.meta.date else "", document.path)


def related(article: Article, by_tag: Mapping[str, list[Article]]) -> list[Article]:
    """Return the newest articles that share most tags with article."""
    shared: dict[str, int] = {}
    others = {a.path: a for tag in article.meta.tags for a in by_tag[tag][:LOOKED_AT] if a is not article}
    for tag in article.meta.tags:
        for other in by_tag[tag][:LOOKED_AT]:
            shared[other.path] = shared.get(other.path, 0) + 1
    ranked = sorted(others.values(), key=date_order, reverse=True)
    return sorted(ranked, key=lambda other: -shared[other.path])[:RELATED]


def article_view(article: Article, context: Context) -> dict[str, Json]:
    path = context.addresses.documents[article.path]
    section = next((s for s in context.settings.sections if s.id == article.section), None)
    return {
        **frame(context, path, title=article.meta.title, description=article.meta.summary, kind="article"),
        **facts_view(article.meta, context),
        "standfirst": standfirst(article),
        "trust": trust_view(article.meta, context),
        "section": {
            "name": section.name if section else article.section,
            "url": section_address(article.section),
        },
        "cover": context.cards[article.path]["cover"],
        "body": body_html(article, context, path),
        "toc": [{"text": h.text, "anchor": h.anchor} for h in article.body.headings if h.level == 2],
        "characters": len(article.body.text),
        "posters": [context.cards[poster.path] for poster in context.posters_of.get(article.path, ())],
    }


def standfirst(article: Article) -> str:
    """Return the summary that stands above the text; empty when the text begins with the same words."""
    start, text = ("".join(words.split()) for words in (article.meta.summary, article.body.text))
    return "" if text.startswith(start.removesuffix("…")) else article.meta.summary


def notice_targets(context: Context) -> Iterator[Target]:
    for notice in context.hub.notices:
        path = context.addresses.documents[notice.path]
        view = {
            **frame(context, path, title=notice.meta.title, description=notice.meta.summary, kind="notice"),
            **facts_view(notice.meta, context),
            "trust": trust_view(notice.meta, context),
            "event": event_view(notice),
            "body": body_html(notice, context, path),
        }
        yield Target(path, "notice.html", view, _origin(notice))


def page_targets(context: Context) -> Iterator[Target]:
    for page in context.hub.pages:
        path = context.addresses.documents[page.path]
        view = {
            **frame(context, path, title=page.meta.title, description=page.meta.summary, kind="page"),
            "updated": page.meta.updated.isoformat() if page.meta.updated else "",
            "body": body_html(page, context, path),
        }
        yield Target(path, "page.html", view, _origin(page))


def body_html(document: Document, context: Context, path: str) -> str:
    """Return the body's HTML with links that lead from the page at path."""
    return localise(document.body.html, context.addresses, partial(relative, page=path))


def _origin(document: Document) -> str:
    return f"content/{document.path}"


def _by_tag(context: Context) -> dict[str, list[Article]]:
    by_tag: dict[str, list[Article]] = {}
    for article in sorted(context.hub.articles, key=date_order, reverse=True):
        for tag in article.meta.tags:
            by_tag.setdefault(tag, []).append(article)
    return by_tag
