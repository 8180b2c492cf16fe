"""Where on a web page the article's own text stands."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from typing import Any

from lxml import html
from readability import Document

from site_builder.pull.clean import one_line
from site_builder.pull.links import file_kind
from site_builder.pull.tree import page_text, selected

# Ids and classes of the article in content systems that government and press sites use, surest first.
_CONTAINERS = (
    *("trs_editor", "trs_editor_view", "trs_ueditor", "zoom", "ucap-content", "pages_content", "rm_txt_con"),
    *("show_text", "p-detail", "detailcontent", "js_content", "artibody", "con_txt", "article-content"),
    *(
        "ucapcontent",
        "ivs_content",
        "detail_text",
        "u-maintext",
        "v_news_content",
        "vsb_content",
        "article_content",
        "articlecontent",
    ),
)
_SHORTEST = 40  # characters of a real text; empty containers are common
_AROUND, _BESIDE = 4, 2  # steps upwards from the text, and from there forwards, to what holds its attachments


def content_of(tree: Any, text: str, selector: str = "") -> Any:  # noqa: ANN401 - lxml has no types
    """Return the article on a page as a tree of its own, None when there is none.

    It is what `selector` names; without one, a place that content systems use, else what readability finds.
    """
    found = list(selected(tree, selector)) if selector else _known(tree)
    if found:
        return _with_attachments(found)
    return None if selector else _readable(tree, text)


def is_text(node: Any) -> bool:  # noqa: ANN401
    """Say whether node holds a text, or pictures in its place."""
    return len(one_line(node.text_content())) >= _SHORTEST or next(node.iter("img"), None) is not None


def _known(tree: Any) -> list[Any]:  # noqa: ANN401
    for name in _CONTAINERS:
        found = [node for node in _marked(tree, name) if is_text(node)]
        if found:
            return [max(found, key=lambda node: len(node.text_content()))]
    return []


def _marked(tree: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    yield from tree.iter(name)
    for node in tree.iter("div", "article", "section", "td"):
        if name == (node.get("id") or "").lower() or name in (node.get("class") or "").lower().split():
            yield node


def _with_attachments(parts: list[Any]) -> Any:  # noqa: ANN401
    """Return parts below each other, and the files that are linked near them."""
    whole = html.Element("div")
    inside = [part for part in parts if not any(other in part.iterancestors() for other in parts)]
    for part in inside:
        whole.append(_alone(part))
    held = {link.get("href") for link in whole.iter("a")}
    for link in _near(inside[-1]):
        if link.get("href") not in held and file_kind(link.get("href")) and one_line(link.text_content()):
            held.add(link.get("href"))
            line = html.Element("p")
            line.append(_alone(link))
            whole.append(line)
    return whole


def _near(part: Any) -> Iterator[Any]:  # noqa: ANN401
    above = part
    for _step in range(_AROUND):
        parent = above.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        above = parent
    for place in (above, *islice(above.itersiblings(), _BESIDE)):
        yield from (link for link in place.iter("a") if link.get("href"))


def _alone(node: Any) -> Any:  # noqa: ANN401
    copy = deepcopy(node)
    copy.tail = None
    return copy


def _readable(tree: Any, text: str) -> Any:  # noqa: ANN401
    # it tells what it could not parse
    logging.getLogger("readability.readability").setLevel(logging.CRITICAL)
    try:
        markup = str(Document(page_text(text)).summary(html_partial=True))
        return html.fragment_fromstring(markup, create_parent="div")
    except Exception:  # noqa: BLE001 - readability raises whatever hostile HTML makes of it
        body = tree.find("body")
        return _alone(body) if body is not None else None
