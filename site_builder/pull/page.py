"""One web page as an item: its title, day, author's house and text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from lxml import html

from site_builder.i18n import _
from site_builder.pull.clean import one_line
from site_builder.pull.content import content_of
from site_builder.pull.dates import day_in_url, day_of
from site_builder.pull.entry import Item
from site_builder.pull.identity import same_title
from site_builder.pull.tidy import Credits, credits_among, tidy
from site_builder.pull.tree import base_of, drop_unseen, meta_of, page_tree
from site_builder.pull.trouble import FetchError, NoArticleError

_SITE_NAME = re.compile(r"[_|]|--+|－| - ")
_DAY = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_BELOW, _LINE = 600, 200  # characters below the title in which its day, and its source, stand
_MISSING = re.compile(
    r"\b404\b|not found|(?:页面|网页|文章|内容|信息|文件)(?:已经?|可能)?(?:被)?(?:不存在|删除|移除|下线|丢失)"
    r"|(?:找不到|无法找到|没有找到).{0,12}(?:页面|网页|文件|内容)|访问的.{0,6}不存在",
    re.IGNORECASE,
)
_SHORT = 400  # characters of a page that only says that something is missing


def read_page(text: str, url: str, *, body: str = "", listed: Item | None = None) -> Item:
    """Return the article on a web page; `body` is the CSS selector of its text where one is known.

    `listed` is what a list page says of it: its title stands unless the page names its own, its day unless
    the page has one in its head. Raises FetchError when there is no page, or none with a title.
    """
    tree = page_tree(text)
    if tree is None:
        raise _no_article()
    named = meta_of(tree)
    drop_unseen(tree)
    title = _title(tree, named, listed)
    if not title or tree.find("body") is None:
        raise _no_article()
    words = one_line(tree.find("body").text_content())
    _check_missing(title, words)
    below = words[max(words.find(title[:10]), 0) :][:_BELOW]
    content = content_of(tree, text, body)
    credits_ = _credits(named, below, tidy(content) if content is not None else Credits())
    day = _day_in_head(named) or (listed.date if listed else None) or _day_in(below) or day_in_url(url)
    return replace(
        listed or Item(title=title, link=url),
        title=title,
        cut=False,
        date=day,
        author=credits_.author,
        publisher=credits_.publisher,
        editor=credits_.editor,
        summary=escape(named.get("description") or named.get("og:description", "")),
        content=_markup(content),
        base=base_of(tree, url),
    )


def _no_article() -> NoArticleError:
    return NoArticleError(
        _("there is no article at this address"), hint=_("open it in a browser; copy the text by hand")
    )


def _check_missing(title: str, words: str) -> None:
    """Raise FetchError for a page that says, with status 200, that it is not there."""
    if len(words) <= _SHORT and (_MISSING.search(title) or _MISSING.search(words)):
        raise FetchError(
            _("the page says that there is nothing at this address"),
            hint=_("look on the site for the new address"),
            status=404,
        )


def _title(tree: Any, named: dict[str, str], listed: Item | None) -> str:  # noqa: ANN401 - lxml has no types
    """Return the page's own word for its title, else the list's, else a heading."""
    own = named.get("articletitle", "")
    if own or (listed and not listed.cut):
        return own or (listed.title if listed else "")
    shown = _title_shown(tree, named)
    if listed and same_title(listed.title) not in same_title(shown):  # no mark of omission is a letter
        return listed.title
    return shown


def _title_shown(tree: Any, named: dict[str, str]) -> str:  # noqa: ANN401
    """Return a heading that the window title confirms, else what is left of that without the site's name."""
    window = one_line(next((node.text or "" for node in tree.iter("title")), ""))
    headings = [one_line(node.text_content()) for node in tree.iter("h1", "h2")]
    confirmed = next((words for words in headings if len(words) >= 4 and words[:6] in window), "")
    return confirmed or named.get("og:title") or _SITE_NAME.split(window)[0].strip()


def _day_in_head(named: dict[str, str]) -> date | None:
    keys = ("pubdate", "article:published_time", "publishdate", "firstpublishedtime")
    return next((day for key in keys if (day := day_of(named.get(key, "")))), None)


def _day_in(words: str) -> date | None:
    found = _DAY.search(words)
    return day_of(found[0]) if found else None


def _credits(named: dict[str, str], below: str, inside: Credits) -> Credits:
    found = Credits(
        publisher=named.get("contentsource", ""),
        author=named.get("author", ""),
        editor=named.get("editor", ""),
    )
    for other in (inside, credits_among(below[:_LINE]), Credits(publisher=named.get("og:site_name", ""))):
        found.fill(other)
    return found


def _markup(content: Any) -> str:  # noqa: ANN401
    return str(html.tostring(content, encoding="unicode", with_tail=False)) if content is not None else ""
