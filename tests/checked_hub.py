"""Small hubs for the rules of `kepu check`: pages as text, documents as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import site_builder.check.rules  # noqa: F401 - importing the rules registers them
from site_builder.check import RULES, Checked
from site_builder.check.facts import page_facts, style_facts
from site_builder.model import Article, Body, Hub, Link, Meta, Notice, Page, Picture, Poster, Text
from site_builder.plan.addresses import assign
from site_builder.plan.published import published
from site_builder.read.written import written
from site_builder.settings import FeedSource

TODAY = date(2026, 11, 23)

Anything = Article | Notice | Page | Poster


def hub_with(
    documents: Iterable[Anything] = (),
    *,
    site: Mapping[str, str] | None = None,
    content: Iterable[str] = (),
    pictures: Iterable[str] = (),
    stale: Mapping[str, str] | None = None,
    made: Iterable[str] = (),
    sources: Iterable[FeedSource] | None = None,
) -> Checked:
    """Return what rules look at; `site` holds the finished files as text, `pictures` content paths."""
    rows = list(documents)
    hub = Hub(
        articles=tuple(row for row in rows if isinstance(row, Article)),
        posters=tuple(row for row in rows if isinstance(row, Poster)),
        notices=tuple(row for row in rows if isinstance(row, Notice)),
        pages=tuple(row for row in rows if isinstance(row, Page)),
        pictures={path: Picture(path=path, digest="0" * 32, width=1, height=1) for path in pictures},
    )
    files = site or {}
    return Checked(
        hub=hub,
        today=TODAY,
        addresses=assign(published(hub, TODAY)),
        links={row.path: _LINKS.get(row.body.digest, ()) for row in rows},
        pages={path: page_facts(text.encode()) for path, text in files.items() if path.endswith(".html")},
        styles={path: style_facts(text.encode()) for path, text in files.items() if path.endswith(".css")},
        files=frozenset(files),
        content=frozenset(content) | {row.path for row in rows},
        stale=stale or {},
        made=frozenset(made),
        sources=None if sources is None else tuple(sources),
    )


_LINKS: dict[str, tuple[Link, ...]] = {}


def linked(*links: Link, pictures: tuple[Link, ...] = ()) -> Body:
    """Return a body whose text has links."""
    body, text = written(Text(links=links), pictures)
    _LINKS[body.digest] = text.links
    return body


def article(
    slug: str, *, links: Iterable[Link] = (), pictures: Iterable[Link] = (), **meta: object
) -> Article:
    """Return the article at articles/health/<slug>.md, shown at articles/health/<slug>.html."""
    values: dict[str, object] = {"title": slug, "date": date(2026, 11, 1)} | meta
    return Article(
        path=f"articles/health/{slug}.md",
        slug=slug,
        section="health",
        meta=Meta(**values),  # type: ignore[arg-type]
        body=linked(*links, pictures=tuple(pictures)),
    )


def poster(slug: str, **fields: object) -> Poster:
    meta = Meta(title=slug, date=date(2026, 11, 1))
    return Poster(path=f"posters/{slug}.md", slug=slug, meta=meta, body=Body(), **fields)  # type: ignore[arg-type]


def told(rule: str, checked: Checked) -> list[tuple[str, str, str]]:
    """Return severity, place and message of each problem that the rule finds."""
    return [(p.severity, p.where, p.message) for p in RULES[rule].find(checked)]
