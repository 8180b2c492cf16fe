"""Work in chunks, here or in the processes of any executor; the results are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
CHUNK = 64  # long against sending it, short against the whole
WORTH_SENDING = 6 * CHUNK  # below, starting the processes takes longer than the work


def in_chunks(
    work: Callable[[Sequence[T]], Sequence[R]],
    items: Sequence[T],
    *,
    executor: Executor | None = None,
    cost: Callable[[T], int] = lambda _item: 1,
    chunk: int = CHUNK,
) -> Iterator[tuple[T, R]]:
    """Yield each item with its result, in the order of items.

    With an executor and enough to do, `work` and the items are pickled and chunks are made side by side.
    `cost` is 1 for what takes a quarter of a millisecond; `chunk` is the cost of what is sent at a time.
    """
    if executor is None or sum(map(cost, items)) < WORTH_SENDING:
        for item in items:
            yield item, work([item])[0]
        return
    chunks = list(_cut(items, cost, chunk))
    futures = [executor.submit(work, chunk) for chunk in chunks]
    try:
        for sent, future in zip(chunks, futures, strict=True):
            yield from zip(sent, future.result(), strict=True)
    finally:
        for future in futures:
            future.cancel()


def _cut(items: Sequence[T], cost: Callable[[T], int], limit: int) -> Iterator[list[T]]:
    part: list[T] = []
    filled = 0
    for item in items:
        part.append(item)
        filled += cost(item)
        if filled >= limit:
            yield part
            part, filled = [], 0
    if part:
        yield part
