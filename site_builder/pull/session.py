"""The inbox and the memory during one pull: what a source gave is filed, then remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from site_builder.errors import Problem
from site_builder.media import media_in
from site_builder.pull.asking import Due
from site_builder.pull.clean import one_line
from site_builder.pull.dates import CHINA
from site_builder.pull.entry import Entry, Item
from site_builder.pull.errand import Stock
from site_builder.pull.hubs import Delivery, Depot, Filing, Here, Judge, memory_of
from site_builder.pull.inbox import Inbox, Result
from site_builder.pull.intake import entry_of
from site_builder.pull.keep import keep_media, there
from site_builder.pull.ledger import load_known
from site_builder.pull.locks import one_change
from site_builder.pull.markdown import Prove
from site_builder.pull.memory import Memory, Visit, load_memory, save_memory, state_file
from site_builder.pull.outcome import Outcome
from site_builder.pull.pending import read_inbox
from site_builder.pull.polite import closed_for_good, is_due
from site_builder.pull.visit import Answer, terms
from site_builder.settings import FeedSource, Folder

Show = Callable[[FeedSource, Item], None]
Judging = Callable[[], Judge]

SHOWN = 40  # characters of a title in a message
SAVED_TOGETHER = 500  # items at least; after a power cut so many are known by their files only


@dataclass(slots=True, kw_only=True)
class Session:
    """`show` and `judging` as in pull_all; `_unsaved` counts what was filed since the last saving."""

    folder: Folder
    memory: Memory
    now: datetime
    prove: Prove
    show: Show = lambda _source, _item: None
    judging: Judging = lambda: lambda _path, _text, _pictures: ()
    _inbox: Inbox | None = None
    _unsaved: int = 0

    @classmethod
    def of(cls, folder: Folder, now: datetime, prove: Prove) -> Self:
        memory = load_memory(state_file(folder.cache))
        memory = replace(memory, media=there(folder.content, memory.media))
        return cls(folder=folder, memory=memory, now=now, prove=prove)

    @property
    def inbox(self) -> Inbox:
        """Read the inbox when it is needed: often nothing is new."""
        if self._inbox is None:
            self._inbox = Inbox(self.folder.content, load_known(self.folder.content), self.memory.written)
            self._inbox.load(read_inbox(self.folder.content)[0])
        return self._inbox

    @contextmanager
    def remembered(self) -> Iterator[None]:
        """Keep what was filed and asked, even when the pull breaks off."""
        try:
            yield
        finally:
            self._save()

    def due(self, source: FeedSource, *, ask_all: bool) -> Due | None:
        """Return the source with its last visit if it is to be asked now."""
        last = self.last(source)
        return (source, last) if ask_all or is_due(last, source.every, self.now) else None

    def last(self, source: FeedSource) -> Visit:
        """Return the last visit; when sources.toml says something else since, there was none."""
        fresh = Visit(terms=terms(source))
        last = self.memory.visits.get(source.id, fresh)
        return last if last.terms == fresh.terms else fresh

    def stock(self, due: Sequence[Due]) -> Stock:
        """Return what the hub has, where one of the sources asks for more than its own address."""
        if any(source.kind == "list" or source.rights == "full" for source, _last in due):
            return self.inbox.stock(self.memory.media)
        return Stock()

    def depot(self, source: str) -> Depot:
        """Return where what a source's hub hands on waits until it is filed."""
        return Depot(self.folder.content, self.folder.cache / "pull" / "hubs" / source)

    def file(self, source: FeedSource, answer: Answer | None) -> Outcome:
        """Put what a source gave where it belongs, then remember the visit."""
        outcome = Outcome(source=source.id, name=source.name)
        if answer is None:
            last = self.last(source)
            closed = closed_for_good().problems[0] if last.gone else None
            waiting, resting = closed is None, closed is None and last.failures > 0
            return replace(outcome, waiting=waiting, resting=resting, problem=_named(source, closed))
        outcome = replace(
            outcome,
            moved=answer.visit.moved,
            problem=_named(source, answer.error.problems[0] if answer.error else None),
        )
        if answer.delivery:
            return self._file_delivery(source, answer, answer.delivery, outcome=outcome)
        results, lost, left = self._take_all(source, answer.items)
        new = results.count("new")
        self._remember(source, answer.visit.unread() if lost or left or answer.left else answer.visit, new)
        return replace(
            outcome,
            new=new,
            changed=results.count("changed"),
            beside=results.count("beside"),
            lost=(*lost, *answer.lost),
        )

    def take(self, source: FeedSource, item: Item) -> tuple[Entry, Result]:
        """Put one item into the inbox."""
        with self._turn() as inbox:
            return self._keep(source, item, inbox)

    def _file_delivery(
        self, source: FeedSource, answer: Answer, delivery: Delivery, *, outcome: Outcome
    ) -> Outcome:
        """File what a hub above handed on, then remember what need not be read again."""
        depot = self.depot(source.id)
        with one_change(self.folder):
            filing = Filing(
                depot=depot,
                here=Here.of(self.folder.content),
                judging=self.judging,
                written=self.memory.written,
                source=source.id if source.trust == "review" else "",
            )
            filed = filing.file(delivery)
        seen = memory_of(delivery, self.last(source).seen, refused=filed.refused)
        visit = answer.visit.but(seen=seen)
        is_whole = len(seen["parts"]) == len(delivery.issue.parts)
        new = filed.results.count("new")
        self._remember(source, visit if is_whole else visit.unread(), new)
        self._save()
        depot.clear()
        return replace(
            outcome,
            new=new,
            changed=filed.results.count("changed"),
            beside=filed.results.count("beside"),
            withdrawn=tuple(filed.withdrawn),
            told=tuple(filed.problems),
        )

    def _take_all(self, source: FeedSource, items: Sequence[Item]) -> tuple[list[Result], list[str], bool]:
        """Take items up to the limit of new ones; return titles that were lost, and if some are left."""
        results: list[Result] = []
        lost: list[str] = []
        if not items:
            return results, lost, False
        with self._turn() as inbox:
            for item in items:
                if results.count("new") >= source.limit:
                    return results, lost, True
                try:
                    results.append(self._keep(source, item, inbox)[1])
                    self.show(source, item)
                except Exception as error:  # one item, whatever it holds, never stops the rest
                    if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
                        raise  # the disk is full, or not ours to write: true of every item
                    lost.append(one_line(item.title)[:SHOWN])
        self._unsaved += len(results)
        if self._unsaved > max(SAVED_TOGETHER, len(self.memory.written) // 4):
            self._save()
        return results, lost, False

    def _keep(self, source: FeedSource, item: Item, inbox: Inbox) -> tuple[Entry, Result]:
        """Write what an item shows, then its text: no text names a picture that is not there."""
        entry = entry_of(source, item, self.prove)
        if item.media:
            self.memory.media.update(keep_media(self.folder.content, item.media, used=media_in(entry.body)))
        return entry, inbox.take(entry, self._today)

    def _remember(self, source: FeedSource, visit: Visit, new: int) -> None:
        self.memory.visits[source.id] = visit.but(new=new, fresh=self.now if new else visit.fresh)

    @contextmanager
    def _turn(self) -> Iterator[Inbox]:
        """Hold the inbox as it is now."""
        with one_change(self.folder):
            self.inbox.refresh()
            yield self.inbox

    def _save(self) -> None:
        save_memory(self.memory, state_file(self.folder.cache))
        self._unsaved = 0

    @property
    def _today(self) -> date:
        return self.now.astimezone(CHINA).date()


def _named(source: FeedSource, problem: Problem | None) -> Problem | None:
    return replace(problem, where=source.name) if problem else None
