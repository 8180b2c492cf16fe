"""Processes for a build, ended with it."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def hire(workers: int) -> Iterator[Executor | None]:
    """Yield an executor of that many processes, None for one; they start when there is work for them."""
    if workers == 1:
        yield None
        return
    with processes(workers) as executor:
        yield executor


@contextmanager
def processes(workers: int, *, method: str | None = None) -> Iterator[Executor]:
    """Yield an executor of that many processes; `method` is how they start, by default the system's own."""
    executor = _Pool(workers, method)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


class _Pool(Executor):
    """Processes that come with the first work: what starts them takes 9 ms to load."""

    def __init__(self, workers: int, method: str | None) -> None:
        self._workers = workers
        self._method = method
        self._pool: Executor | None = None

    def submit(self, work: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> Future[T]:
        if self._pool is None:
            self._pool = _open(self._workers, self._method)
        return self._pool.submit(work, *given, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        if self._pool is not None:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)


def _open(workers: int, method: str | None) -> Executor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_settle_in)


def _settle_in() -> None:
    """End this process when the one that hired it is gone: a killed build leaves nobody waiting for work.

    What was there before is left alone by the garbage collector, and so stays shared with that one.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)  # texts and pages are made of many small values: 10 % less time
    gc.enable()
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
