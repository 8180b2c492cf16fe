"""The documents of a hub: articles, notices and pages."""

from datetime import date

from site_builder.model.meta import Meta
from site_builder.model.text import Body
from site_builder.model.value import Value


class Document(Value, frozen=True, kw_only=True):
    """`path` is the file below content/ with `/`; `slug` is its ASCII name in addresses.

    `face` is a digest of all but the body: two documents of one face look the same in lists. `handed` is the
    digest of its text as hubs hand it on.
    """

    path: str
    slug: str
    meta: Meta
    body: Body
    face: str = ""
    handed: str = ""


class Article(Document, frozen=True, kw_only=True, tag=True):
    """`cover` is empty, the content path of a picture, or `art:<name>` of a drawing."""

    section: str
    cover: str = ""


class Event(Value, frozen=True, kw_only=True):
    """When and where an activity takes place; `start` and `end` are whole days."""

    start: date
    end: date
    place: str = ""
    link: str = ""
    organiser: str = ""


class Notice(Document, frozen=True, kw_only=True, tag=True):
    event: Event | None = None


class Page(Document, frozen=True, kw_only=True, tag=True):
    """A standing page such as "about"; `order` is its place in the navigation."""

    order: int = 0
