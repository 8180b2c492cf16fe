"""Random pieces of texts, what a search for them must find, and what the search page finds in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from site_builder.plan.search.words import letters

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

SHORTEST, LONGEST = 2, 8  # characters of a fragment
FIRST = 10  # answers that count
ASK = """
    const [query, done] = arguments
    const started = performance.now()
    kepuSearch.find(kepuSearch.runsOf(query), {})
        .then(answers => answers.next(10))
        .then(texts => done([texts.map(text => text.url), performance.now() - started]),
              error => done([['failed: ' + error.message], 0]))
"""


class Findable(NamedTuple):
    """A text as the search may find it: all its words are `words`, title and tags as well."""

    url: str
    title: str
    words: str


class Score(NamedTuple):
    """`recall` of the first ten answers, and how many queries found nothing at all."""

    recall: float
    empty: int


def fragments(texts: Sequence[str], count: int, seed: str) -> list[str]:
    """Return pieces of paragraphs, marks and digits included, each with two letters at least."""
    rng = Random(seed)
    lines = [line for text in texts for line in text.split("\n") if len(letters(line)) >= SHORTEST]
    found: list[str] = []
    while len(found) < count:
        line = rng.choice(lines)
        size = rng.randint(SHORTEST, LONGEST)
        start = rng.randrange(max(1, len(line) - size + 1))
        piece = line[start : start + size].strip()
        if len(letters(piece)) >= SHORTEST and max(map(len, runs(piece))) >= SHORTEST:
            found.append(piece)
    return found


def runs(query: str) -> list[str]:
    """Return the letters of each word of a query, as the page does."""
    return [run for word in query.split() if (run := letters(word))]


def ask(browser: Chrome, query: str) -> list[str]:
    """Return the addresses of the first ten answers that the open search page gives."""
    urls, _seconds = browser.execute_async_script(ASK, query)
    return [str(url) for url in urls]


def score(browser: Chrome, queries: Sequence[str], texts: Sequence[tuple[str, str]]) -> Score:
    """Ask all queries; `texts` are addresses with the letters in which a query must stand to be right."""
    shares: list[float] = []
    empty = 0
    for query in queries:
        wanted = runs(query)
        right = {url for url, said in texts if all(run in said for run in wanted)}
        found = ask(browser, query)
        empty += not found
        shares.append(len(right.intersection(found)) / min(FIRST, len(right)))
    return Score(sum(shares) / len(shares), empty)
