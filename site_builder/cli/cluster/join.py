"""Join a Dask cluster for a build, when each of its workers would make the same bytes as this machine."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TYPE_CHECKING

from site_builder.cli.cluster.errands import Errands
from site_builder.cli.cluster.guest import Visit, is_there, obstacle
from site_builder.errors import Problem, SiteError
from site_builder.files import cannot_write
from site_builder.i18n import _
from site_builder.settings import Folder

if TYPE_CHECKING:
    from distributed import Client

ANSWER = 10  # seconds in which a scheduler or a worker answers
LOOK = 1.0  # seconds between two looks whether a worker is there
PATIENCE = 30  # looks without a worker: a nanny has a new one within a few


@contextmanager
def join(address: str, folder: Folder, *, here: Executor) -> Iterator[Executor]:
    """Yield an executor that has posters made by the cluster at address, and all else `here`.

    Raises SiteError when Dask is not installed, nobody answers or a worker would not make the same bytes.
    """
    with ExitStack() as stack:
        stack.enter_context(_quiet())
        client = stack.enter_context(_connect(address))
        sign = stack.enter_context(_sign(folder))
        visit = Visit.of(folder, sign=sign)
        _greet(client, visit, address=address, folder=folder)
        there = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
        errands = Errands(there, here=here, visit=visit)
        stack.callback(errands.shutdown)
        stack.enter_context(_watched(client, errands))
        yield errands


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own log and warnings from the terminal: what matters is told in the user's words."""
    level = logging.root.manager.disable
    logging.disable()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"distributed\.")
        try:
            yield
        finally:
            logging.disable(level)


@contextmanager
def _connect(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise SiteError(
            _("--cluster needs Dask: there is no module {name}").format(name=error.name),
            hint=_("install it:  pip install 'kepu[cluster]'"),
        ) from error
    try:
        asyncio.run(asyncio.wait_for(_knock(address), ANSWER))
        client = Client(address, timeout=ANSWER, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:  # ValueError: an answer, but not a scheduler's
        raise SiteError(
            _("no scheduler answers at {address}").format(address=address),
            hint=_("start it with  dask scheduler  and see that no firewall keeps its port closed"),
        ) from error
    with client:
        yield client


async def _knock(address: str) -> None:
    """Raise OSError or ValueError if no scheduler is there: a Client waits for ever for what never speaks."""
    from distributed import Security, rpc

    options = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
    there = rpc(address, timeout=ANSWER, connection_args=options)  # type: ignore[no-untyped-call]
    async with there:
        identity = await there.identity()
    if identity.get("type") != "Scheduler":
        raise ValueError(identity.get("type"))


@contextmanager
def _sign(folder: Folder) -> Iterator[str]:
    """Make a folder in the hub that only who sees this very hub can see."""
    try:
        folder.cache.mkdir(parents=True, exist_ok=True)
        sign = TemporaryDirectory(prefix="cluster-", dir=folder.cache)
    except OSError as error:
        raise cannot_write(error, folder.cache) from error
    with sign as name:
        yield name


def _greet(client: Client, visit: Visit, *, address: str, folder: Folder) -> None:
    """Ask each worker whether it would make the same bytes; raises SiteError naming each that would not."""
    workers = _workers(client, seconds=ANSWER)
    if not workers:
        raise SiteError(
            _("the cluster at {address} has no worker").format(address=address),
            hint=_("start one on each machine:  dask worker {address}").format(address=address),
        )
    with ThreadPoolExecutor(len(workers)) as pool:
        found = zip(workers, pool.map(lambda worker: _ask(client, worker, visit), workers), strict=True)
        problems = [_problem(worker, answer, folder) for worker, answer in found if answer]
    problems += _problems_of_scheduler(client, address)
    if problems:
        raise SiteError.of(problems)


def _problems_of_scheduler(client: Client, address: str) -> Iterator[Problem]:
    """Yield a problem if the scheduler, which opens each errand, cannot import what opens it."""
    try:
        client.run_on_scheduler(is_there, callback_timeout=ANSWER)  # type: ignore[no-untyped-call]
    except Exception as error:  # noqa: BLE001 - what importing raises on another machine may be anything
        message = _("the scheduler at {address} cannot run kepu: {reason}")
        yield Problem(
            "", message.format(address=address, reason=error), _("start it where kepu is installed")
        )


def _ask(client: Client, worker: str, visit: Visit) -> str:
    """Return what keeps a worker from helping, in one word or as it told it; empty if nothing."""
    try:
        answers = client.run(obstacle, visit, workers=[worker], on_error="return", callback_timeout=ANSWER)
    except OSError:
        return "silent"
    answer = answers.get(worker, "")  # none: it has just left
    return f"{type(answer).__name__}: {answer}" if isinstance(answer, Exception) else str(answer)


def _problem(worker: str, answer: str, folder: Folder) -> Problem:
    same = _("install the same kepu there as here, and start the worker again")
    told = {
        "silent": (
            _("worker {worker} does not answer"),
            _("see that its machine is awake, or stop the worker"),
        ),
        "folder": (
            _("worker {worker} does not see this hub under {folder}"),
            _("put the hub on a network share that has the same path on every machine"),
        ),
        "code": (_("worker {worker} has another kepu, or other libraries"), same),
        "templates": (_("worker {worker} sees other templates than this machine"), same),
    }
    message, hint = told.get(answer, (_("worker {worker} cannot run kepu: {reason}"), same))
    return Problem("", message.format(worker=worker, folder=folder.root, reason=answer), hint)


@contextmanager
def _watched(client: Client, errands: Errands) -> Iterator[None]:
    """Bring the errands home when no worker has been there for a while."""
    over = Event()
    thread = Thread(target=_watch, args=(client, errands, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _watch(client: Client, errands: Errands, over: Event) -> None:
    missed = 0
    while missed < PATIENCE:
        if over.wait(LOOK):
            return
        missed = 0 if _has_workers(client) else missed + 1
    errands.come_home()


def _workers(client: Client, *, seconds: float) -> list[str]:
    """Return the address of each worker; raises OSError after that many seconds."""
    return sorted(client.nthreads(callback_timeout=seconds))  # type: ignore[no-untyped-call]


def _has_workers(client: Client) -> bool:
    try:
        return client.status == "running" and bool(_workers(client, seconds=2 * LOOK))
    except (OSError, ValueError, RuntimeError):  # the scheduler, or the way to it, is gone
        return False
