"""Search pages of a hub without the rest of its site, and the page in a browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from site_builder.build import Target
from site_builder.pipeline import read_folder
from site_builder.settings import Folder
from tests.page_hub import TODAY

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

RECIPES = {"script", "asset", "search.html", "article.html"}
DONE = """
    const done = arguments[0]
    const box = document.querySelector('[data-search]')
    const look = () => box.hasAttribute('data-done') && done(box.getAttribute('data-done'))
    new MutationObserver(look).observe(box, { attributes: true })
    look()
"""
ANSWERS = """
    return [].map.call(document.querySelectorAll('.answer h2 a'), link => link.textContent)
"""


def search_targets(root: Path) -> Iterator[Target]:
    """Yield what the search needs of the hub in root, and the pages of articles."""
    for batch in read_folder(Folder(root)).plan(TODAY).batches:
        if RECIPES.issuperset(batch.recipes):
            yield from batch.targets()


def write_search(root: Path, site: Path) -> None:
    """Make them, into the folder site."""
    targets = list(search_targets(root))
    for target, made in zip(targets, read_folder(Folder(root)).kitchen().cook(targets), strict=True):
        assert isinstance(made, bytes), made
        file = site / target.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(made)


def rows_of(root: Path) -> list[list[Any]]:
    """Return the texts that the page shows: title, address, date, kind, label, tags, pinyin, words, gone."""
    found: list[list[Any]] = []
    for target in search_targets(root):
        if target.recipe == "script" and "-" in target.path:
            found += cast("Sequence[list[Any]]", target.view["data"])
    return found


class SearchPage:
    """The page at `address` in a browser."""

    def __init__(self, browser: Chrome, address: str) -> None:
        self.browser = browser
        self.address = address

    def ask(self, query: str, **filters: object) -> list[str]:
        """Open the page with a query in its address; return the titles of the answers."""
        parts = {"q": query, **filters}
        self.browser.get("about:blank")
        self.browser.get(f"{self.address}?{'&'.join(f'{key}={quote(str(v))}' for key, v in parts.items())}")
        return self.answers()

    def answers(self) -> list[str]:
        self.browser.execute_async_script(DONE)
        return [str(title) for title in self.browser.execute_script(ANSWERS)]

    @property
    def said(self) -> str:
        return str(self.browser.find_element("css selector", "[data-state]").text)

    def marks(self, where: str) -> list[str]:
        return [mark.text for mark in self.browser.find_elements("css selector", f"{where} mark")]
