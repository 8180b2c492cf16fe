"""By what the search page narrows its answers: kind, section, audience and season of each text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from site_builder.model import Article, Document, Poster
from site_builder.plan.kinds import KINDS, kind_of
from site_builder.plan.search.blocks import Block
from site_builder.plan.search.pieces import PLACES
from site_builder.plan.words import YEAR
from site_builder.settings import Settings

BITS = 6  # that a character holds


class Facets(NamedTuple):
    """Thousands of texts share a few dozen of these."""

    kind: str
    section: str
    audience: tuple[str, ...]
    season: tuple[int, ...]


def facets_of(blocks: Sequence[Block], settings: Settings) -> tuple[list[int], list[str]]:
    """Return how many characters kind, section, audience and season take, and those of all texts, by block.

    Kind and section are numbers, audience and season a bit for each; who names none means all.
    """
    sections = {section.id: number for number, section in enumerate(settings.sections, start=1)}
    audiences = {audience.id: 1 << number for number, audience in enumerate(settings.audiences)}
    widths = [1, 2, _characters(len(audiences)), _characters(YEAR)]

    @cache
    def signs(facets: Facets) -> str:
        numbers = _numbers(facets, sections, audiences)
        return "".join([_signs(number, width) for number, width in zip(numbers, widths, strict=True)])

    return widths, ["".join([signs(_facets(entry.document)) for entry in b.entries]) for b in blocks]


def _facets(document: Document) -> Facets:
    meta = document.meta
    return Facets(kind_of(document), _section_of(document), meta.audience, meta.season)


def _numbers(facets: Facets, sections: dict[str, int], audiences: dict[str, int]) -> Iterator[int]:
    yield KINDS.index(facets.kind)
    yield sections.get(facets.section, 0)
    yield sum(audiences.get(name, 0) for name in set(facets.audience) or audiences)
    yield sum(1 << month - 1 for month in set(facets.season) or range(1, YEAR + 1))


def _section_of(document: Document) -> str:
    """Return the section of an article; of a poster that of the article it belongs to."""
    if isinstance(document, Article):
        return document.section
    article = document.article if isinstance(document, Poster) else ""
    return article.split("/")[1] if article.count("/") > 1 else ""


def _characters(bits: int) -> int:
    return max(1, -(-bits // BITS))


def _signs(number: int, width: int) -> str:
    """Return a number in so many characters, the lowest bits first."""
    return "".join([PLACES[number >> BITS * at & len(PLACES) - 1] for at in range(width)])
