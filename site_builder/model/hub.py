"""All that was read from one hub folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.model.document import Article, Notice, Page
from site_builder.model.poster import Poster


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A branch of the tree city › county › township › village."""

    id: str
    name: str
    level: str
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    id: str
    name: str
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture beside a document: `path` below content/, sizes in pixels (0 when a drawing says none)."""

    path: str
    digest: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """Documents sorted by path; `pictures` by content path; `slugs` the ASCII name of each tag."""

    articles: tuple[Article, ...] = ()
    posters: tuple[Poster, ...] = ()
    notices: tuple[Notice, ...] = ()
    pages: tuple[Page, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)
