"""Items and entries of a feed's tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from lxml import etree

from site_builder.pull.clean import plain_text
from site_builder.pull.dates import day_in_url, moment_of
from site_builder.pull.entry import Item
from site_builder.pull.feeds.media import enclosures
from site_builder.pull.feeds.names import Names
from site_builder.pull.feeds.words import html_of, person_of, title_of, words_of
from site_builder.pull.links import web_address

_ENTRIES = ("item", "entry")
_TITLES = ("title", "dc:title", "media:title", "itunes:title")
_DATES = (
    *("published", "pubdate", "issued", "dc:issued", "dc:date", "date"),
    *("updated", "modified", "dc:modified", "created", "dc:created"),
)
_AUTHORS = ("author", "dc:creator", "itunes:author", "dc:author")
_PUBLISHERS = ("source", "dc:publisher", "dc:source")
_SUMMARIES = ("summary", "description", "dc:description", "media:description", "itunes:summary")
_CONTENTS = ("content:encoded", "html:body", "content")
_LONGEST = 1000  # characters of a title or guid that are looked at: a megabyte is neither
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """One entry: its parts by name, in the order of the feed; `url` is the feed's, links start at `base`."""

    node: Any
    parts: dict[str, list[Any]]
    url: str
    base: str
    is_atom: bool

    @classmethod
    def of(cls, node: Any, names: Names, url: str) -> _Row:  # noqa: ANN401 - lxml has no types
        parts: dict[str, list[Any]] = {}
        for child in node.iterchildren(etree.Element):
            name = names[child.tag]
            parts.setdefault(name, []).append(child)
            if name == "media:group":
                for part in child.iterchildren(etree.Element):
                    parts.setdefault(names[part.tag], []).append(part)
        return cls(node, parts, url, _base_of(node, url), names[node.tag] == "entry")

    def all(self, names: tuple[str, ...]) -> Iterator[Any]:
        return (node for name in names for node in self.parts.get(name, ()))

    def words(self, *names: str) -> str:
        """Return the words of the first of these parts that has any."""
        return next((words for node in self.all(names) if (words := words_of(node))), "")

    def html(self, names: tuple[str, ...]) -> tuple[str, Any]:
        """Return the HTML of the first of these parts that has any, and the part."""
        found = ((html_of(node, is_atom=self.is_atom), node) for node in self.all(names))
        return next(((text, node) for text, node in found if text.strip()), ("", None))


def rows_of(root: Any, url: str) -> Iterator[Item]:  # noqa: ANN401
    """Yield what the entries of a feed say; those without any words are left out."""
    names = Names(root)
    whose = next((person_of(node, names) for node in root if names[node.tag] == "author"), "")
    for node in root.iter(etree.Element):
        if names[node.tag] in _ENTRIES and (item := _item(_Row.of(node, names, url), names)):
            yield item if item.author else replace(item, author=whose)


def _item(row: _Row, names: Names) -> Item | None:
    link = _link(row)
    content, part = row.html(_CONTENTS)
    summary, other = row.html(_SUMMARIES)
    title = plain_text(row.html(_TITLES)[0][:_LONGEST]) or plain_text(summary or content)[:40] or link
    if not title:
        return None
    moment = next((found for node in row.all(_DATES) if (found := moment_of(words_of(node)))), None)
    based = _base_of(part if content else other, row.url)
    return Item(
        title=title,
        link=link,
        guid=row.words("guid", "id")[:_LONGEST],
        date=moment.date() if isinstance(moment, datetime) else moment or day_in_url(link),
        moment=moment if isinstance(moment, datetime) else None,
        author=next((name for node in row.all(_AUTHORS) if (name := person_of(node, names))), ""),
        publisher=next((name for node in row.all(_PUBLISHERS) if (name := title_of(node, names))), ""),
        summary=summary,
        content=content,
        base=based if based != row.url else link or row.url,
        enclosures=enclosures(row.node, names, row.base),
    )


def _link(row: _Row) -> str:
    """Return the address of the entry's page: the first that is one, the surest candidates first."""
    candidates = (named.replace("&amp;", "&") for named in _candidates(row))  # escaped once too often
    return next((found for named in candidates if (found := web_address(named, row.base))), "")


def _candidates(row: _Row) -> Iterator[str]:
    links = row.parts.get("link", [])
    yield from map(words_of, links)  # RSS
    pages = [node for node in links if node.get("rel", "alternate") == "alternate"]  # Atom
    pages.sort(key=lambda node: "html" not in node.get("type", "html"))
    yield from (node.get("href", "") for node in pages)
    yield from (named for node in row.all(("guid", "id")) if _WEB.match(named := words_of(node)))
    yield row.node.get(_ABOUT, "")


def _base_of(node: Any, url: str) -> str:  # noqa: ANN401
    """Return where links in node start, as its own and the outer elements say."""
    if node is None:
        return url
    named = [base for one in (node, *node.iterancestors()) if (base := one.get(_BASE))]
    for base in reversed(named):
        url = web_address(base, url) or url
    return url
