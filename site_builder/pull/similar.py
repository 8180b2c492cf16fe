"""Texts that say nearly the same: found by the pairs of letters that their titles and beginnings share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from site_builder.pull.identity import same_title

BEGINNING = 400  # letters of a text that are compared
TITLE, TEXT = 0.5, 0.5  # shares of pairs above which titles, or texts, count as similar
_SHORTEST_TITLE, _SHORTEST_TEXT = 5, 20  # pairs; fewer say nothing
_COMMON = 0.2  # a pair that so large a share of all texts has tells none from another
_FEW = 50  # texts, among which no pair is common
MOST = 3  # similar texts that are told of one


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A text that a new one may resemble: `key` names it among all, `words` are its first ones."""

    key: str
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A known text that resembles another; `share` of 1 means the same."""

    known: Known
    share: float


class Likeness:
    """Finds, among known texts, those that resemble one of them or a new one."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._titles = _Index(_SHORTEST_TITLE, TITLE, _of_both)
        self._texts = _Index(_SHORTEST_TEXT, TEXT, _of_the_smaller)
        self._known: dict[str, Known] = {}
        for one in known:
            self._known[one.key] = one
            self._titles.add(one.key, _pairs(one.title))
            self._texts.add(one.key, _pairs(one.words[:BEGINNING]))

    def of(self, one: Known) -> tuple[Twin, ...]:
        """Return what resembles the text, but not the text itself, the most similar first."""
        shares: dict[str, float] = {}
        found = (
            *self._titles.near(_pairs(one.title)),
            *self._texts.near(_pairs(one.words[:BEGINNING])),
        )
        for key, share in found:
            shares[key] = max(share, shares.get(key, 0))
        shares.pop(one.key, None)
        return best(Twin(known=self._known[key], share=round(share, 2)) for key, share in shares.items())


def best(twins: Iterable[Twin]) -> tuple[Twin, ...]:
    """Return the most similar, in their order."""
    return tuple(sorted(twins, key=lambda twin: (-twin.share, twin.known.key))[:MOST])


class _Index:
    """Which texts have which pair of letters."""

    def __init__(self, shortest: int, least: float, measure: Callable[[int, int, int], float]) -> None:
        self._shortest = shortest
        self._least = least
        self._measure = measure
        self._sizes: dict[str, int] = {}
        self._having: dict[str, list[str]] = {}

    def add(self, key: str, pairs: frozenset[str]) -> None:
        if len(pairs) < self._shortest:
            return
        self._sizes[key] = len(pairs)
        for pair in pairs:
            self._having.setdefault(pair, []).append(key)

    def near(self, pairs: frozenset[str]) -> Iterator[tuple[str, float]]:
        """Yield each text that shares enough pairs."""
        if len(pairs) < self._shortest:
            return
        most = max(_FEW, round(len(self._sizes) * _COMMON))
        rare = [self._having[pair] for pair in pairs if len(self._having.get(pair, ())) in range(1, most + 1)]
        shared = Counter(key for keys in rare for key in keys)
        for key, count in shared.items():
            share = self._measure(count, len(pairs), self._sizes[key])
            if share >= self._least:
                yield key, share


def _of_both(shared: int, one: int, other: int) -> float:
    return 2 * shared / (one + other)


def _of_the_smaller(shared: int, one: int, other: int) -> float:
    """One text may be the beginning of the other, or quote it."""
    return shared / min(one, other)


def _pairs(text: str) -> frozenset[str]:
    plain = same_title(text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
