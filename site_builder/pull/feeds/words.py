"""The words and the HTML in an element of a feed."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from site_builder.pull.clean import one_line
from site_builder.pull.feeds.names import Names

_PLAIN = ("text", "text/plain")
_HTML = re.compile(r"</[a-zA-Z]|<(?:br|p|img)\b|&(?:[a-zA-Z]{2,8}|#\d{2,6});", re.IGNORECASE)
_DATA = ("image/", "audio/", "video/", "application/octet-stream", "application/pdf")
_PREFIX = re.compile(r"(</?)[A-Za-z][\w.-]{0,30}:")
_MAIL = re.compile(r"[^\s()（）<>]+@[^\s()（）<>]+")


def words_of(node: Any) -> str:  # noqa: ANN401 - lxml has no types
    """Return the text of node on one line."""
    return one_line(node.text or "") if len(node) == 0 else one_line("".join(node.itertext()))


def html_of(node: Any, *, is_atom: bool) -> str:  # noqa: ANN401
    """Return what node holds as HTML; text that is none is escaped, data of other kinds is left out."""
    kind = node.get("type", "").lower()
    if node.get("mode") == "base64" or kind.startswith(_DATA):
        return ""
    if len(node):
        inner = [etree.tostring(child, encoding="unicode", method="html") for child in node]
        return escape(node.text or "") + _PREFIX.sub(r"\1", "".join(inner))
    text = node.text or ""
    is_plain = kind in _PLAIN or (is_atom and not kind and not _HTML.search(text))
    return escape(text) if is_plain else text


def person_of(node: Any, names: Names) -> str:  # noqa: ANN401
    """Return the name in an author element: RSS writes `mail@host (name)`; mail addresses are left out."""
    named = _inner(node, "name", names) or words_of(node)
    return _MAIL.sub("", named).strip(" ()（）<>;,")


def title_of(node: Any, names: Names) -> str:  # noqa: ANN401
    """Return the name in a source element: RSS writes it down, Atom as a feed of its own."""
    return _inner(node, "title", names) or ("" if len(node) else words_of(node))


def _inner(node: Any, name: str, names: Names) -> str:  # noqa: ANN401
    children = node.iterchildren(etree.Element)
    return next((words_of(child) for child in children if names[child.tag] == name), "")
