"""Processes for a build, ended with it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager


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
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context(method)
    executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_settle_in)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _settle_in() -> None:
    """End this process when the one that hired it is gone: a killed build leaves nobody waiting for work.

    What was there before is left alone by the garbage collector, and so stays shared with that one.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)  # texts and pages are made of many small values: 10 % less time
    gc.enable()
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
