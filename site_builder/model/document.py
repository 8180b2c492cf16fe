"""The documents of a hub: articles, notices and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from site_builder.model.meta import Meta
from site_builder.model.text import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`path` is the file below content/ with `/`; `slug` is its ASCII name in addresses."""

    path: str
    slug: str
    meta: Meta
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Document):
    """`cover` is empty, the content path of a picture, or `art:<name>` of a drawing."""

    section: str
    cover: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """When and where an activity takes place; `start` and `end` are whole days."""

    start: date
    end: date
    place: str = ""
    link: str = ""
    organiser: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Document):
    event: Event | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Document):
    """A standing page such as "about"; `order` is its place in the navigation."""

    order: int = 0
