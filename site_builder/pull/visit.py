"""One visit to one source: a polite question, and what the answer holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from site_builder.digest import digest
from site_builder.i18n import _
from site_builder.pull.decode import decode
from site_builder.pull.entry import Item
from site_builder.pull.feeds import read_feed
from site_builder.pull.http import Client, Request, Response, Robots
from site_builder.pull.hubs import Delivery, Depot, fetch_delivery
from site_builder.pull.identity import distinct
from site_builder.pull.memory import Visit
from site_builder.pull.page import read_page
from site_builder.pull.polite import after_failure
from site_builder.pull.trouble import FetchError
from site_builder.settings import FeedSource

READERS: dict[str, Callable[[str, str], list[Item]]] = {
    "feed": read_feed,
    "page": lambda text, url: [read_page(text, url)],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`visit` is what to remember once the items, or the `delivery` of a hub above, are filed."""

    visit: Visit
    items: tuple[Item, ...] = ()
    delivery: Delivery | None = None
    error: FetchError | None = None


def visit(
    source: FeedSource, last: Visit, *, client: Client, robots: Robots, now: datetime, depot: Depot
) -> Answer:
    """Ask source for what is new since the last visit; trouble comes back as a value.

    What comes from a hub above waits in `depot`.
    """
    try:
        return _ask(source, last, client=client, robots=robots, now=now, depot=depot)
    except FetchError as error:
        return Answer(visit=after_failure(last, error, now), error=error)
    except Exception as error:  # noqa: BLE001 - one source, whatever it sends, never stops the rest
        told = _unreadable(error)
        return Answer(visit=after_failure(last, told, now), error=told)


def terms(source: FeedSource) -> str:
    """Return a digest of the source's settings: whoever mends one wants to see what comes of it."""
    return digest(repr(source).encode("utf-8", "surrogatepass"))


def fetch(client: Client, source: FeedSource, *, robots: Robots, last: Visit) -> Response:
    """Return the answer of the source's address, or of the one it has moved to."""
    return client.get(
        Request(
            url=last.moved or source.url,
            allow=source.allow,
            known=last.final,
            etag=last.etag,
            modified=last.modified,
            admit=lambda url: robots.admit(url, source.allow),
        )
    )


def read(reader: Callable[[str, str], list[Item]], response: Response, encoding: str) -> list[Item]:
    """Return the items in a response.

    Raises FetchError, also for whatever hostile bytes make of a parser: one source never stops the rest.
    """
    text = decode(response.body, content_type=response.header("content-type"), encoding=encoding)
    try:
        return reader(text, response.url)
    except FetchError:
        raise
    except Exception as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> FetchError:
    return FetchError(
        _("what the site sends cannot be read: {reason}").format(reason=type(error).__name__),
        hint=_("add single pages with  kepu pull add"),
    )


def _ask(
    source: FeedSource, last: Visit, *, client: Client, robots: Robots, now: datetime, depot: Depot
) -> Answer:
    reader = READERS.get(source.kind)
    if reader is None and source.kind != "hub":
        raise FetchError(
            _("sources of the kind “{kind}” cannot be pulled yet").format(kind=source.kind),
            hint=_("add single pages with  kepu pull add"),
        )
    response = fetch(client, source, robots=robots, last=last)
    met = last.but(asked=now, not_before=None, failures=0, gone=False, moved=response.moved or last.moved)
    body = digest(response.body)
    if response.status == 304 or body == last.body:
        return Answer(visit=met)
    met = met.but(
        final=response.url,
        etag=response.header("etag"),
        modified=response.header("last-modified"),
        body=body,
    )
    if reader is None:
        ask = partial(_ask_too, source, client=client, robots=robots)
        return delivered(fetch_delivery(response, ask=ask, depot=depot, seen=last.seen), met, now)
    items = distinct(read(reader, response, source.encoding))
    newest = sorted(items, key=lambda item: item.date or dt.date.max, reverse=True)
    return Answer(visit=met, items=tuple(newest))


def _ask_too(source: FeedSource, url: str, *, client: Client, robots: Robots) -> Response:
    """Ask for another file of a source, as politely as for the first."""
    request = Request(url=url, allow=source.allow, admit=lambda one: robots.admit(one, source.allow))
    return client.get(request)


def delivered(delivery: Delivery, met: Visit, now: datetime) -> Answer:
    """Return the answer of a hub above; when it broke off, the next visit reads on."""
    error = delivery.error
    return Answer(
        visit=after_failure(met.unread(), error, now) if error else met, delivery=delivery, error=error
    )
