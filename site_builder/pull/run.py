"""One pull: ask every source that is due, file what it gives, and tell how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from site_builder.errors import Problem
from site_builder.media import media_in
from site_builder.pull.asking import Due, asking, wait_for
from site_builder.pull.clean import one_line
from site_builder.pull.curate import checked_section
from site_builder.pull.dates import CHINA
from site_builder.pull.entry import Entry, Item
from site_builder.pull.errand import Stock
from site_builder.pull.http import Client
from site_builder.pull.hubs import (
    BASE,
    INDEX,
    Delivery,
    Depot,
    Filing,
    Here,
    Judge,
    carried,
    fetch_delivery,
    memory_of,
    read_issue,
    source_of,
)
from site_builder.pull.inbox import Inbox, Result
from site_builder.pull.intake import entry_of
from site_builder.pull.keep import keep_media, there
from site_builder.pull.ledger import load_known
from site_builder.pull.locks import one_change, one_pull
from site_builder.pull.markdown import Prove
from site_builder.pull.memory import Memory, Visit, load_memory, save_memory
from site_builder.pull.outcome import Outcome
from site_builder.pull.pending import read_inbox
from site_builder.pull.polite import closed_for_good, is_due
from site_builder.pull.visit import Answer, Line, errand_for, read, terms
from site_builder.settings import FeedSource, Folder
from site_builder.urls import slugify

Report = Callable[[Outcome], None]
Judging = Callable[[], Judge]

SHOWN = 40  # characters of a title in a message


def pull_all(
    sources: Sequence[FeedSource],
    folder: Folder,
    *,
    client: Client,
    now: datetime,
    prove: Prove,
    ask_all: bool = False,
    judging: Judging = lambda: lambda _path, _text, _pictures: (),
    report: Report = lambda _outcome: None,
) -> tuple[Outcome, ...]:
    """Ask the sources and return what became of each, in their order; one dead source never stops the rest.

    `prove` renders Markdown to the plain text that the hub shows; `ask_all` asks those not due yet, too;
    `judging` gives what reads a text as the next build will, for those that need no editor.
    Stopped half-way, what was filed stays filed and the rest is asked again. Answers are filed in the order
    of the sources, however fast they come: of two with the same text, the first named keeps it.
    """
    outcomes = []
    with one_pull(folder):
        session = replace(_Session.of(folder, now, prove), judging=judging)
        due = [one for source in sources if (one := session.due(source, ask_all=ask_all))]
        stock = session.inbox.stock(session.memory.media)
        with asking(due, client=client, now=now, stock=stock, depots=session.depot) as answers:
            for source in sources:
                answer = wait_for(answers[source.id]) if source.id in answers else None
                outcome = session.file(source, answer)
                report(outcome)
                outcomes.append(outcome)
    return tuple(outcomes)


def pull_from(
    place: Path,
    sources: Sequence[FeedSource],
    folder: Folder,
    *,
    now: datetime,
    prove: Prove,
    judging: Judging,
    older: bool = False,
) -> Outcome:
    """Take what a hub above hands on from a copy of its output: a folder, or a ZIP file.

    The one of `sources` that is that hub says on what terms; `older` takes a copy that is older than what
    was taken last, too. Raises SiteError when there is no such output, or it is no source's.
    """
    with one_pull(folder), carried(place) as ask:
        response = ask(BASE + INDEX)
        source = source_of(read_issue(response.body), sources)
        session = replace(_Session.of(folder, now, prove), judging=judging)
        last = session.last(source)
        seen = {} if older else last.seen
        delivery = fetch_delivery(response, ask=ask, depot=session.depot(source.id), seen=seen)
        return session.file(source, Answer(visit=last.unread(), delivery=delivery, error=delivery.error))


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
        line = Line.of(client, now)
        stock = Stock(media=session.memory.media)
        item = read(errand_for(source, Visit(), line=line, stock=stock)).items[0]
        return session.take(source, replace(item, publisher=item.publisher or source.name))


@dataclass(frozen=True, slots=True)
class _Session:
    """The inbox and the memory during one pull."""

    folder: Folder
    memory: Memory
    inbox: Inbox
    now: datetime
    prove: Prove
    judging: Judging = lambda: lambda _path, _text, _pictures: ()

    @classmethod
    def of(cls, folder: Folder, now: datetime, prove: Prove) -> Self:
        memory = load_memory(_state(folder))
        memory = replace(memory, media=there(folder.content, memory.media))
        inbox = Inbox(folder.content, load_known(folder.content), memory.written)
        inbox.load(read_inbox(folder.content)[0])
        return cls(folder, memory, inbox, now, prove)

    def due(self, source: FeedSource, *, ask_all: bool) -> Due | None:
        """Return the source with its last visit if it is to be asked now."""
        last = self.last(source)
        return (source, last) if ask_all or is_due(last, source.every, self.now) else None

    def file(self, source: FeedSource, answer: Answer | None) -> Outcome:
        """Put what a source gave into the inbox, then remember the visit."""
        outcome = Outcome(source=source.id, name=source.name)
        if answer is None:
            last = self.last(source)
            closed = closed_for_good().problems[0] if last.gone else None
            waiting, resting = closed is None, closed is None and last.failures > 0
            return replace(outcome, waiting=waiting, resting=resting, problem=_named(source, closed))
        if answer.delivery:
            return self._file_delivery(source, answer, answer.delivery)
        with self._turn():
            results, lost, left = self._take_all(source, answer.items)
            again = lost or left or answer.left
            self.memory.visits[source.id] = answer.visit.unread() if again else answer.visit
        return replace(
            outcome,
            new=results.count("new"),
            changed=results.count("changed"),
            beside=results.count("beside"),
            lost=(*lost, *answer.lost),
            moved=answer.visit.moved,
            problem=_named(source, answer.error.problems[0] if answer.error else None),
        )

    def depot(self, source: str) -> Depot:
        """Return where what a source's hub hands on waits until it is filed."""
        return Depot(self.folder.content, self.folder.cache / "pull" / "hubs" / source)

    def _file_delivery(self, source: FeedSource, answer: Answer, delivery: Delivery) -> Outcome:
        """Put what a hub above handed on where it belongs, then remember what need not be read again."""
        depot = self.depot(source.id)
        with self._turn():
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
            self.memory.visits[source.id] = visit if is_whole else visit.unread()
        depot.clear()
        return Outcome(
            source=source.id,
            name=source.name,
            new=filed.results.count("new"),
            changed=filed.results.count("changed"),
            beside=filed.results.count("beside"),
            withdrawn=tuple(filed.withdrawn),
            told=tuple(filed.problems),
            moved=answer.visit.moved,
            problem=_named(source, answer.error.problems[0] if answer.error else None),
        )

    def take(self, source: FeedSource, item: Item) -> tuple[Entry, Result]:
        """Put one item into the inbox."""
        with self._turn():
            return self._keep(source, item)

    def _take_all(self, source: FeedSource, items: Iterable[Item]) -> tuple[list[Result], list[str], bool]:
        """Take items up to the limit of new ones; return titles that were lost, and if some are left."""
        results: list[Result] = []
        lost: list[str] = []
        for item in items:
            if results.count("new") >= source.limit:
                return results, lost, True
            try:
                results.append(self._keep(source, item)[1])
            except Exception as error:  # one item, whatever it holds, never stops the rest
                if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
                    raise  # the disk is full, or not ours to write: true of every item
                lost.append(one_line(item.title)[:SHOWN])
        return results, lost, False

    def _keep(self, source: FeedSource, item: Item) -> tuple[Entry, Result]:
        """Write what an item shows, then its text: no text names a picture that is not there."""
        entry = entry_of(source, item, self.prove)
        self.memory.media.update(keep_media(self.folder.content, item.media, used=media_in(entry.body)))
        return entry, self.inbox.take(entry, self._today)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Hold the inbox as it is now, and remember what was filed even when that breaks off."""
        with one_change(self.folder):
            self.inbox.refresh()
            try:
                yield
            finally:
                save_memory(self.memory, _state(self.folder))

    @property
    def _today(self) -> date:
        return self.now.astimezone(CHINA).date()

    def last(self, source: FeedSource) -> Visit:
        """Return the last visit; when sources.toml says something else since, there was none."""
        fresh = Visit(terms=terms(source))
        last = self.memory.visits.get(source.id, fresh)
        return last if last.terms == fresh.terms else fresh


def _state(folder: Folder) -> Path:
    return folder.cache / "pull" / "state.json"


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
