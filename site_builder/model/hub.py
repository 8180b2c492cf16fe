"""All that was read from one hub folder."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from site_builder.model.document import Article, Notice, Page
from site_builder.model.poster import Poster
from site_builder.model.value import Value


class Unit(Value, frozen=True, kw_only=True):
    """A branch of the tree city › county › township › village."""

    id: str
    name: str
    level: str
    parent: str = ""


class Audience(Value, frozen=True, kw_only=True):
    id: str
    name: str
    icon: str = ""


class Picture(Value, frozen=True, kw_only=True):
    """A picture beside a document: `path` below content/, sizes in pixels (0 when a drawing says none).

    A PDF file that a document links to is one, too, of no size.
    One that is `moving`, in `inks` (CMYK) or `lettered` (a drawing with words, for which only browsers have
    typefaces) may stand on a page, but not on a poster.
    """

    path: str
    digest: str
    width: int
    height: int
    moving: bool = False
    inks: bool = False
    lettered: bool = False


class Hub(Struct, frozen=True, kw_only=True):
    """Documents sorted by path; `pictures` by content path; `slugs` the ASCII name of each tag."""

    articles: tuple[Article, ...] = ()
    posters: tuple[Poster, ...] = ()
    notices: tuple[Notice, ...] = ()
    pages: tuple[Page, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)
