"""A web page as a tree, and what its head says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from cssselect import HTMLTranslator
from lxml import etree, html

from site_builder.pull.clean import one_line
from site_builder.pull.decode import from_root, without_crowds
from site_builder.pull.links import web_address

_DECLARATION = re.compile(r"<\?xml[^>]*>")
_UNSEEN = ("script", "style", "noscript", "template")
_REFRESH = re.compile(r"\s*\d{1,2}\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\">]+)", re.IGNORECASE)


def page_tree(text: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the tree of a page, None when text is no page at all."""
    try:
        return html.document_fromstring(page_text(text), parser=_parser())
    except (etree.ParserError, ValueError):
        return None


def page_text(text: str) -> str:
    """Return text as a parser of pages can bear it."""
    return without_crowds(_DECLARATION.sub("", from_root(text)))


def _parser() -> html.HTMLParser:
    """Return a parser that leaves out comments, whose neighbours would not be one text."""
    return html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)


def drop_unseen(tree: Any) -> None:  # noqa: ANN401
    """Take out what no reader sees."""
    for node in list(tree.iter(*_UNSEEN)):
        node.drop_tree()


def meta_of(tree: Any) -> dict[str, str]:  # noqa: ANN401
    """Return what the page says of itself, by names in lower case."""
    rows = ((row.get("name") or row.get("property") or "", row.get("content")) for row in tree.iter("meta"))
    return {name.lower(): one_line(content) for name, content in rows if name and content}


def base_of(tree: Any, url: str) -> str:  # noqa: ANN401
    """Return the address that the page's relative links start from."""
    return web_address(next((node.get("href", "") for node in tree.iter("base")), ""), url) or url


def refresh_of(tree: Any, url: str) -> str:  # noqa: ANN401
    """Return the address that the page sends its readers on to at once, empty when it does not."""
    for row in tree.iter("meta"):
        found = _REFRESH.match(row.get("content") or "")
        if found and (row.get("http-equiv") or "").lower() == "refresh":
            return web_address(found[1], url)
    return ""


def selected(tree: Any, selector: str) -> Sequence[Any]:  # noqa: ANN401
    """Return the elements that a CSS selector names, in the order of the page."""
    found: Sequence[Any] = tree.xpath(HTMLTranslator().css_to_xpath(selector))
    return found
