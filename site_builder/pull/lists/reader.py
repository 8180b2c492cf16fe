"""A list page and its following pages as items: new rows only, their articles where the rights allow."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from site_builder.i18n import _
from site_builder.pull.clean import one_line
from site_builder.pull.dates import CHINA
from site_builder.pull.entry import Item
from site_builder.pull.errand import Errand, Found, text_of
from site_builder.pull.http import Response
from site_builder.pull.identity import same_address
from site_builder.pull.lists.addresses import is_own
from site_builder.pull.lists.articles import fetch_articles
from site_builder.pull.lists.choice import chosen
from site_builder.pull.lists.health import Seen, address_mark, check_list, mark
from site_builder.pull.lists.pager import next_page
from site_builder.pull.lists.rows import Page, Row, all_rows, merged, named_rows
from site_builder.pull.tree import base_of, drop_unseen, meta_of, page_tree, refresh_of
from site_builder.pull.trouble import FetchError

_FEED = re.compile(r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)

_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL)


def read_list(errand: Errand) -> Found:
    """Return what is new on a list page; articles are asked for no more than the rights have a use for.

    Raises FetchError for a page without a list, and for one that looks redesigned.
    """
    first = _page_of(errand, errand.response)
    rows = _rows(first, errand)
    seen = Seen.of(errand.seen)
    check_list(rows, first, seen, source=errand.source)
    walk = _Walk(errand, seen)
    walk.go(first, rows)
    taken = walk.fresh[: errand.source.limit]
    about = one_line(meta_of(first.tree).get("description", ""))
    done = fetch_articles(errand, taken, had_texts=seen.texts, about=about)
    items = {item.guid or item.link for item in done.items}
    settled = items | set(done.missing)
    left = len(walk.fresh) > len(settled)
    return Found(
        items=done.items,
        seen=replace(
            seen.measured(rows, first),
            titles=walk.dealt_with(settled),
            missing=(*map(address_mark, done.missing), *seen.missing),
            texts=seen.texts or any(done.texts),
            left=left,
        ).kept(),
        left=left,
        lost=tuple(done.lost),
        error=done.error or walk.error,
    )


class _Walk:
    """The way from page to page, until all is known.

    `fresh` are the items that are new, and those that wait for an editor while the list gives them another
    title or day.
    """

    def __init__(self, errand: Errand, seen: Seen) -> None:
        self.fresh: list[Item] = []
        self.error: FetchError | None = None
        self._errand, self._seen = errand, seen
        self._met: dict[str, Row] = {}
        self._addresses = frozenset(seen.titles.values())

    def go(self, page: Page, rows: Sequence[Row]) -> None:
        """Read on from the first page. What the last visit left may stand behind pages that are known."""
        source, asked = self._errand.source, {same_address(page.url)}
        for _number in range(source.pages - 1):
            new = self._note(rows)
            address = next_page(page)
            if not (new or self._seen.left) or len(self.fresh) > source.limit:
                return
            if same_address(address) in asked or not is_own(address, page.url, source.allow_hosts):
                return
            asked.add(same_address(address))
            following = self._ask(address, page.url)
            if following is None:
                return
            page, rows = following, _rows(following, self._errand)
        self._note(rows)

    def dealt_with(self, settled: AbstractSet[str]) -> Mapping[str, str]:
        """Return the marks of what need not be taken again under another address, the newest first."""
        waiting = {item.link for item in self.fresh} - settled
        marks = {
            mark(row.title, row.date): address_mark(row.url)
            for row in self._met.values()
            if row.url not in waiting
        }
        return {**marks, **{key: value for key, value in self._seen.titles.items() if key not in marks}}

    def _note(self, rows: Sequence[Row]) -> int:
        """Add the new ones of rows to what is fresh; return how many there are."""
        before = len(self.fresh)
        for row in rows:
            if row.url not in self._met:
                self._met[row.url] = row
                self.fresh += [item for item in [self._item(row)] if self._is_new(row, item)]
        return len(self.fresh) - before

    def _item(self, row: Row) -> Item:
        source = self._errand.source
        foreign = not is_own(row.url, source.url, source.allow_hosts)
        return Item(title=row.title, link=row.url, date=row.date, cut=row.cut, foreign=foreign)

    def _is_new(self, row: Row, item: Item) -> bool:
        here, words = address_mark(row.url), mark(row.title, row.date)
        moved = self._seen.titles.get(words, here) != here
        if moved or here in self._seen.missing:
            return False
        if not self._errand.known(item):
            return True
        changed = bool(words) and words not in self._seen.titles and here in self._addresses
        return changed and not self._errand.settled(item)

    def _ask(self, address: str, referer: str) -> Page | None:
        try:
            return _page_of(self._errand, self._errand.ask(address, referer=referer))
        except FetchError as error:
            if error.status != 404:  # a script may count one page too many
                self.error = error
            return None


def _page_of(errand: Errand, response: Response, *, hops: int = 1) -> Page:
    text = _unpacked(text_of(response, errand.source.encoding))
    tree = page_tree(text)
    if _FEED.match(text):
        raise FetchError(
            _("what is at this address is a feed"), hint=_('write  kind = "feed"  in sources.toml')
        )
    if tree is None:
        raise FetchError(
            _("no list of articles can be found on the page"),
            hint=_("open it in a browser; mend the address"),
        )
    onward = refresh_of(tree, response.url)
    if onward and hops:
        return _page_of(errand, errand.ask(onward, referer=response.url), hops=0)
    drop_unseen(tree)
    base = base_of(tree, response.url)
    return Page(text, tree, response.url, base, errand.now.astimezone(CHINA).date())


def _unpacked(text: str) -> str:
    """Return text with the rows in place that a content system hands to its script, each in a record."""
    return _SCRIPT.sub(_records, text) if "<record>" in text else text


def _records(script: re.Match[str]) -> str:
    rows = _RECORD.findall(script[0])
    return f"<ul>{''.join(rows)}</ul>" if rows else script[0]


def _rows(page: Page, errand: Errand) -> list[Row]:
    if errand.source.items:
        return merged(named_rows(page, errand.source.items))
    return chosen(all_rows(page))
