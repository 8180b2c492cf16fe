"""What the reader of one kind of source is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from site_builder.pull.decode import decode
from site_builder.pull.entry import Item
from site_builder.pull.http import Response
from site_builder.pull.trouble import FetchError
from site_builder.settings import FeedSource


class Ask(Protocol):
    """Fetches one more address for a source, as politely as its own one.

    `referer` is the page that names the address; `size` in bytes, 0 for the usual limit.
    Raises FetchError for anything but a 200.
    """

    def __call__(self, url: str, *, referer: str = "", size: int = 0) -> Response: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """`response` is the answer of the source's own address; `known` says of an item that the hub has it.

    `settled` says that it was accepted or rejected; `media` maps addresses of pictures that were fetched
    before to their names below content/media, empty for one that is of no use. `seen` is what the reader
    gave to remember at its last visit, empty at the first; `left` says that some of that was not taken yet.
    """

    source: FeedSource
    response: Response
    ask: Ask
    known: Callable[[Item], bool]
    now: datetime
    settled: Callable[[Item], bool] = lambda _item: False
    media: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, Any] = field(default_factory=dict)
    left: bool = False

    @property
    def text(self) -> str:
        """Return the answer as clean text."""
        return text_of(self.response, self.source.encoding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`items` are taken even when there is an `error`, which is told and makes the next visit wait.

    `seen` is kept as JSON until the next visit; `left` says that there is more to take than `items`,
    `lost` holds the titles of items that could not be had.
    """

    items: Sequence[Item] = ()
    seen: Mapping[str, Any] = field(default_factory=dict)
    left: bool = False
    lost: tuple[str, ...] = ()
    error: FetchError | None = None


@dataclass(frozen=True, slots=True)
class Stock:
    """What the hub has when a pull begins; `known`, `settled` and `media` as in Errand."""

    known: Callable[[FeedSource, Item], bool] = lambda _source, _item: False
    settled: Callable[[FeedSource, Item], bool] = lambda _source, _item: False
    media: Mapping[str, str] = field(default_factory=dict)


Reader = Callable[[Errand], Found]


def text_of(response: Response, encoding: str) -> str:
    """Return an answer as clean text; `encoding` is what the editor says it is."""
    return decode(response.body, content_type=response.header("content-type"), encoding=encoding)
