"""One pull: ask every source that is due, file what it gives, and tell how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from site_builder.errors import Problem, SiteError
from site_builder.i18n import _
from site_builder.pull.asking import Due, asking, wait_for
from site_builder.pull.dates import CHINA
from site_builder.pull.entry import Entry, Item
from site_builder.pull.http import Client, Robots
from site_builder.pull.inbox import Inbox, Result
from site_builder.pull.intake import entry_of
from site_builder.pull.ledger import load_known
from site_builder.pull.markdown import Prove
from site_builder.pull.memory import Memory, Visit, load_memory, save_memory
from site_builder.pull.outcome import Outcome
from site_builder.pull.pending import read_inbox
from site_builder.pull.polite import closed_for_good, is_due
from site_builder.pull.visit import READERS, Answer, fetch, read, terms
from site_builder.settings import FeedSource, Folder
from site_builder.urls import slugify

Report = Callable[[Outcome], None]


def pull_all(
    sources: Sequence[FeedSource],
    folder: Folder,
    *,
    client: Client,
    now: datetime,
    prove: Prove,
    ask_all: bool = False,
    report: Report = lambda _outcome: None,
) -> tuple[Outcome, ...]:
    """Ask the sources and return what became of each, in their order; one dead source never stops the rest.

    `prove` renders Markdown to the plain text that the hub shows; `ask_all` asks those not due yet, too.
    Stopped half-way, what was filed stays filed and the rest is asked again. Answers are filed in the order
    of the sources, however fast they come: of two with the same text, the first named keeps it.
    """
    outcomes = []
    with _session(folder, now, prove) as session:
        due = [one for source in sources if (one := session.due(source, ask_all=ask_all))]
        with asking(due, client=client, now=now) as answers:
            for source in sources:
                answer = wait_for(answers[source.id]) if source.id in answers else None
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
    source = _source_of(url, sources)
    source = replace(source, section=section or source.section)
    with _session(folder, now, prove) as session:
        response = fetch(client, source, robots=Robots(client), last=Visit())
        item = read(READERS["page"], response, source.encoding)[0]
        return session.take(source, replace(item, publisher=item.publisher or source.name))


@dataclass(frozen=True, slots=True)
class _Session:
    """The inbox and the memory while one pull holds them."""

    state: Path
    memory: Memory
    inbox: Inbox
    now: datetime
    prove: Prove

    def due(self, source: FeedSource, *, ask_all: bool) -> Due | None:
        """Return the source with its last visit if it is to be asked now."""
        last = self._last(source)
        return (source, last) if ask_all or is_due(last, source.every, self.now) else None

    def file(self, source: FeedSource, answer: Answer | None) -> Outcome:
        """Put what a source gave into the inbox, then remember the visit."""
        outcome = Outcome(source=source.id, name=source.name)
        if answer is None:
            closed = closed_for_good().problems[0] if self._last(source).gone else None
            return replace(outcome, waiting=closed is None, problem=_named(source, closed))
        results = [self.inbox.take(entry_of(source, item, self.prove), self._today) for item in answer.items]
        self.memory.visits[source.id] = answer.visit
        save_memory(self.memory, self.state)
        return replace(
            outcome,
            new=results.count("new"),
            changed=results.count("changed"),
            beside=results.count("beside"),
            moved=answer.visit.moved,
            problem=_named(source, answer.error.problems[0] if answer.error else None),
        )

    def take(self, source: FeedSource, item: Item) -> tuple[Entry, Result]:
        """Put one item into the inbox."""
        entry = entry_of(source, item, self.prove)
        result = self.inbox.take(entry, self._today)
        save_memory(self.memory, self.state)
        return entry, result

    @property
    def _today(self) -> date:
        return self.now.astimezone(CHINA).date()

    def _last(self, source: FeedSource) -> Visit:
        """Return the last visit; when sources.toml says something else since, there was none."""
        fresh = Visit(url=source.url, terms=terms(source))
        last = self.memory.visits.get(source.id, fresh)
        return last if (last.url, last.terms) == (fresh.url, fresh.terms) else fresh


@contextmanager
def _session(folder: Folder, now: datetime, prove: Prove) -> Iterator[_Session]:
    """Give the inbox and the memory of the hub to one pull at a time.

    Raises SiteError when another pull is running.
    """
    state = folder.cache / "pull" / "state.json"
    state.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(state.with_name("lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise SiteError(
            _("another pull is running in this hub"), hint=_("wait until it has finished")
        ) from error
    with lock:
        memory = load_memory(state)
        inbox = Inbox(folder.content, load_known(folder.content), memory.written)
        inbox.load(read_inbox(folder.content)[0])
        yield _Session(state, memory, inbox, now, prove)


def _named(source: FeedSource, problem: Problem | None) -> Problem | None:
    return replace(problem, where=source.name) if problem else None


def _source_of(url: str, sources: Sequence[FeedSource]) -> FeedSource:
    """Return the terms for a page: those of the source on the same host, else title, summary and link."""
    host = (urlsplit(url).hostname or "") if "://" in url else ""
    for source in sources:
        if host and urlsplit(source.url).hostname == host:
            return replace(source, url=url, kind="page")
    return FeedSource(id=slugify(host) or "web", name=host, url=url, kind="page")
