"""From a foreign item to an entry: only what the source's rights let us keep."""

from __future__ import annotations

import re
from dataclasses import replace

from site_builder.media import media_link
from site_builder.pull.clean import one_line, plain_text
from site_builder.pull.entry import Entry, Item
from site_builder.pull.foreign import clean_tree
from site_builder.pull.identity import item_id
from site_builder.pull.markdown import Prove, escape, line, to_markdown
from site_builder.settings import FeedSource

SUMMARY = 200  # characters
_TITLE = 200
_SHORTEST = 20  # characters; less says nothing
_SENTENCE = re.compile(r".*[。！？!?]", re.DOTALL)


def entry_of(source: FeedSource, item: Item, prove: Prove) -> Entry:
    """Return the entry for an item of source: title and link, a summary, or with permission the full text."""
    if item.foreign:
        source = replace(source, rights="link", permission="")
    summary = "" if source.rights == "link" else _summary(item)
    return Entry(
        id=item_id(source.id, item),
        source=source.id,
        title=one_line(item.title)[:_TITLE],
        link=item.link,
        guid=one_line(item.guid)[:_TITLE],
        date=item.date,
        author=one_line(item.author)[:_TITLE],
        publisher=one_line(item.publisher)[:_TITLE] or ("" if item.foreign else source.name),
        editor=one_line(item.editor)[:_TITLE],
        section=source.section,
        rights=source.rights,
        permission=source.permission if source.rights == "full" else "",
        summary=summary,
        body=_body(source, item, summary=summary, prove=prove),
    )


def _summary(item: Item) -> str:
    """Return the source's own summary, else the beginning of the text: never more than a third of that."""
    own, whole = plain_text(item.summary), plain_text(item.content)
    third = max(len(own) // 3, len(whole) // 3, _SHORTEST) if whole else SUMMARY
    return shortened(own or whole, min(SUMMARY, third))


def shortened(text: str, longest: int = SUMMARY) -> str:
    """Return text of at most `longest` characters, cut after a sentence where that keeps half of it."""
    if len(text) <= longest:
        return text
    whole = _SENTENCE.match(text[:longest])
    if whole and len(whole[0]) * 2 >= longest:
        return whole[0]
    return text[: longest - 1].rstrip() + "…"


def _body(source: FeedSource, item: Item, *, summary: str, prove: Prove) -> str:
    if source.rights == "full":
        shown = {
            one.address: media_link(one.name) if one.name else one.address
            for one in item.media
            if one.name or one.lost
        }
        tree = clean_tree(item.content or item.summary, item.base or item.link, shown)
        return to_markdown(tree, prove)
    return line(escape(summary))
