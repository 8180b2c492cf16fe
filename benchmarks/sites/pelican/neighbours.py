"""Gives each article the older and the newer one of its category, which Pelican itself does not name."""

from __future__ import annotations

from typing import Any

from pelican import signals


def register() -> None:
    """Ask Pelican to call us when all articles are read."""
    signals.article_generator_finalized.connect(name_neighbours)


def name_neighbours(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    for _category, articles in generator.categories:
        row = sorted(articles, key=lambda article: (article.date, article.slug))
        for older, article, newer in zip([None, *row], row, [*row[1:], None], strict=False):
            article.older, article.newer = older, newer
