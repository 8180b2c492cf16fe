"""What a pull brings as lines of JSON, for other programs."""

from __future__ import annotations

import json
from typing import Any
from xml.sax.saxutils import escape

from lxml import html

from site_builder.pull.clean import one_line
from site_builder.pull.entry import Item
from site_builder.pull.intake import TITLE, full_tree, shortened, summary_of, terms_for
from site_builder.settings import FeedSource


def json_line(source: FeedSource, item: Item) -> str:
    """Return an item as one line of JSON: `feed title link date html`.

    `date` is ISO 8601 in China's time, the day alone where the source says no more; `html` holds as much as
    the source's rights allow, harmless elements only.
    """
    when = item.moment or item.date
    row = {
        "feed": source.url,
        "title": shortened(one_line(item.title), TITLE),
        "link": item.link,
        "date": when.isoformat() if when else None,
        "html": _html(terms_for(item, source).rights, item),
    }
    return json.dumps(row, ensure_ascii=False)


def _html(rights: str, item: Item) -> str:
    if rights == "link":
        return ""
    if rights == "summary":
        words = summary_of(item)
        return f"<p>{escape(words)}</p>" if words else ""
    return _inner(full_tree(item))


def _inner(tree: Any) -> str:  # noqa: ANN401 - lxml has no types
    return escape(tree.text or "") + "".join(html.tostring(child, encoding="unicode") for child in tree)
