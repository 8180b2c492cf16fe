"""What the rules look at: the hub, the finished files, and the way back from a page to its text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote, urlsplit

from site_builder.check.facts import PageFacts, Reference
from site_builder.check.proofs import Proof
from site_builder.model import NO_CALENDAR, Calendar, Document, Hub, Link
from site_builder.plan.addresses import Addresses
from site_builder.settings import FeedSource


@dataclass(frozen=True, slots=True)
class Place:
    """A file below the site's root and a place in it, both maybe empty; `../` leads out of the site."""

    path: str
    fragment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """`hub` holds every document, `addresses` those shown on `today`.

    `links` are those of each text by its content path, `pages` and `styles` the finished files by path;
    `files` all paths below output/site, `content` all below content/. `stale` maps pages that a build
    would write anew to their content file, or to nothing; `made` are the files that builds make or will
    remove, empty when that could not be told; `proofs` tell of each poster file what is wrong with it;
    `unused` are names in content/media that no text has; `sources` are those of
    sources.toml, None when it cannot be read.
    """

    hub: Hub
    today: date
    addresses: Addresses
    links: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    pages: Mapping[str, PageFacts] = field(default_factory=dict)
    styles: Mapping[str, PageFacts] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    content: frozenset[str] = frozenset()
    stale: Mapping[str, str] = field(default_factory=dict)
    made: frozenset[str] = frozenset()
    proofs: Sequence[Proof] = ()
    unused: frozenset[str] = frozenset()
    sources: Sequence[FeedSource] | None = None
    calendar: Calendar = NO_CALENDAR

    def documents(self) -> Iterator[Document]:
        """Yield every document, also those that are not shown today."""
        yield from (*self.hub.articles, *self.hub.posters, *self.hub.notices, *self.hub.pages)

    def shown(self) -> Iterator[Document]:
        """Yield the documents that are shown today."""
        return (document for document in self.documents() if document.path in self.addresses.documents)

    def references(self) -> Iterator[tuple[str, Reference]]:
        """Yield each address that a page or a style sheet names, with the path of that file."""
        for path, facts in (*self.pages.items(), *self.styles.items()):
            for reference in facts.references:
                yield path, reference

    def is_folder(self, path: str) -> bool:
        """Say whether path leads to a folder of the site, which no browser shows from a stick."""
        return path in ("", ".") or any(file.startswith(path.rstrip("/") + "/") for file in self.files)

    def where(self, page: str, reference: Reference) -> str:
        """Return the content file and line that reference comes from, else the finished page."""
        document = next((d for d in self.shown() if self.addresses.documents[d.path] == page), None)
        if document:
            finished = inside(reference.url, page)
            for link in (*self.links.get(document.path, ()), *document.body.pictures):
                if link.target == reference.url or (finished and self._finished(link, document) == finished):
                    return f"content/{document.path}:{link.line}"
        line = f":{reference.element.line}" if reference.element.line else ""
        return f"output/site/{page}{line}"

    def _finished(self, link: Link, document: Document) -> Place | None:
        """Return where a link of a text leads on the finished page."""
        place = inside(link.target, document.path)
        if place is None:
            return None
        address = self.addresses.documents.get(place.path) or self.addresses.pictures.get(place.path)
        return Place(address, place.fragment) if address else None


def inside(url: str, page: str) -> Place | None:
    """Return where url leads from the file page, None when it names another site or no file at all."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    path = unquote(parts.path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return Place(target + "/" if path.endswith("/") else target, unquote(parts.fragment))


def is_foreign(url: str) -> bool:
    """Say whether a browser would ask another host for url."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc) or parts.scheme in ("http", "https", "ws", "wss", "ftp")
