"""Posters are sent to a cluster; what it does not bring back is made on this machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from functools import partial
from threading import RLock
from typing import Any

from site_builder.build.making import Maker, Work
from site_builder.cli.cluster.guest import Visit, pack, render
from site_builder.cli.say import Line, tell
from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.render.kitchen import POSTER


class Errand(Future[Any]):
    """Work on its way; `at` is who does it now, `home` says whether that is this machine."""

    def __init__(self, maker: Maker, works: Sequence[Work]) -> None:
        super().__init__()
        self.maker = maker
        self.works = works
        self.at: Future[Any] = Future()
        self.home = False


class Errands(Executor):
    """Sends posters `there`, to a cluster's executor; keeps `here` what is made sooner than sent.

    Every errand ends: when the cluster fails, for whatever reason, the work is done here.
    """

    ahead = 64  # chunks under way at a time, as in workers.in_chunks: no worker of a cluster shall wait

    def __init__(self, there: Executor, *, here: Executor, visit: Visit) -> None:
        self._there = there
        self._here = here
        self._visit = visit
        self._open: dict[Errand, None] = {}  # in the order in which they were sent
        self._lock = RLock()
        self._sends = True
        self._told: set[str] = set()

    def submit(self, work: Callable[..., Any], /, *args: Any, **options: Any) -> Future[Any]:  # noqa: ANN401
        maker = getattr(work, "__self__", None)
        if not (isinstance(maker, Maker) and _is_worth_sending(maker, args[0])):
            return self._here.submit(work, *args, **options)
        errand = Errand(maker, args[0])
        with self._lock:
            self._open[errand] = None
        errand.add_done_callback(self._forget)
        if self._sends:
            self._place(errand, self._there.submit(render, self._visit, pack(maker, errand.works)))
        else:
            self.come_home()
        return errand

    def come_home(self) -> None:
        """Do all that is still to be done on this machine."""
        with self._lock:
            self._sends = False
            left = [errand for errand in self._open if not errand.home]
        if left:
            self._tell(
                "gone",
                _("the cluster is gone: the posters that are left are made on this machine"),
                _("start its scheduler and workers again before the next build"),
            )
        for errand in left:
            self._take_home(errand)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002
        """Drop what is still to be done; both executors stay as they are."""
        with self._lock:
            left = list(self._open)
        for errand in left:
            errand.cancel()

    def _place(self, errand: Errand, at: Future[Any]) -> None:
        errand.at = at
        at.add_done_callback(partial(self._arrived, errand))

    def _arrived(self, errand: Errand, at: Future[Any]) -> None:
        with self._lock:
            if at is not errand.at or errand.done():
                return
            error = None if at.cancelled() else at.exception()
            if not at.cancelled() and (errand.home or error is None):
                _deliver(errand, at)
                return
        if errand.home:
            errand.cancel()
        elif error is None:  # Dask cancels what a lost scheduler had
            self.come_home()
        else:
            self._tell_failed(error)
            self._take_home(errand)

    def _take_home(self, errand: Errand) -> None:
        with self._lock:
            if errand.home or errand.done():
                return
            errand.home = True
            away = errand.at
            self._place(errand, _submitted(self._here, errand))
        away.cancel()  # never while the lock is held: it waits for the thread that brings results

    def _forget(self, errand: Future[Any]) -> None:
        assert isinstance(errand, Errand)
        with self._lock:
            self._open.pop(errand, None)
            at, errand.at = errand.at, Future()  # a worker keeps what it made for as long as it is asked for
        if errand.cancelled():
            at.cancel()

    def _tell_failed(self, error: BaseException) -> None:
        kind = type(error).__name__
        message = _("the cluster could not make a part, which is made on this machine: {reason}")
        self._tell(kind, message.format(reason=f"{kind}: {error}"))

    def _tell(self, kind: str, message: str, hint: str = "") -> None:
        with self._lock:
            if kind in self._told:
                return
            self._told.add(kind)
        Line().show("")
        tell([Problem("", message, hint, severity="warning")])


def _deliver(errand: Errand, made: Future[Any]) -> None:
    error = made.exception()
    if not errand.set_running_or_notify_cancel():
        return
    if error:
        errand.set_exception(error)
    else:
        errand.set_result(made.result())


def _submitted(executor: Executor, errand: Errand) -> Future[Any]:
    """Return the future of an errand's work, also when the executor's processes have died."""
    try:
        return executor.submit(errand.maker.make, errand.works)
    except RuntimeError as error:
        failed: Future[Any] = Future()
        failed.set_exception(error)
        return failed


def _is_worth_sending(maker: Maker, works: Sequence[Work]) -> bool:
    """Say whether a poster is to be made: 64 pages are made sooner than they are sent."""
    return any(maker.kitchen.cost(recipe) >= POSTER for work in works for recipe in work.recipes)
