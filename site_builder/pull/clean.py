"""Foreign HTML reduced to harmless text structure."""

from __future__ import annotations

import html as entities
import re
from typing import Any

import nh3
from lxml import html

from site_builder.pull.decode import without_crowds
from site_builder.pull.links import INVISIBLE
from site_builder.pull.markdown.scripts import flatten_scripts

PLAYERS = ("video", "audio", "iframe", "embed", "source")  # whoever asks for a tree makes links of them
PICTURE_ATTRIBUTES = (  # where scripts that load pictures late find them; the real one first
    *("data-src", "data-original", "data-lazy-src", "data-lazyload", "data-actualsrc", "lazy-src", "oldsrc"),
    *("original", "_src", "file", "data-srcset", "srcset", "src"),
)
_TAGS = {
    *("p", "div", "section", "article", "br", "hr", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("a", "img", "b", "strong", "i", "em", "code", "sub", "sup", "span", "figure", "figcaption"),
    *PLAYERS,
}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {*PICTURE_ATTRIBUTES, "alt", "title"},
    **{player: {"src"} for player in PLAYERS},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
_DROPPED_WITH_TEXT = {"script", "style", "noscript", "template", "object", "svg", "title"}
_NESTING = re.compile(r"<(/?)(?!(?:br|hr|img|p|li|td|th|tr|dt|dd|input|meta|link|wbr)\b)[a-zA-Z]")
_TAG = re.compile(r"<[^>]*>")
_DEEPEST = (
    400  # HTML parsers need quadratic time for deep nesting, libxml2 cuts text off; real pages reach 40
)
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def one_line(text: str) -> str:
    """Return text on one line, without invisible marks (some turn the reading direction round)."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text.replace("\n", " "))).strip()


def plain_text(markup: str) -> str:
    """Return the words of untrusted HTML on one line."""
    if "<" not in markup:
        return one_line(entities.unescape(markup))
    spaced = re.sub(r"<(?=/?(?:p|div|li|h\d|tr|td|br)\b)", " <", markup)
    bare = nh3.clean(
        _shallow(spaced),
        tags={"sub", "sup"},
        attributes={},
        clean_content_tags={*_DROPPED_WITH_TEXT, *PLAYERS},
    )
    if "<" not in bare:
        return one_line(entities.unescape(bare))
    tree = html.fragment_fromstring(bare, create_parent="div")
    flatten_scripts(tree)  # 10³ must not become 103
    return one_line("".join(tree.itertext()))


def safe_tree(markup: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Return untrusted HTML as an lxml tree of known elements with known attributes, nothing of it active."""
    safe = nh3.clean(
        _shallow(markup),
        tags=_TAGS,
        clean_content_tags=_DROPPED_WITH_TEXT,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel=None,
    )
    return _parsed(_INVISIBLE.sub("", safe))


def _shallow(markup: str) -> str:
    """Return markup without crowds of attributes, or its bare words when it is nested absurdly deep."""
    markup = without_crowds(markup)
    depth = 0
    for found in _NESTING.finditer(markup):
        depth += -1 if found[1] else 1
        if depth > _DEEPEST:
            return _TAG.sub(" ", markup)
    return markup


def _parsed(safe: str) -> Any:  # noqa: ANN401
    """Return the tree of cleaned HTML; text nested too deeply for libxml2, which cuts it off, comes bare."""
    parser = html.HTMLParser(huge_tree=True)
    tree = html.fragment_fromstring(safe or " ", create_parent="div", parser=parser)
    words = entities.unescape(nh3.clean(safe, tags=set()))
    if "".join("".join(tree.itertext()).split()) != "".join(words.split()):
        tree = html.Element("div")
        tree.text = words
    return tree
