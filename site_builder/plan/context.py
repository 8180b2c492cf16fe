"""What every page shows, and what the plan of a whole hub is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from msgspec import Struct

from site_builder.digest import Json, View, canonical, digest
from site_builder.memo import Memo
from site_builder.model import Article, Document, Hub, Poster, Text
from site_builder.plan.addresses import Addresses, section_address
from site_builder.settings import Section, Settings
from site_builder.urls import root_of

CALENDAR = "calendar.html"


class Texts(Protocol):
    """Knows the words of documents, and their Markdown; pure, whatever it remembers. It can be pickled."""

    def of(self, document: Document, /) -> Text: ...

    def source(self, document: Document, /) -> str: ...


class Frame(Struct, frozen=True, kw_only=True):
    """What every page shows: the `settings`, and `site`, the view of them; `digest` stands for both."""

    settings: Settings
    site: View
    digest: str

    def section(self, name: str) -> Section | None:
        return next((section for section in self.settings.sections if section.id == name), None)

    def section_name(self, id_: str) -> str:
        """Return what readers call a section: its id when no settings name it."""
        section = self.section(id_)
        return section.name if section else id_


class Entry(NamedTuple):
    """A document as lists show it; `token` differs when anything of it does but its body.

    `cover` is the address of its picture, or empty.
    """

    document: Document
    address: str
    cover: str
    token: str


class Context(Struct, frozen=True, kw_only=True):
    """All that the batches of a hub are cut from: none of them carries it.

    `hub` holds only what is published, `withdrawn` what a page still tells of, `expired` the
    posters that hang too long; `assets` maps a file's name to its digest. Entries are in order of
    date, oldest first; `posters_of` names the posters of an article by the article's path; `drawings` are
    names and themes of those that stand for articles; `memo` remembers what takes long to describe.
    """

    hub: Hub
    frame: Frame
    addresses: Addresses
    assets: Mapping[str, str]
    articles: Sequence[Entry]
    posters: Sequence[Entry]
    notices: Sequence[Entry]
    withdrawn: Sequence[Entry]
    expired: Sequence[Entry]
    posters_of: Mapping[str, Sequence[Entry]]
    drawings: frozenset[tuple[str, str]]
    texts: Texts
    memo: Memo | None = None

    def in_order(self) -> list[Entry]:
        """Return all entries in order of date, oldest first."""
        if not self.posters and not self.notices:
            return list(self.articles)
        entries = [*self.articles, *self.posters, *self.notices]
        return sorted(entries, key=lambda entry: date_order(entry.document))


def frame_of(
    settings: Settings,
    *,
    pages: Sequence[tuple[str, str]],
    assets: Mapping[str, str],
    has_calendar: bool = False,
) -> Frame:
    """Return the frame; `pages` are title and address of the standing pages, in their order."""
    site = site_view(settings, pages=pages, assets=assets, has_calendar=has_calendar)
    return Frame(settings=settings, site=site, digest=digest(repr(settings).encode(), canonical(site)))


def entry_of(document: Document, address: str, cover: str = "") -> Entry:
    return Entry(document, address, cover, document.face + cover)


def date_order(document: Document) -> tuple[date, str]:
    """Sort key, oldest first; the path decides between documents of one day."""
    return document.meta.date or date.min, document.path


def drawing_of(article: Article, posters: Sequence[Poster]) -> tuple[str, str] | None:
    """Return name and theme of the drawing that stands for article, None when a picture or nothing does."""
    theme = posters[0].theme if posters else "hazard"
    if article.cover.startswith("art:"):
        return article.cover.removeprefix("art:"), theme
    return (posters[0].art, theme) if posters and not article.cover else None


def art_address(name: str, theme: str) -> str:
    return f"media/art-{name}-{theme}.svg"


def asset_address(name: str, digest: str) -> str:
    """Return an address that names the bytes: `hub.css` → `assets/hub.1a2b3c4d5e.css`."""
    stem, _dot, suffix = name.rpartition(".")
    return f"assets/{stem}.{digest[:10]}.{suffix}"


def site_view(
    settings: Settings, *, pages: Sequence[tuple[str, str]], assets: Mapping[str, str], has_calendar: bool
) -> View:
    """Return what the frame of every page shows: the hub's name, its navigation and its footer."""
    return {
        "name": settings.name,
        "tagline": settings.tagline,
        "language": settings.language,
        "base_url": settings.base_url,
        "footer": settings.footer,
        "search": settings.search,
        "organiser": {
            "name": settings.organiser.name,
            "contact": settings.organiser.contact,
            "address": settings.organiser.address,
        },
        "records": {"icp": settings.records.icp, "police": settings.records.police},
        "sections": [
            {"name": section.name, "icon": section.icon, "url": section_address(section.id)}
            for section in settings.sections
        ],
        "pages": [{"title": title, "url": address} for title, address in pages],
        "calendar": CALENDAR if has_calendar else "",
        "units": "units/index.html" if settings.units else "",
        "audiences": "audiences/index.html" if settings.audiences else "",
        "assets": {name: asset_address(name, digest) for name, digest in sorted(assets.items())},
    }


def page_frame(
    frame: Frame, path: str, *, title: str, description: str = "", kind: str = ""
) -> dict[str, Json]:
    """Return the fields that base.html needs on the page at path.

    Addresses in views are paths below the site's root; a template puts `root` before them.
    """
    return {
        "site": frame.site,
        "path": path,
        "root": root_of(path),
        "title": title,
        "description": description or frame.settings.tagline,
        "kind": kind,
    }
