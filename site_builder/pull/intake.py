"""From a foreign item to an entry: only what the source's rights let us keep."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from site_builder.media import media_link
from site_builder.pull.clean import one_line, plain_text
from site_builder.pull.entry import Entry, Item
from site_builder.pull.foreign import clean_tree
from site_builder.pull.identity import item_id
from site_builder.pull.markdown import Prove, escape, line, to_markdown
from site_builder.settings import FeedSource

SUMMARY = 200  # characters
TITLE = 200
_LOOKED_AT = 4000  # characters of HTML
_SHORTEST = 20  # characters; less says nothing
_SENTENCE = re.compile(r".*[。！？!?]", re.DOTALL)


def entry_of(source: FeedSource, item: Item, prove: Prove) -> Entry:
    """Return the entry for an item of source: title and link, a summary, or with permission the full text."""
    source = terms_for(item, source)
    summary = "" if source.rights == "link" else summary_of(item)
    return Entry(
        id=item_id(source.id, item),
        source=source.id,
        title=shortened(one_line(item.title), TITLE),
        link=item.link,
        guid=one_line(item.guid)[:TITLE],
        date=item.date,
        author=one_line(item.author)[:TITLE],
        publisher=one_line(item.publisher)[:TITLE] or ("" if item.foreign else source.name),
        editor=one_line(item.editor)[:TITLE],
        section=source.section,
        rights=source.rights,
        permission=source.permission if source.rights == "full" else "",
        summary=summary,
        body=_body(source, item, summary=summary, prove=prove),
    )


def terms_for(item: Item, source: FeedSource) -> FeedSource:
    """Return the terms on which an item is taken: source's own, unless it stands on somebody else's site."""
    return replace(source, rights="link", permission="") if item.foreign else source


def summary_of(item: Item) -> str:
    """Return the source's own summary, else the beginning of the text: never more than a third of that."""
    own, whole = _beginning(item.summary), _beginning(item.content)
    third = max(len(own) // 3, len(whole) // 3, _SHORTEST) if whole else SUMMARY
    return shortened(own or whole, min(SUMMARY, third))


def _beginning(markup: str) -> str:
    """Return as many of the words as decide on a summary: cleaning a whole article would take long."""
    words = plain_text(markup[:_LOOKED_AT])
    return words if len(words) >= 3 * SUMMARY or len(markup) <= _LOOKED_AT else plain_text(markup)


def shortened(text: str, longest: int = SUMMARY) -> str:
    """Return text of at most `longest` characters, cut after a sentence where that keeps half of it."""
    if len(text) <= longest:
        return text
    whole = _SENTENCE.match(text[:longest])
    if whole and len(whole[0]) * 2 >= longest:
        return whole[0]
    return text[: longest - 1].rstrip() + "…"


def full_tree(item: Item) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the whole text of an item as a tree, with its pictures where we have them."""
    shown = {
        one.address: media_link(one.name) if one.name else one.address
        for one in item.media
        if one.name or one.lost
    }
    return clean_tree(item.markup, item.base or item.link, shown)


def _body(source: FeedSource, item: Item, *, summary: str, prove: Prove) -> str:
    if source.rights == "full":
        return to_markdown(full_tree(item), prove)
    return line(escape(summary))
