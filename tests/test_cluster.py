"""Posters made by a Dask cluster: the same bytes, whatever happens to its machines."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from site_builder.build import Step, Target
from site_builder.build.making import Maker, Work
from site_builder.cli.cluster import guest
from site_builder.cli.cluster import join as joining
from site_builder.cli.cluster.errands import Errands
from site_builder.cli.cluster.guest import Visit
from site_builder.cli.commands import group
from site_builder.cli.hire import processes
from site_builder.pipeline import build_hub, open_templates
from site_builder.render import Kitchen
from site_builder.settings import Folder
from site_builder.workers import in_chunks
from tests.conftest import ROOT, SAMPLE_DAY
from tests.site_text import files_in, write_site

distributed = pytest.importorskip("distributed", reason="Dask is in the extra 'test'")

POSTERS = ("crane.md", "rabies.md")
ENGLISH = {"LANGUAGE": "C", "LC_ALL": "C"}


@dataclass
class Office:
    """A scheduler and its workers, each a process of this machine; their logs say when they are ready."""

    room: Path
    address: str = ""
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def start_scheduler(self, *, package: Path = ROOT) -> None:
        scheduler = self._start(package, "scheduler", "--host", "127.0.0.1", "--port", "0")
        self.address = _line(scheduler, "Scheduler at:").split()[-1]

    def start_workers(self, *options: str, count: int = 1, package: Path = ROOT) -> list[str]:
        """Return the address of each worker once the scheduler knows it."""
        words = ("worker", self.address, "--nthreads", "1", "--local-directory", str(self.room), *options)
        workers = [self._start(package, *words) for _ in range(count)]
        addresses = [_line(worker, "Start worker at:").split()[-1] for worker in workers]
        for worker in workers:
            _line(worker, "Registered to:")
        return addresses

    def worker_processes(self) -> list[int]:
        with distributed.Client(self.address, set_as_default=False) as client:
            return list(client.run(os.getpid).values())

    def close(self) -> None:
        for process in reversed(self.started):
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()

    def _start(self, package: Path, *words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *words, "--no-dashboard"],
            cwd=self.room,
            env=os.environ | ENGLISH | {"PYTHONPATH": str(package)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,  # a nanny and its worker end together
        )
        self.started.append(process)
        return process


def _line(process: subprocess.Popen[str], text: str) -> str:
    assert process.stderr
    seen = []
    for line in process.stderr:
        seen.append(line)
        if text in line:
            return line
    raise AssertionError("".join(seen))


@pytest.fixture
def empty_office(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "office").mkdir()
    office = Office(tmp_path / "office")
    try:
        office.start_scheduler()
        yield office
    finally:
        office.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Return a scheduler with two workers that no test ends."""
    office = Office(tmp_path_factory.mktemp("office"))
    try:
        office.start_scheduler()
        office.start_workers("--no-nanny", count=2)
        yield office
    finally:
        office.close()


def write_hub(root: Path) -> Path:
    """Write the sample hub with two of its posters, which make sixteen files."""
    shutil.copytree(ROOT / "content", root / "content")
    for poster in (root / "content/posters").glob("*.md"):
        if poster.name not in POSTERS:
            poster.unlink()
    return root


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files that one process on this machine makes of write_hub."""
    root = write_hub(tmp_path_factory.mktemp("expected") / "hub")
    build_hub(Folder(root), today=SAMPLE_DAY)
    return files_in(root / "output/site")


def build(root: Path, address: str, *words: str) -> Result:
    day = SAMPLE_DAY.isoformat()
    words = ("--hub", str(root), "build", "--date", day, "--workers", "1", "--cluster", address, *words)
    result = CliRunner().invoke(group, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_cluster_makes_the_same_bytes(tmp_path: Path, office: Office, expected: dict[str, bytes]) -> None:
    """Run as its user runs it: whatever Dask has to say must not reach the terminal."""
    root = write_hub(tmp_path / "hub")
    words = ["--hub", str(root), "build", "--date", SAMPLE_DAY.isoformat(), "--cluster", office.address]
    done = subprocess.run(
        [sys.executable, "-m", "site_builder", *words],
        env=os.environ | ENGLISH | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert files_in(root / "output/site") == expected
    assert f"{len(expected)} made" in done.stdout
    assert done.stderr.count("\n") == 2, "the warning about the example address, and nothing of Dask"
    assert not list((root / ".cache").glob("cluster-*"))


def kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize("options", [("--no-nanny",), ("--nanny",)], ids=["one of two", "the nanny's only"])
def test_a_worker_that_dies_changes_nothing(
    tmp_path: Path,
    empty_office: Office,
    expected: dict[str, bytes],
    options: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty_office.start_workers(*options, count=2 if "--no-nanny" in options else 1)
    victim = empty_office.worker_processes()[0]
    made = build_and_at_first_poster(tmp_path / "hub", empty_office, lambda: kill(victim))
    assert made == expected
    assert "warning" not in capsys.readouterr().err


def test_without_workers_the_build_goes_on_here(
    tmp_path: Path,
    empty_office: Office,
    expected: dict[str, bytes],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(joining, "PATIENCE", 2)
    monkeypatch.setattr(joining, "LOOK", 0.5)
    empty_office.start_workers("--no-nanny", count=2)
    victims = empty_office.worker_processes()
    made = build_and_at_first_poster(tmp_path / "hub", empty_office, lambda: list(map(kill, victims)))
    assert made == expected
    assert capsys.readouterr().err.count("the cluster is gone") == 1


@pytest.fixture
def dask_log() -> Iterator[StringIO]:
    """Return what Dask writes on the terminal of who builds."""
    log = StringIO()
    handler = logging.StreamHandler(log)
    loggers = [logging.getLogger(name) for name in ("distributed", "tornado")]
    for logger in loggers:
        logger.addHandler(handler)
    yield log
    for logger in loggers:
        logger.removeHandler(handler)


def test_without_a_scheduler_the_build_goes_on_here(
    tmp_path: Path,
    empty_office: Office,
    expected: dict[str, bytes],
    capsys: pytest.CaptureFixture[str],
    dask_log: StringIO,
) -> None:
    empty_office.start_workers("--no-nanny", count=1)
    scheduler = empty_office.started[0]
    made = build_and_at_first_poster(tmp_path / "hub", empty_office, lambda: kill(scheduler.pid))
    assert made == expected
    assert capsys.readouterr().err.count("the cluster is gone") == 1
    assert not dask_log.getvalue()


def build_and_at_first_poster(root: Path, office: Office, act: Callable[[], object]) -> dict[str, bytes]:
    """Build on the office's cluster, act once the first poster has come back, and return the site."""
    folder = Folder(write_hub(root))
    seen: list[Step] = []

    def report(step: Step) -> None:
        if step.what == "made" and step.path.startswith("posters/") and step.path.endswith(".pdf"):
            if not seen:
                act()
            seen.append(step)

    with processes(1, method="spawn") as here, joining.join(office.address, folder, here=here) as executor:
        build_hub(folder, today=SAMPLE_DAY, report=report, executor=executor)
    assert len(seen) > 1
    return files_in(root / "output/site")


def test_what_does_not_fit_is_told_in_the_language_of_who_builds(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workers were started in English."""
    root = write_hub(tmp_path / "hub")
    poster = root / "content/posters/rabies.md"
    poster.write_text(poster.read_text("utf-8").replace("\n短：", "\n短：" + "长" * 400), "utf-8")
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    result = build(root, office.address)
    assert result.exit_code == 1
    assert "content/posters/rabies.md" in result.stderr
    assert "内容太多" in result.stderr
    assert not (root / "output").exists()


def test_a_worker_that_does_not_see_the_hub_is_named(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = Visit.of(Folder(tmp_path), sign=str(tmp_path / "on another machine"))
    monkeypatch.setattr(Visit, "of", lambda *_args, **_options: elsewhere)
    result = build(write_hub(tmp_path / "hub"), office.address)
    assert result.exit_code == 1
    assert result.stderr.count("does not see this hub") == 2
    assert "worker tcp://127.0.0.1:" in result.stderr


def test_a_worker_with_another_kepu_is_named_and_so_is_one_that_sleeps(
    tmp_path: Path, empty_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "ANSWER", 2)
    for name in ("site_builder", "templates"):
        shutil.copytree(ROOT / name, tmp_path / "other" / name)
    with (tmp_path / "other/site_builder/digest.py").open("a", encoding="utf-8") as file:
        file.write("# newer\n")
    (other,) = empty_office.start_workers("--no-nanny", package=tmp_path / "other")
    (sleeper,) = empty_office.start_workers("--no-nanny")
    os.kill(empty_office.started[-1].pid, signal.SIGSTOP)
    result = build(write_hub(tmp_path / "hub"), empty_office.address)
    assert result.exit_code == 1
    assert f"worker {other} has another kepu" in result.stderr
    assert f"worker {sleeper} does not answer" in result.stderr


def test_a_worker_with_other_templates_is_unfit(tmp_path: Path) -> None:
    visit = Visit.of(Folder(tmp_path), sign=str(tmp_path))
    assert guest.obstacle(visit) == ""
    assert guest.obstacle(replace(visit, edition="another")) == "templates"


def test_a_scheduler_without_kepu_is_told(tmp_path: Path, empty_office: Office) -> None:
    """It opens each errand before a worker gets it."""
    write_site(tmp_path / "none", '-- site_builder.py --\nraise ImportError("no kepu here")\n')
    empty_office.start_scheduler(package=tmp_path / "none")
    empty_office.start_workers("--no-nanny")
    result = build(write_hub(tmp_path / "hub"), empty_office.address)
    assert result.exit_code == 1
    assert f"the scheduler at {empty_office.address} cannot run kepu: no kepu here" in result.stderr


def test_a_cluster_without_workers_is_told(tmp_path: Path, empty_office: Office) -> None:
    result = build(write_hub(tmp_path / "hub"), empty_office.address)
    assert result.exit_code == 1
    assert "has no worker" in result.stderr
    assert f"dask worker {empty_office.address}" in result.stderr


def test_the_address_of_a_worker_is_no_scheduler_s(tmp_path: Path, empty_office: Office) -> None:
    (worker,) = empty_office.start_workers("--no-nanny")
    result = build(write_hub(tmp_path / "hub"), worker)
    assert result.exit_code == 1
    assert f"no scheduler answers at {worker}" in result.stderr


@pytest.mark.parametrize("listens", [True, False])
def test_a_scheduler_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, listens: bool
) -> None:
    monkeypatch.setattr(joining, "ANSWER", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        if listens:
            taken.listen()
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        result = build(write_hub(tmp_path / "hub"), address)
    assert result.exit_code == 1
    assert f"no scheduler answers at {address}" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "address",
    ["", "192.168.1.10:8786", "tcp://192.168.1.10", "tcp://pc:many", "http://pc:8786", "tcp://pc:1/a"],
)
def test_an_address_that_cannot_be_one_is_a_mistake_in_the_command(tmp_path: Path, address: str) -> None:
    result = build(write_hub(tmp_path / "hub"), address)
    assert result.exit_code == 2
    assert "tcp://192.168.1.10:8786" in result.stderr


def test_without_dask_the_user_reads_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = build(write_hub(tmp_path / "hub"), "tcp://127.0.0.1:8786")
    assert result.exit_code == 1
    assert "pip install 'kepu[cluster]'" in result.stderr


class Elsewhere(Executor):
    """A cluster that brings back what a test gives it for its first errands, and nothing later."""

    def __init__(self, *answers: list[bytes] | Exception) -> None:
        self.answers = list(answers)
        self.sent: list[Future[Any]] = []

    def submit(self, work: Callable[..., Any], /, *args: object, **options: object) -> Future[Any]:
        future: Future[Any] = Future()
        self.sent.append(future)
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            future.set_exception(answer)
        elif answer:
            future.set_result(answer)
        return future


@pytest.fixture
def here() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


def errands_of(root: Path, there: Executor, here: Executor) -> tuple[Errands, Maker]:
    folder = Folder(write_site(root, '-- content/hub.toml --\nname = "甲"\n'))
    maker = Maker(Kitchen.of(*open_templates(folder), content=folder.content, memo=folder.cache))
    return Errands(there, here=here, visit=Visit.of(folder, sign=str(root))), maker


def work_on(path: str, recipe: str, view: dict[str, Any]) -> Work:
    describe = partial(list, [Target(path, recipe, view)])
    return Work([path], [recipe], "", describe, {}, frozenset())


IMPOSSIBLE = [work_on(path, "poster.pdf", {}) for path in ("a.pdf", "b.pdf")]  # nobody can make them


def test_only_posters_are_sent(tmp_path: Path, here: Executor) -> None:
    there = Elsewhere()
    errands, maker = errands_of(tmp_path, there, here)
    [[page]] = errands.submit(maker.make, [work_on("a.json", "json", {"document": "甲"})]).result()
    assert page.data == '"甲"'.encode()
    assert errands.submit(len, [1, 2]).result() == 2
    assert not there.sent
    errands.submit(maker.make, IMPOSSIBLE[:1])
    assert len(there.sent) == 1


def test_what_the_cluster_could_not_make_is_made_here(
    tmp_path: Path, here: Executor, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here the same posters fail as they do on one machine: with the mistake itself."""
    errands, maker = errands_of(tmp_path, Elsewhere(MemoryError("no room")), here)
    assert isinstance(errands.submit(maker.make, IMPOSSIBLE).exception(), KeyError)
    assert "MemoryError: no room" in capsys.readouterr().err


def test_a_build_that_stops_takes_its_work_back(tmp_path: Path, here: Executor) -> None:
    there = Elsewhere([b"first"])
    errands, maker = errands_of(tmp_path, there, here)
    made = in_chunks(maker.make, IMPOSSIBLE, executor=errands, cost=lambda _work: 400)
    assert next(made)[0] == IMPOSSIBLE[0]
    del made
    assert there.sent[1].cancelled()
