"""Who may work on a hub's inbox: one pull at a time, and one change at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.settings import Folder

PATIENCE = 60.0  # seconds; filing what one source gave takes two at most


@contextmanager
def one_pull(folder: Folder) -> Iterator[None]:
    """Keep a second pull of the hub out.

    Raises SiteError when one is running.
    """
    with _held(folder, "lock", seconds=0, message=_("another pull is running in this hub")):
        yield


@contextmanager
def one_change(folder: Folder) -> Iterator[None]:
    """Wait for the turn to file or to decide; a pull gives the inbox free between two sources.

    Raises SiteError when the turn does not come.
    """
    with _held(folder, "inbox.lock", seconds=PATIENCE, message=_("another command is working on the inbox")):
        yield


@contextmanager
def _held(folder: Folder, name: str, *, seconds: float, message: str) -> Iterator[None]:
    place = folder.cache / "pull"
    place.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place / name)
    try:
        lock.acquire(timeout=seconds)
    except Timeout as error:
        raise SiteError(message, hint=_("wait until it has finished")) from error
    try:
        yield
    finally:
        lock.release()
