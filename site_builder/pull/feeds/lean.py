"""RSS, RDF and Atom as lean XML: well-formed, shallow, and nothing in it but what is read of a feed."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import Any
from xml.parsers import expat

from lxml import etree

from site_builder.i18n import _
from site_builder.pull.decode import without_crowds
from site_builder.pull.feeds.mend import mended
from site_builder.pull.honest import absurd, check_number
from site_builder.pull.trouble import FetchError

_MOST_TAGS = 300_000
_MOST_SPACES = 200  # namespaces; feedparser looks through all of them for each strange element
_MOST_ALIKE = 5  # parts of one name in an entry; more only of links and files
_LONGEST_MENDED = 2 << 20  # characters
_LONGEST_FIELD = 3_000  # characters; what is longer is no address and no date
_LONGEST_NAME = 100  # feedparser looks for mail addresses in names, which takes the square of their length
_ROWS = ("item", "entry")
_TEXTS = {"title", "summary", "description", "content", "encoded", "body", "abstract", "fullitem"}
_FILES, _MOST_FILES = {"link", "enclosure", "content"}, 20
_MEDIA = {"{http://search.yahoo.com/mrss/}content", "{http://search.yahoo.com/mrss}content"}
_NESTED = {"author", "creator", "source", "group", "image"}
_FIELDS = {
    *(*_TEXTS, *_NESTED, "link", "guid", "id", "name", "email", "publisher", "enclosure", "thumbnail", "url"),
    *("pubdate", "published", "updated", "modified", "issued", "created", "date"),
}
_NAMES = {"author", "creator", "name", "publisher"}
_LISTING = re.compile(r"<(?:pre|textarea)\b", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)\b")
_END = re.compile(
    r"</(?:\w{1,20}:)?(?:rss|feed|rdf)\s*>|<(?:\w{1,20}:)?(?:rss|feed|rdf)\b[^<>]*/>", re.IGNORECASE
)
_PARSER = partial(
    etree.XMLParser,
    encoding="utf-8",
    resolve_entities=False,
    load_dtd=False,
    no_network=True,
    remove_comments=True,
    remove_pis=True,
)
_TOO_DEEP = etree.ErrorTypes.ERR_RESOURCE_LIMIT


def lean_xml(text: str) -> bytes:
    """Return a feed, which begins with its root's tag, as UTF-8.

    Nothing is ever expanded: what stands before the root, definitions of entities too, is left out by the
    caller. Raises FetchError for a feed that breaks off, or that no honest site sends.
    """
    end = max((found.end() for found in _END.finditer(text)), default=0)
    if not end:  # half an item would be filed as a whole one
        raise FetchError(
            _("the feed breaks off in the middle"), hint=_("nothing to do: it is asked again later")
        )
    text = text[:end]
    check_number(sum(1 for _row in _ENTRY.finditer(text)))
    if text.count("<") > _MOST_TAGS:
        raise absurd(_("the feed has more than {count} tags").format(count=_MOST_TAGS))
    if text.count("xmlns:") > _MOST_SPACES and len(set(re.findall(r"xmlns:[^\s=]+", text))) > _MOST_SPACES:
        raise absurd(_("the feed has more than {count} namespaces").format(count=_MOST_SPACES))
    root = _parsed(without_crowds(text))
    _thin(root)
    data: bytes = etree.tostring(root, encoding="utf-8")
    try:
        expat.ParserCreate("utf-8", " ").Parse(data, True)  # noqa: FBT003 - the end of the data
    except expat.ExpatError as error:  # feedparser would guess, which takes it very long
        raise absurd(_("the feed is broken, and cannot be mended")) from error
    return data


def _parsed(text: str) -> Any:  # noqa: ANN401 - lxml has no types
    try:
        return etree.fromstring(text.encode("utf-8"), _PARSER())
    except etree.XMLSyntaxError:
        return _forgiving(text)


def _forgiving(text: str) -> Any:  # noqa: ANN401
    if len(text) > _LONGEST_MENDED:
        raise absurd(_("the feed is broken, and too long to be mended"))
    parser = _PARSER(recover=True)
    root = etree.fromstring(mended(text).encode("utf-8"), parser)
    if root is None or any(error.type == _TOO_DEEP for error in parser.error_log):
        raise absurd(_("the feed is nested too deep, or one text in it is too long"))
    return root


def _thin(root: Any) -> None:  # noqa: ANN401
    """Take out of a feed what nobody reads: some of it makes feedparser slow."""
    rows = [node for node in root.iter(etree.Element) if _name(node) in _ROWS]
    for row in rows:
        _thin_row(row)
    holders = {above for row in rows for above in row.iterancestors()}
    kept = holders.union(rows)
    for holder in holders:
        for node in list(holder):
            if node not in kept and _name(node) != "author":
                holder.remove(node)


def _thin_row(row: Any) -> None:  # noqa: ANN401
    """Keep the known parts of an entry; those that are no texts keep their words only."""
    seen: Counter[str] = Counter()
    for node in list(row):
        name = _name(node)
        seen[name] += 1
        if name not in _FIELDS or seen[name] > (_MOST_FILES if name in _FILES else _MOST_ALIKE):
            row.remove(node)
            continue
        node.tail = None
        if name in _NESTED or node.tag in _MEDIA:
            _thin_row(node)
        if name in _TEXTS and node.text:
            node.text = _in_one_piece(node.text)
        if name not in _TEXTS and (node.text or len(node)):
            _shorten(node, _LONGEST_NAME if name in _NAMES else _LONGEST_FIELD, nested=name in _NESTED)


def _in_one_piece(text: str) -> Any:  # noqa: ANN401
    """Return a text as XML that no parser hands out in pieces: each takes feedparser as long as a tag.

    It would break at every line, which means a blank but in listings, and at every sign written as &lt;.
    """
    if "\n" in text and not _LISTING.search(text):
        text = text.replace("\n", " ")
    return etree.CDATA(text) if "]]>" not in text else text


def _shorten(node: Any, longest: int, *, nested: bool) -> None:  # noqa: ANN401
    if len(node) and not nested:
        words = "".join(node.itertext())
        del node[:]
        node.text = words
    node.text = (node.text or "").strip()[:longest]


def _name(node: Any) -> str:  # noqa: ANN401
    tag: str = node.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower()
