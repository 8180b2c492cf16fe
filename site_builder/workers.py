"""Work in chunks, here or in the processes of any executor; the results are the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import chain
from typing import TypeVar

from site_builder.errors import SiteError
from site_builder.i18n import _

T = TypeVar("T")
R = TypeVar("R")
CHUNK = 64  # long against sending it, short against the whole
WORTH_SENDING = 6 * CHUNK  # below, starting the processes takes longer than the work
AHEAD = 8  # chunks under way at a time, unless an executor has its own `ahead`: results fill the memory


def in_chunks(
    work: Callable[[Sequence[T]], Sequence[R]],
    items: Iterable[T],
    *,
    executor: Executor | None = None,
    cost: Callable[[T], int] = lambda _item: 1,
    chunk: int = CHUNK,
    bond: Callable[[T], str] = lambda _item: "",
) -> Iterator[tuple[T, R]]:
    """Yield each item with its result, in the order of items.

    With an executor and enough to do, `work` and the items are pickled and chunks are made side by side.
    `cost` is 1 for what takes a quarter of a millisecond; `chunk` is the cost of what is sent at a time.
    Neighbours of the same `bond`, unless that is empty, are sent together: they share a part of the work.
    """
    chunks = _cut(items, cost, chunk, bond=bond if executor else lambda _item: "")
    first, much = _first(chunks, cost)
    every = chain(first, chunks)
    if executor and much:
        yield from _sent(work, every, executor)
    else:
        for part in every:
            yield from zip(part, work(part), strict=True)


def _sent(
    work: Callable[[Sequence[T]], Sequence[R]], chunks: Iterator[list[T]], executor: Executor
) -> Iterator[tuple[T, R]]:
    ahead = getattr(executor, "ahead", AHEAD)
    waiting: deque[tuple[list[T], Future[Sequence[R]]]] = deque()
    try:
        for part in chunks:
            waiting.append((part, executor.submit(work, part)))
            if len(waiting) > ahead:
                sent, future = waiting.popleft()
                yield from zip(sent, future.result(), strict=True)
        while waiting:
            sent, future = waiting.popleft()
            yield from zip(sent, future.result(), strict=True)
    except BrokenExecutor as error:
        raise SiteError(
            _("a process that helped was ended from outside, perhaps for want of memory"),
            hint=_("close other programs, or build with  --workers 1"),
        ) from error
    finally:
        for _sent_part, future in waiting:
            future.cancel()


def _first(chunks: Iterator[list[T]], cost: Callable[[T], int]) -> tuple[list[list[T]], bool]:
    """Return the first chunks, until they are worth sending, and whether they are."""
    taken: list[list[T]] = []
    total = 0
    for part in chunks:
        taken.append(part)
        total += sum(map(cost, part))
        if total >= WORTH_SENDING:
            return taken, True
    return taken, False


def _cut(
    items: Iterable[T], cost: Callable[[T], int], limit: int, *, bond: Callable[[T], str]
) -> Iterator[list[T]]:
    part: list[T] = []
    filled, last = 0, ""
    for item in items:
        own = bond(item)
        if filled >= limit and (not own or own != last):
            yield part
            part, filled = [], 0
        part.append(item)
        filled, last = filled + cost(item), own
    if part:
        yield part
