"""One pull: ask every source that is due, file what it gives, and tell how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from site_builder.pull.asking import asking, wait_for
from site_builder.pull.clean import one_line
from site_builder.pull.curate import checked_section
from site_builder.pull.entry import Entry
from site_builder.pull.errand import Stock
from site_builder.pull.http import Client
from site_builder.pull.hubs import BASE, INDEX, carried, fetch_delivery, read_issue, source_of
from site_builder.pull.inbox import Result
from site_builder.pull.locks import one_pull
from site_builder.pull.markdown import Prove
from site_builder.pull.memory import Visit
from site_builder.pull.outcome import Outcome
from site_builder.pull.session import Judging, Session, Show
from site_builder.pull.visit import Answer, Line, errand_for, read
from site_builder.settings import FeedSource, Folder
from site_builder.urls import slugify

Report = Callable[[Outcome], None]


def pull_all(
    sources: Sequence[FeedSource],
    folder: Folder,
    *,
    client: Client,
    prove: Prove,
    ask_all: bool = False,
    judging: Judging = lambda: lambda _path, _text, _pictures: (),
    report: Report = lambda _outcome: None,
    show: Show = lambda _source, _item: None,
) -> tuple[Outcome, ...]:
    """Ask the sources and return what became of each, in their order; one dead source never stops the rest.

    `prove` renders Markdown to the plain text that the hub shows; `ask_all` asks those not due yet, too;
    `judging` gives what reads a text as the next build will, for those that need no editor;
    `show` is given each item that was taken or known. Sources that are switched off are left out.
    Stopped half-way, what was filed stays filed and the rest is asked again. Answers are filed in the order
    of the sources, however fast they come: of two with the same text, the first named keeps it.
    """
    outcomes = []
    sources = [source for source in sources if not source.disabled]
    with one_pull(folder):
        session = Session.of(folder, client.now, prove)
        session.show, session.judging = show, judging
        client.kept = session.memory.robots
        due = [one for source in sources if (one := session.due(source, ask_all=ask_all))]
        stock = session.stock(due)
        with (
            session.remembered(),
            asking(due, client=client, stock=stock, depots=session.depot) as answers,
        ):
            for source in sources:
                answer = wait_for(answers[source.id]) if source.id in answers else None
                answers.pop(source.id, None)  # its texts take memory, and are filed next
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
        session = Session.of(folder, now, prove)
        session.judging = judging
        last = session.last(source)
        seen = {} if older else last.seen
        delivery = fetch_delivery(response, ask=ask, depot=session.depot(source.id), seen=seen)
        with session.remembered():
            return session.file(source, Answer(visit=last.unread(), delivery=delivery, error=delivery.error))


def add_page(
    url: str,
    sources: Sequence[FeedSource],
    folder: Folder,
    *,
    client: Client,
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
        session = Session.of(folder, client.now, prove)
        client.kept = session.memory.robots
        line = Line.of(client)
        stock = Stock(media=session.memory.media)
        item = read(errand_for(source, Visit(), line=line, stock=stock)).items[0]
        with session.remembered():
            return session.take(source, replace(item, publisher=item.publisher or source.name))


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
