"""One pull: ask every source that is due, file what it gives, and tell how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from urllib.parse import urlsplit

from site_builder.errors import Problem
from site_builder.pull.asking import Due, asking, wait_for
from site_builder.pull.clean import one_line
from site_builder.pull.curate import checked_section
from site_builder.pull.dates import CHINA
from site_builder.pull.entry import Entry, Item
from site_builder.pull.http import Client, Robots
from site_builder.pull.inbox import Inbox, Result
from site_builder.pull.intake import entry_of
from site_builder.pull.ledger import load_known
from site_builder.pull.locks import one_change, one_pull
from site_builder.pull.markdown import Prove
from site_builder.pull.memory import Memory, Visit, load_memory, save_memory, state_file
from site_builder.pull.outcome import Outcome
from site_builder.pull.pending import read_inbox
from site_builder.pull.polite import closed_for_good, is_due
from site_builder.pull.visit import READERS, Answer, fetch, read, terms
from site_builder.settings import FeedSource, Folder
from site_builder.urls import slugify

Report = Callable[[Outcome], None]
Show = Callable[[FeedSource, Item], None]

SHOWN = 40  # characters of a title in a message
SAVED_TOGETHER = 500  # items at least; after a power cut so many are known by their files only


def pull_all(
    sources: Sequence[FeedSource],
    folder: Folder,
    *,
    client: Client,
    now: datetime,
    prove: Prove,
    ask_all: bool = False,
    report: Report = lambda _outcome: None,
    show: Show = lambda _source, _item: None,
) -> tuple[Outcome, ...]:
    """Ask the sources and return what became of each, in their order; one dead source never stops the rest.

    `prove` renders Markdown to the plain text that the hub shows; `ask_all` asks those not due yet, too;
    `show` is given each item that was taken or known. Sources that are switched off are left out.
    Stopped half-way, what was filed stays filed and the rest is asked again. Answers are filed in the order
    of the sources, however fast they come: of two with the same text, the first named keeps it.
    """
    outcomes = []
    sources = [source for source in sources if not source.disabled]
    with one_pull(folder):
        session = _Session.of(folder, now, prove)
        session.show = show
        client.kept = session.memory.robots
        due = [one for source in sources if (one := session.due(source, ask_all=ask_all))]
        with session.remembered(), asking(due, client=client, now=now) as answers:
            for source in sources:
                answer = wait_for(answers[source.id]) if source.id in answers else None
                answers.pop(source.id, None)  # its texts take memory, and are filed next
                outcome = session.file(source, answer)
                report(outcome)
                outcomes.append(outcome)
    return tuple(outcomes)


def add_page(
    url: str,
    sources: Sequence[FeedSource],
    folder: Folder,
    *,
    client: Client,
    now: datetime,
    prove: Prove,
    section: str = "",
) -> tuple[Entry, Result]:
    """Put one web page into the inbox, on the terms of the source it belongs to if there is one.

    Raises SiteError when it cannot be had.
    """
    if section:
        checked_section(folder, section, command=f"kepu pull add {one_line(url)}")
    source = _source_of(url, sources)
    source = replace(source, section=section or source.section)
    with one_pull(folder):
        session = _Session.of(folder, now, prove)
        response = fetch(client, source, robots=Robots(client), last=Visit())
        item = read(READERS["page"], response, source.encoding)[0]
        with session.remembered():
            return session.take(source, replace(item, publisher=item.publisher or source.name))


@dataclass(slots=True)
class _Session:
    """The inbox and the memory during one pull; `_unsaved` counts what was filed since the last saving."""

    folder: Folder
    memory: Memory
    now: datetime
    prove: Prove
    show: Show = lambda _source, _item: None
    _inbox: Inbox | None = None
    _unsaved: int = 0

    @classmethod
    def of(cls, folder: Folder, now: datetime, prove: Prove) -> Self:
        return cls(folder, load_memory(state_file(folder.cache)), now, prove)

    @property
    def inbox(self) -> Inbox:
        """Read the inbox when the first item comes: often there is none."""
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
        last = self._last(source)
        return (source, last) if ask_all or is_due(last, source.every, self.now) else None

    def file(self, source: FeedSource, answer: Answer | None) -> Outcome:
        """Put what a source gave into the inbox, then remember the visit."""
        outcome = Outcome(source=source.id, name=source.name)
        if answer is None:
            last = self._last(source)
            closed = closed_for_good().problems[0] if last.gone else None
            waiting, resting = closed is None, closed is None and last.failures > 0
            return replace(outcome, waiting=waiting, resting=resting, problem=_named(source, closed))
        results, lost, left = self._take_all(source, answer.items)
        visit = answer.visit.unread() if lost or left else answer.visit
        new = results.count("new")
        self.memory.visits[source.id] = visit.but(new=new, fresh=self.now if new else visit.fresh)
        return replace(
            outcome,
            new=new,
            changed=results.count("changed"),
            beside=results.count("beside"),
            lost=tuple(lost),
            moved=answer.visit.moved,
            problem=_named(source, answer.error.problems[0] if answer.error else None),
        )

    def take(self, source: FeedSource, item: Item) -> tuple[Entry, Result]:
        """Put one item into the inbox."""
        entry = entry_of(source, item, self.prove)
        with self._turn() as inbox:
            return entry, inbox.take(entry, self._today)

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
                    results.append(inbox.take(entry_of(source, item, self.prove), self._today))
                    self.show(source, item)
                except Exception as error:  # one item, whatever it holds, never stops the rest
                    if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
                        raise  # the disk is full, or not ours to write: true of every item
                    lost.append(one_line(item.title)[:SHOWN])
        self._unsaved += len(results)
        if self._unsaved > max(SAVED_TOGETHER, len(self.memory.written) // 4):
            self._save()
        return results, lost, False

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

    def _last(self, source: FeedSource) -> Visit:
        """Return the last visit; when sources.toml says something else since, there was none."""
        fresh = Visit(terms=terms(source))
        last = self.memory.visits.get(source.id, fresh)
        return last if last.terms == fresh.terms else fresh


def _named(source: FeedSource, problem: Problem | None) -> Problem | None:
    return replace(problem, where=source.name) if problem else None


def _source_of(url: str, sources: Sequence[FeedSource]) -> FeedSource:
    """Return the terms for a page: those of the source on the same host, else title, summary and link."""
    host = _host(url)
    for source in sources:
        if host and _host(source.url) == host:
            return replace(source, url=url, kind="page")
    return FeedSource(id=slugify(host) or "web", name=host, url=url, kind="page")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
