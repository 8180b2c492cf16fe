"""Feeds that are no XML, brought near enough to it that a forgiving parser finds every field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from xml.sax.saxutils import escape

_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_AMPERSAND = re.compile(r"&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{1,31};)?")
_XML = ("amp;", "lt;", "gt;", "quot;", "apos;")
_NO_TAG = re.compile(r"<(?![a-zA-Z_/!?])")
_TEXT = re.compile(  # fields whose text may be HTML
    r"<((?:a\w*:)?(?:title|summary|content)|description|content:encoded)\b[^<>]*(?<!/)>"
)
_ROOT = re.compile(r"<[\w:.-]+")
_PREFIX = re.compile(r"(?:</?|\s)([A-Za-z_][\w.-]{0,30}):[A-Za-z_][\w.-]{0,50}(?=[\s/>=])")
_DECLARED = re.compile(r"xmlns:([\w.-]+)")
_STRANGE = "urn:"
_SPACES = {
    "a10": "http://www.w3.org/2005/Atom",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_ROW = re.compile(r"</?(?:\w{1,20}:)?(?:item|entry|channel)\b")


def mended(text: str) -> str:
    """Return text with signs, names of characters and bare HTML written as XML wants them."""
    return _with_spaces("".join(_mended_fields("".join(_mended_signs(text)))))


def _with_spaces(text: str) -> str:
    """Return text with the prefixes declared in its root that nobody has declared."""
    root = text[: text.index(">")]
    missing = {found[1] for found in _PREFIX.finditer(text)} - set(_DECLARED.findall(root)) - {"xml", "xmlns"}
    added = "".join(f' xmlns:{name}="{_SPACES.get(name, _STRANGE + name)}"' for name in sorted(missing))
    start = _ROOT.match(text)
    return f"{start[0]}{added}{text[start.end() :]}" if start and added else text


def _mended_signs(text: str) -> Iterator[str]:
    for part, literal in _parts(text):
        yield part if literal else _NO_TAG.sub("&lt;", _AMPERSAND.sub(_character, part))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of text; a CDATA section is literal, one that never ends is none."""
    place = 0
    while (start := text.find(_CDATA, place)) >= 0 and (end := text.find(_CDATA_END, start)) >= 0:
        yield text[place:start], False
        place = end + len(_CDATA_END)
        yield text[start:place], True
    yield text[place:].replace(_CDATA, ""), False


def _character(found: re.Match[str]) -> str:
    name = found[1] or ""
    if name in _XML:
        return found[0]
    if name.startswith("#"):
        number = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
        return escape(chr(number)) if _is_text(number) else ""
    return escape(html5[name]) if name in html5 else f"&amp;{name}"


def _is_text(number: int) -> bool:
    """Say whether XML may hold the character of this number."""
    return number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0x10FFFF


def _mended_fields(text: str) -> Iterator[str]:
    """Yield text, the bare HTML in its fields written as text: its tags need not match."""
    place = 0
    endless: set[str] = set()  # names that are opened once more and never closed
    while found := _TEXT.search(text, place):
        name, start = found[1], found.end()
        end = -1 if name in endless else text.find(f"</{name}", start)
        if end < 0:
            endless.add(name)
        inner = text[start : max(end, start)]
        yield text[place:start]
        yield "".join(_as_text(inner)) if not _ROW.search(inner) else inner
        place = max(end, start)
    yield text[place:]


def _as_text(inner: str) -> Iterator[str]:
    for part, literal in _parts(inner):
        yield part if literal else part.replace("<", "&lt;")
