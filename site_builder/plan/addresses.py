"""Which document, tag and picture is found at which address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import escape, unescape
from pathlib import PurePosixPath

from msgspec import Struct

from site_builder.digest import digest
from site_builder.model import Article, Document, Hub, Notice, Picture, Poster
from site_builder.urls import slugify

_LINK = re.compile(r'<a (?P<before>[^>]*)href="kepu:(?P<path>[^"#]*)(?P<hash>#[^"]*)?"(?P<after>[^>]*)>')
_LINK_TAG = re.compile(r"<a>|<a [^>]*>|</a>")
_PICTURE = re.compile(r'src="kepu:(?P<path>[^"#]*)"')

NO_SOUND = "tag"  # stands for a tag whose characters have no pinyin


class Addresses(Struct, frozen=True, kw_only=True):
    """`documents` and `pictures` by content path, `tags` by tag; values are paths below the site's root.

    `clashes` differs when the address of a tag may have changed, other than with the tag itself.
    """

    documents: Mapping[str, str]
    pictures: Mapping[str, str]
    tags: Mapping[str, str]
    clashes: str = ""

    def of(self, path: str) -> str:
        """Return the address of the document or picture at a content path; empty when it is not published."""
        return self.documents.get(path) or self.pictures.get(path, "")


def assign(hub: Hub, withdrawn: Iterable[Document] = ()) -> Addresses:
    """Return the address of all that is published, and of texts of which only a page is left that says so."""
    documents: list[Document] = [*hub.articles, *hub.posters, *hub.notices, *hub.pages]
    tags = tag_addresses({tag for document in documents for tag in document.meta.tags}, hub.slugs)
    sounds = {hub.slugs.get(tag) or NO_SOUND for tag in tags}
    return Addresses(
        documents={document.path: document_address(document) for document in (*documents, *withdrawn)},
        pictures={path: picture_address(picture) for path, picture in hub.pictures.items()},
        tags=tags,
        clashes="" if len(sounds) == len(tags) else repr(tags),
    )


def document_address(document: Document) -> str:
    match document:
        case Article(section=section, slug=slug):
            return f"{_section_folder(section)}/{slug}.html"
        case Poster(slug=slug):
            return f"posters/{slug}.html"
        case Notice(slug=slug):
            return f"notices/{slug}.html"
        case _:
            return f"{document.slug}.html"


def section_address(section: str) -> str:
    """Return the address of the list of a section."""
    return f"{_section_folder(section)}/index.html"


@cache
def _section_folder(section: str) -> str:
    return f"articles/{slugify(section) or 'section'}"


def picture_address(picture: Picture) -> str:
    """Return an address that names the bytes: browsers may keep it for ever."""
    path = PurePosixPath(picture.path)
    stem = slugify(path.stem)[:40] or "picture"
    return f"media/{stem}.{picture.digest[:10]}{path.suffix.lower()}"


def tag_addresses(tags: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Return an address for each tag; those that sound alike are told apart by a digest."""
    names = sorted(set(tags))
    slugs = {tag: (known[tag] if tag in known else slugify(tag)) or NO_SOUND for tag in names}
    taken = Counter(slugs.values())
    return {
        tag: f"tags/{slug}.html" if taken[slug] == 1 else f"tags/{slug}-{digest(tag.encode())[:4]}.html"
        for tag, slug in slugs.items()
    }


def localise(html: str, links: Mapping[str, str], reach: Callable[[str], str]) -> str:
    """Turn `kepu:` references in a body into links; `reach` makes a link of an address.

    `links` holds the address of each content path that is published. What points to a document that is
    not keeps its words and loses its link.
    """
    if '="kepu:' not in html:
        return html

    def link(found: re.Match[str]) -> str:
        address = links.get(unescape(found["path"]))
        if not address:
            return "<a>"
        target = escape(reach(address)) + (found["hash"] or "")
        return f'<a {found["before"]}href="{target}"{found["after"]}>'

    def picture(found: re.Match[str]) -> str:
        address = links.get(unescape(found["path"]), "")
        return f'src="{escape(reach(address))}"'

    linked = _LINK.sub(link, html)
    return _PICTURE.sub(picture, _without_dead_links(linked) if "<a>" in linked else linked)


def _without_dead_links(html: str) -> str:
    """Take away each `<a>` with its end, also around another link: a footnote may stand in the words."""
    dead: list[bool] = []

    def keep(tag: re.Match[str]) -> str:
        if tag[0] != "</a>":
            dead.append(tag[0] == "<a>")
            return "" if dead[-1] else tag[0]
        return "" if dead and dead.pop() else tag[0]

    return _LINK_TAG.sub(keep, html)
