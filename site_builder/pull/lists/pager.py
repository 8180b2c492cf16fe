"""Where a list goes on: its next page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from site_builder.pull.clean import one_line
from site_builder.pull.links import web_address
from site_builder.pull.lists.rows import Page

_NEXT = re.compile(
    r"[\[【(]?\s*(?:下一?页|后一?页|下页|next(?: page)?|[>›»]{1,2})\s*[\]】)]?\s*[>›»]*", re.IGNORECASE
)
_SCRIPTED = re.compile(  # createPageHTML(pages, current, "index", "shtml"): how TRS writes its pager
    r"""createPageHTML\w*\(\s*(?:["'][^"']*["']\s*,\s*)?(\d+)\s*,\s*(\d+)\s*,\s*["']([\w-]+)["']\s*,\s*["'](\w+)["']"""
)
_COUNT, _CURRENT = (re.compile(rf"\b{name}\s*=\s*(\d+)") for name in ("countPage", "currentPage"))
_FILE = re.compile(r"(?P<stem>.*?)(?:[_-](?P<number>\d{1,4}))?\.(?P<ending>s?html?|jsp|aspx|php)$")
_QUERY = re.compile(
    r"(?P<key>(?:^|[?&])(?:page|p|pageno|pagenum|pageindex|pn|currentpage)=)(?P<number>\d{1,5})",
    re.IGNORECASE,
)


def next_page(page: Page) -> str:
    """Return the address of the page after a list page, empty when there is none to be seen."""
    links = list(_links(page))
    for address, words, rel in links:
        if rel == "next" or _NEXT.fullmatch(words):
            return address
    return _scripted(page.text, page.url) or _counted(page.url, {address for address, _words, _rel in links})


def _links(page: Page) -> Iterator[tuple[str, str, str]]:
    for link in page.tree.iter("a", "link"):
        words = one_line((link.text_content() or link.get("title") or "")[:40])
        address = web_address(link.get("href") or "", page.base).partition("#")[0]
        if address and address != page.url:
            yield address, words, (link.get("rel") or "").lower()


def _scripted(text: str, url: str) -> str:
    found = _SCRIPTED.search(text)
    if found:
        total, current, name, ending = int(found[1]), int(found[2]), found[3], found[4]
        return urljoin(url, f"{name}_{current + 1}.{ending}") if current + 1 < total else ""
    pages, here = _COUNT.search(text), _CURRENT.search(text)
    if pages and here and int(here[1]) + 1 < int(pages[1]):
        return urljoin(url, f"index_{int(here[1]) + 1}.{_ending(url)}")
    return ""


def _ending(url: str) -> str:
    found = _FILE.match(urlsplit(url).path)
    return found["ending"] if found else "html"


def _counted(url: str, addresses: set[str]) -> str:
    """Return which of addresses is that of url with the next number: index_1.html after index.html."""
    return next((address for address in _successors(url) if address in addresses), "")


def _successors(url: str) -> Iterator[str]:
    path, mark, query = url.partition("?")
    found = _QUERY.search(mark + query)
    if found:
        following = f"{found['key']}{int(found['number']) + 1}"
        yield path + (mark + query).replace(found[0], following, 1)
        return
    file = _FILE.match(path)
    for stem, number, ending in [(file["stem"], file["number"], file["ending"])] if file else _indexes(path):
        numbers = (int(number) + 1,) if number else (1, 2)
        yield from (f"{stem}{joint}{following}.{ending}" for following in numbers for joint in "_-")
    if not query:
        yield from (f"{path}?{key}=2" for key in ("page", "p", "pageNo", "pageIndex", "PageIndex"))


def _indexes(path: str) -> list[tuple[str, str, str]]:
    return [(f"{path.rstrip('/')}/index", "", ending) for ending in ("shtml", "html", "htm")]
