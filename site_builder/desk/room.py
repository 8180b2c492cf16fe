"""What the desk knows of the hub, read again when somebody has changed it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from site_builder.errors import SiteError
from site_builder.model import Picture
from site_builder.pipeline import Reading, read_folder
from site_builder.plan.addresses import picture_address
from site_builder.pull import Case, Known, Likeness, cases
from site_builder.serve import trace
from site_builder.settings import FeedSource, Folder, load_sources

T = TypeVar("T")
_BEGINNING = 400  # characters of an article that are compared


@dataclass(frozen=True, kw_only=True)
class Stock:
    """The hub as read; `known` are its articles by path, `pictures` by address also those of items seen."""

    reading: Reading
    sources: Sequence[FeedSource]
    known: Mapping[str, Known]
    likeness: Likeness
    pictures: dict[str, Picture]

    @property
    def reviewer(self) -> str:
        """Return the role that has checked most of the hub's articles."""
        roles = Counter(one.meta.reviewed.by for one in self.reading.hub.articles if one.meta.reviewed)
        return max(roles, key=lambda role: (roles[role], role), default="")

    def level_of(self, source: str) -> str:
        return next((one.level for one in self.sources if one.id == source), "")

    def name_of(self, source: str) -> str:
        return next((one.name for one in self.sources if one.id == source), source)


@dataclass(frozen=True, kw_only=True)
class Queue:
    """What waits, by id and in its order; a trouble for each file that cannot be read."""

    cases: Mapping[str, Case]
    troubles: Sequence[SiteError]


class ClosedError(ConnectionError):
    """The desk has been closed: a browser that still asks gets no answer."""


class Room:
    """The hub and its inbox as they are now; `today` tells the day.

    All that reads or draws happens in one thread of its own: results are remembered in a file that belongs
    to the thread that has opened it.
    """

    def __init__(self, folder: Folder, today: Callable[[], dt.date]) -> None:
        self.folder = folder
        self.today = today
        self._thread = ThreadPoolExecutor(1, "desk")
        self._seen: dict[str, object] = {}
        self._stock: Stock | None = None
        self._queue: Queue | None = None

    def close(self) -> None:
        self._thread.shutdown(cancel_futures=True)

    def work(self, task: Callable[[Stock], T]) -> T:
        """Return what task makes of the hub, in the desk's thread; raises ClosedError when that has ended."""
        try:
            job = self._thread.submit(lambda: task(self._read()))
        except RuntimeError as error:  # the thread takes nothing more
            raise ClosedError from error
        try:
            return job.result()
        except CancelledError as error:
            raise ClosedError from error

    def queue(self) -> Queue:
        """Return what waits for a decision now."""
        return self.work(self._waiting)

    def _read(self) -> Stock:
        rows = trace(self.folder)
        inbox = str(self.folder.content / "inbox")
        waiting = frozenset(row for row in rows if row[0].startswith(inbox))
        if self._stock is None or self._seen.get("hub") != rows - waiting:
            self._stock, self._queue = _stock_of(self.folder), None
            self._seen["hub"] = rows - waiting
        if self._seen.get("inbox") != waiting:
            self._queue, self._seen["inbox"] = None, waiting
        return self._stock

    def _waiting(self, stock: Stock) -> Queue:
        if self._queue is None:
            found, troubles = cases(self.folder.content, stock.sources, stock.likeness, today=self.today())
            self._queue = Queue(cases={one.pending.entry.id: one for one in found}, troubles=troubles)
        return self._queue


def known_articles(reading: Reading) -> dict[str, Known]:
    """Return the hub's articles as new items are compared with them, by path."""
    texts = reading.texts()
    return {
        one.path: Known(key=one.path, title=one.meta.title, words=texts.of(one).words[:_BEGINNING])
        for one in reading.hub.articles
    }


def _stock_of(folder: Folder) -> Stock:
    reading = read_folder(folder)
    known = known_articles(reading)
    return Stock(
        reading=reading,
        sources=load_sources(folder.content),
        known=known,
        likeness=Likeness(known.values()),
        pictures={picture_address(one): one for one in reading.hub.pictures.values()},
    )
