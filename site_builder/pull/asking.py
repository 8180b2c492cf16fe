"""Many sources asked side by side, never more than a few at once on one host."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

from site_builder.pull.errand import Stock
from site_builder.pull.http import LANES, Client
from site_builder.pull.hubs import Depot
from site_builder.pull.memory import Visit
from site_builder.pull.visit import Answer, Line, visit
from site_builder.settings import FeedSource

WORKERS = 32
_TICK = 0.5  # seconds; Windows delivers Ctrl-C only between two waits

Due = tuple[FeedSource, Visit]


@contextmanager
def asking(
    due: Sequence[Due], *, client: Client, stock: Stock, depots: Callable[[str], Depot]
) -> Iterator[dict[str, Future[Answer]]]:
    """Ask the sources in the background; leaving by an exception cuts what still runs.

    `depots` gives where what a source's hub hands on waits.
    """
    answers: dict[str, Future[Answer]] = {source.id: Future() for source, _last in due}
    stopped = threading.Event()
    line = Line.of(client)

    def ask(lane: Sequence[Due]) -> None:
        for source, last in lane:
            if stopped.is_set():
                return
            try:
                depot = depots(source.id)
                answers[source.id].set_result(visit(source, last, line=line, stock=stock, depot=depot))
            except BaseException as error:  # noqa: BLE001 - a bug is told where the answer is waited for
                answers[source.id].set_exception(error)

    with ThreadPoolExecutor(WORKERS) as pool:
        try:
            for lane in lanes(due):
                pool.submit(ask, lane)
            yield answers
        except BaseException:
            stopped.set()
            client.stop()
            raise


def wait_for(future: Future[Answer]) -> Answer:
    """Return the answer; unlike Future.result, this can be interrupted everywhere."""
    while not future.done():
        try:
            return future.result(timeout=_TICK)
        except TimeoutError:
            continue
    return future.result()


def lanes(due: Sequence[Due]) -> list[Sequence[Due]]:
    """Return the sources in rows that are asked one after another: a few rows a host, long rows first."""
    hosts: dict[str, list[Due]] = {}
    for one in due:
        hosts.setdefault(urlsplit(one[0].url).netloc.lower(), []).append(one)
    rows = [group[start::LANES] for group in hosts.values() for start in range(min(LANES, len(group)))]
    return sorted(rows, key=len, reverse=True)
