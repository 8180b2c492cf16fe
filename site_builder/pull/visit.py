"""One visit to one source: a polite question, and what the answer holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from site_builder.digest import digest
from site_builder.i18n import _
from site_builder.pull.bring import with_media
from site_builder.pull.entry import Item
from site_builder.pull.errand import Ask, Errand, Found, Reader, Stock
from site_builder.pull.feeds import read_feed_pages
from site_builder.pull.http import Client, Request, Response, Robots
from site_builder.pull.hubs import Delivery, Depot, fetch_delivery
from site_builder.pull.identity import distinct
from site_builder.pull.lists import read_article, read_list
from site_builder.pull.memory import Visit
from site_builder.pull.polite import after_failure
from site_builder.pull.trouble import FetchError
from site_builder.settings import FeedSource

READERS: dict[str, Reader] = {
    "feed": read_feed_pages,
    "list": read_list,
    "page": lambda errand: Found(items=[read_article(errand, errand.response)]),
}

HUB = "hub"  # of which not items come, but whole texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The way to the network during one pull, shared by all its lanes."""

    client: Client
    robots: Robots

    @classmethod
    def of(cls, client: Client) -> Line:
        return cls(client=client, robots=Robots(client))

    @property
    def now(self) -> datetime:
        return self.client.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`visit` is what to remember once the items, or the `delivery` of a hub above, are filed.

    `left` and `lost` as in Found.
    """

    visit: Visit
    items: tuple[Item, ...] = ()
    delivery: Delivery | None = None
    left: bool = False
    lost: tuple[str, ...] = ()
    error: FetchError | None = None


def visit(source: FeedSource, last: Visit, *, line: Line, stock: Stock, depot: Depot) -> Answer:
    """Ask source for what is new since the last visit; trouble comes back as a value.

    What comes from a hub above waits in `depot`.
    """
    try:
        return _ask(source, last, line=line, stock=stock, depot=depot)
    except FetchError as error:
        return Answer(visit=after_failure(last, error, line.now), error=error)
    except Exception as error:  # noqa: BLE001 - one source, whatever it sends, never stops the rest
        told = _unreadable(error)
        return Answer(visit=after_failure(last, told, line.now), error=told)


def terms(source: FeedSource) -> str:
    """Return a digest of the source's settings: whoever mends one wants to see what comes of it."""
    return digest(repr(source).encode("utf-8", "surrogatepass"))


def read(errand: Errand) -> Found:
    """Return what the source's answer holds.

    Raises FetchError, also for whatever hostile bytes make of a parser: one source never stops the rest.
    """
    try:
        found = _reader(errand.source.kind)(errand)
    except FetchError:
        raise
    except Exception as error:
        raise _unreadable(error) from error
    newest = sorted(distinct(found.items), key=lambda item: item.date or dt.date.max, reverse=True)
    return with_media(errand, replace(found, items=newest))


def errand_for(source: FeedSource, last: Visit, *, line: Line, stock: Stock) -> Errand:
    """Ask the source's own address, and return what its reader needs; nobody is asked for an unknown kind."""
    if source.kind != HUB:
        _reader(source.kind)
    response = line.client.get(
        replace(
            _request(source, last.moved or source.url, line),
            known=last.final,
            etag=last.etag,
            modified=last.modified,
        )
    )
    ask = _asking(source, line)
    return Errand(
        source=source,
        response=response,
        ask=ask,
        known=partial(stock.known, source),
        settled=partial(stock.settled, source),
        media=stock.media,
        now=line.now,
        seen=last.seen,
        left=not last.body,
    )


def _reader(kind: str) -> Reader:
    reader = READERS.get(kind)
    if reader is None:
        raise FetchError(
            _("sources of the kind “{kind}” cannot be pulled yet").format(kind=kind),
            hint=_("add single pages with  kepu pull add"),
        )
    return reader


def _asking(source: FeedSource, line: Line) -> Ask:
    def ask(url: str, *, referer: str = "", size: int = 0) -> Response:
        return line.client.get(replace(_request(source, url, line), referer=referer, size=size))

    return ask


def _request(source: FeedSource, url: str, line: Line) -> Request:
    """Return how any address is asked on behalf of source."""
    is_legacy = source.tls == "legacy"
    return Request(
        url=url,
        allow=source.allow,
        legacy=is_legacy,
        admit=lambda address: line.robots.admit(address, source.allow, legacy=is_legacy),
    )


def _unreadable(error: Exception) -> FetchError:
    return FetchError(
        _("what the site sends cannot be read: {reason}").format(reason=type(error).__name__),
        hint=_("add single pages with  kepu pull add"),
    )


def _ask(source: FeedSource, last: Visit, *, line: Line, stock: Stock, depot: Depot) -> Answer:
    errand = errand_for(source, last, line=line, stock=stock)
    response = errand.response
    met = last.but(
        asked=line.now, not_before=None, failures=0, gone=False, moved=response.moved or last.moved
    )
    body = digest(response.body)
    if response.status == 304 or body == last.body:
        return Answer(visit=met)
    met = met.but(
        final=response.url,
        etag=response.header("etag"),
        modified=response.header("last-modified"),
        body=body,
    )
    if source.kind == HUB:
        return delivered(fetch_delivery(response, ask=errand.ask, depot=depot, seen=last.seen), met, line.now)
    found = read(errand)
    met = met.but(seen=dict(found.seen))
    if found.error:
        met = after_failure(met.unread(), found.error, line.now)
    return Answer(visit=met, items=tuple(found.items), left=found.left, lost=found.lost, error=found.error)


def delivered(delivery: Delivery, met: Visit, now: datetime) -> Answer:
    """Return the answer of a hub above; when it broke off, the next visit reads on."""
    error = delivery.error
    return Answer(
        visit=after_failure(met.unread(), error, now) if error else met, delivery=delivery, error=error
    )
