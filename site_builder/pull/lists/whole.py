"""An article as a whole: its page, and where the full text is kept the pages on which it goes on."""

from __future__ import annotations

import re
from dataclasses import replace

from site_builder.pull.dates import CHINA
from site_builder.pull.entry import Item
from site_builder.pull.errand import Errand, text_of
from site_builder.pull.http import Response
from site_builder.pull.lists.pager import next_page
from site_builder.pull.lists.rows import Page
from site_builder.pull.page import read_page
from site_builder.pull.tree import base_of, page_tree

_MOST = 10  # pages of one article
_ENDING = re.compile(r"(?:[_-]1)?\.\w{3,5}$")


def read_article(errand: Errand, response: Response, listed: Item | None = None) -> Item:
    """Return the article on a page; `listed` is what a list says of it.

    Raises FetchError when there is none, or when one of its further pages cannot be had.
    """
    source, text = errand.source, _text(response, errand.source.encoding)
    item = read_page(text, response.url, body=source.body, listed=listed)
    if source.rights != "full":
        return item
    contents, asked, url = [item.content], {response.url}, response.url
    while len(asked) < _MOST:
        following = _following(text, url, errand)
        if following in asked or not _is_part(following, response.url):
            break
        asked.add(following)
        answer = errand.ask(following, referer=url)
        text, url = _text(answer, source.encoding), following
        contents.append(read_page(text, answer.url, body=source.body, listed=item).content)
    return replace(item, content="".join(contents))


def _following(text: str, url: str, errand: Errand) -> str:
    tree = page_tree(text)
    if tree is None:
        return ""
    return next_page(Page(text, tree, url, base_of(tree, url), errand.now.astimezone(CHINA).date()))


def _is_part(url: str, first: str) -> bool:
    """Say whether url is that of the first page with a number added; other next pages are neighbours."""
    stem = re.escape(_ENDING.sub("", first))
    return bool(re.fullmatch(rf"{stem}[_-]\d{{1,2}}\.\w{{3,5}}", url))


def _text(response: Response, encoding: str) -> str:
    """Return a page as text; what the editor says of the source's encoding is not true of UTF-8."""
    try:
        response.body.decode("utf-8")
    except UnicodeDecodeError:
        return text_of(response, encoding)
    return text_of(response, encoding if response.body.isascii() else "")
