"""Processes for a build, ended with it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager


@contextmanager
def hire(workers: int) -> Iterator[Executor | None]:
    """Yield an executor of that many processes, None for one; they start when there is work for them."""
    if workers == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor

    executor = ProcessPoolExecutor(workers)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)
