"""One web page as an item: its title, day, author's house and text."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree, html
from readability import Document

from site_builder.i18n import _
from site_builder.pull.clean import one_line
from site_builder.pull.dates import day_in_url, day_of
from site_builder.pull.decode import from_root, without_crowds
from site_builder.pull.entry import Item
from site_builder.pull.links import web_address
from site_builder.pull.trouble import FetchError

# Ids and classes of the article in content systems that government and press sites use, surest first.
_CONTAINERS = (
    *("trs_editor", "trs_editor_view", "trs_ueditor", "zoom", "ucap-content", "pages_content", "rm_txt_con"),
    *("show_text", "p-detail", "detailcontent", "js_content", "artibody", "con_txt", "article-content"),
    *("detail_text", "u-maintext"),
)
_SHORTEST = 40  # characters of a real text; empty containers are common
_SITE_NAME = re.compile(r"[_|]|--+|－| - ")
_NOT_TEXT = ("script", "style", "noscript", "template")


def read_page(text: str, url: str) -> Item:
    """Return the article on a web page.

    Raises FetchError when there is no page, or none with a title.
    """
    text = without_crowds(re.sub(r"<\?xml[^>]*>", "", from_root(text)))
    try:
        tree = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, ValueError) as error:
        raise _no_article() from error
    named = _meta(tree)
    for node in list(tree.iter(*_NOT_TEXT)):
        node.drop_tree()
    title = _title(tree, named)
    if not title or tree.find("body") is None:
        raise _no_article()
    return Item(
        title=title,
        link=url,
        date=_day(tree, named, title) or day_in_url(url),
        author=named.get("author", ""),
        publisher=named.get("contentsource", "") or named.get("og:site_name", ""),
        summary=escape(named.get("description") or named.get("og:description", "")),
        content=_content(tree, text),
        base=web_address(next((node.get("href", "") for node in tree.iter("base")), ""), url) or url,
    )


def _no_article() -> FetchError:
    return FetchError(
        _("there is no article at this address"), hint=_("open it in a browser; copy the text by hand")
    )


def _meta(tree: Any) -> dict[str, str]:  # noqa: ANN401 - lxml has no types
    rows = ((row.get("name") or row.get("property") or "", row.get("content")) for row in tree.iter("meta"))
    return {name.lower(): one_line(content) for name, content in rows if name and content}


def _title(tree: Any, named: dict[str, str]) -> str:  # noqa: ANN401
    """Return the page's own word for its title, else a heading that the window title confirms."""
    window = one_line(next((node.text or "" for node in tree.iter("title")), ""))
    headings = [one_line(node.text_content()) for node in tree.iter("h1", "h2")]
    confirmed = next((words for words in headings if len(words) >= 4 and words[:6] in window), "")
    return (
        named.get("articletitle") or confirmed or named.get("og:title") or _SITE_NAME.split(window)[0].strip()
    )


def _day(tree: Any, named: dict[str, str], title: str) -> date | None:  # noqa: ANN401
    """Return the day that the page names, looked for below the title first."""
    for key in ("pubdate", "article:published_time", "publishdate", "firstpublishedtime"):
        day = day_of(named.get(key, ""))
        if day:
            return day
    words = one_line(tree.find("body").text_content()) if tree.find("body") is not None else ""
    below = words[max(words.find(title[:10]), 0) :][:600]
    found = re.search(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}", below)
    return day_of(found[0]) if found else None


def _content(tree: Any, text: str) -> str:  # noqa: ANN401
    for name in _CONTAINERS:
        found = [node for node in _marked(tree, name) if len(one_line(node.text_content())) >= _SHORTEST]
        if found:
            best = max(found, key=lambda node: len(node.text_content()))
            return str(html.tostring(best, encoding="unicode", with_tail=False))
    logging.getLogger("readability.readability").setLevel(
        logging.CRITICAL
    )  # it tells what it could not parse
    try:
        return str(Document(text).summary(html_partial=True))
    except Exception:  # noqa: BLE001 - readability raises whatever hostile HTML makes of it
        body = tree.find("body")
        return str(html.tostring(body, encoding="unicode")) if body is not None else ""


def _marked(tree: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    for node in tree.iter("div", "article", "section", "td"):
        if name == (node.get("id") or "").lower() or name in (node.get("class") or "").lower().split():
            yield node
