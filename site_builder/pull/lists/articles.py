"""The article pages behind the rows of a list, fetched only where the source's terms have a use for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from site_builder.digest import digest
from site_builder.i18n import _
from site_builder.pull.clean import one_line, plain_text
from site_builder.pull.entry import Item
from site_builder.pull.errand import Errand
from site_builder.pull.http import Response
from site_builder.pull.identity import same_address, same_title
from site_builder.pull.links import file_kind
from site_builder.pull.lists.addresses import is_front, is_own
from site_builder.pull.lists.whole import read_article
from site_builder.pull.trouble import FetchError, NoArticleError

_GONE = (404, 410)
_REFUSED = (401, 403, 406, 412, 451)  # not for programs; the title and the link are public all the same
_PATIENCE = 3  # pages in a row that cannot be had; then the site has a trouble, and is left in peace
_ENOUGH = 3  # articles that tell something about all
_SHORTEST = 20  # characters of a text
_START = 8  # letters of a summary that its article has, too
_SENTENCE = re.compile("[。！？]")


@dataclass(slots=True)
class Fetched:
    """What came of the articles of a list.

    `items` in the order of the list; `missing` addresses lead to nothing, `lost` are titles of pages to be
    asked for again; `error` ended the visit early. `texts` are digests, empty for a page without text.
    """

    about: str  # what the list page says of itself

    items: list[Item] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    error: FetchError | None = None
    texts: list[str] = field(default_factory=list)


def fetch_articles(errand: Errand, listed: Sequence[Item], *, had_texts: bool, about: str) -> Fetched:
    """Return the items with what their pages say; `about` as in Fetched.

    Raises FetchError when the pages have no text any more, or all the same one.
    """
    done, failures = Fetched(about), 0
    for item in listed:
        if not _is_wanted(item, errand):
            done.items.append(item)
            continue
        try:
            done.items.append(_article(errand, item, done))
            failures = 0
        except FetchError as error:
            failures += not _put_away(item, error, done)
            if error.wait is not None or failures >= _PATIENCE:
                done.error = error
                break
    _check_texts(done.texts, had_texts=had_texts)
    return done


def _is_wanted(item: Item, errand: Errand) -> bool:
    """Say whether the article's page has to be read for what the rights let us keep."""
    if item.foreign or file_kind(item.link):
        return False
    return errand.source.rights != "link" or item.cut or item.date is None


def _put_away(item: Item, error: FetchError, done: Fetched) -> bool:
    """Note what becomes of an item whose page cannot be had; say whether that is settled."""
    if error.status in _GONE:
        done.missing.append(item.link)
    elif error.status in _REFUSED:
        done.items.append(item)
    else:
        done.lost.append(item.title)
        return False
    return True


def _article(errand: Errand, item: Item, done: Fetched) -> Item:
    source = errand.source
    response = errand.ask(item.link, referer=errand.response.url)
    _check_place(response, item, errand)
    if not is_own(response.url, source.url, source.allow_hosts):
        return replace(item, foreign=True, guid=item.link, link=response.url)
    if not _is_page(response):
        return item
    try:
        found = read_article(errand, response, item)
    except FetchError as error:
        if not isinstance(error, NoArticleError):
            raise
        return item  # the list knows title and link
    words = plain_text(found.content)
    done.texts.append(digest(words.encode("utf-8", "surrogatepass")) if _has_text(found, words) else "")
    moved = same_address(response.url) != same_address(item.link)
    return replace(
        found,
        summary=found.summary if _is_abstract(plain_text(found.summary), words, done.about) else "",
        link=response.url if moved else item.link,
        guid=item.link if moved else "",
    )


def _is_abstract(summary: str, words: str, about: str) -> bool:
    """Say whether what a page's head tells is of this article: many sites tell of themselves there."""
    if not summary or summary == about:
        return False
    start = same_title(summary)[:_START]
    return (len(start) == _START and start in same_title(words)) or bool(_SENTENCE.search(summary))


def _check_place(response: Response, item: Item, errand: Errand) -> None:
    """Raise FetchError when a site sends readers of a deleted article to its front page."""
    home = same_address(errand.response.url)
    if same_address(response.url) != same_address(item.link) and (
        is_front(response.url) or same_address(response.url) == home
    ):
        raise FetchError(_("the page leads to the site's front page"), status=404)


def _is_page(response: Response) -> bool:
    kind = response.header("content-type").lower()
    return not response.body.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) and (
        not kind or "html" in kind or "xml" in kind or "text/plain" in kind
    )


def _has_text(found: Item, words: str) -> bool:
    return len(one_line(words)) >= _SHORTEST or "<img" in found.content


def _check_texts(texts: Sequence[str], *, had_texts: bool) -> None:
    empty = texts.count("")
    if texts and (empty == len(texts) if had_texts else len(texts) >= _ENOUGH) and empty * 3 > len(texts) * 2:
        raise FetchError(
            _("the article pages look redesigned: no text is found on {count} of {all}").format(
                count=empty, all=len(texts)
            )
            if had_texts
            else _("no text is found on the article pages: {count} of {all}").format(
                count=empty, all=len(texts)
            ),
            hint=_(
                'open one in a browser; say where the text stands:  body = "div.content"  in sources.toml'
            ),
        )
    if len(texts) >= _ENOUGH and len(set(texts)) == 1 and texts[0]:
        raise FetchError(
            _("every article page shows the same text; the site may keep programs out"),
            hint=_("open one in a browser; add single pages with  kepu pull add"),
        )
