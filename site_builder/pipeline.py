"""From a folder to a hub: the recipe, top to bottom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from msgspec import Struct

from site_builder import pinyin
from site_builder.build import (
    Explanation,
    Output,
    Place,
    Report,
    Sizes,
    bring_in_line,
    differing,
    explain,
    load,
    remove_all,
)
from site_builder.errors import Problem, SiteError
from site_builder.files import cannot_write
from site_builder.glance import Look, look
from site_builder.glance import forget as forget_said
from site_builder.i18n import _
from site_builder.memo import Memo
from site_builder.model import Calendar, Hub
from site_builder.plan import Plan, plan
from site_builder.plan.published import hidden
from site_builder.read import Memory, Texts, Words, forget, read_calendar, read_hub, render_markdown
from site_builder.render import Assets, Kitchen, Templates
from site_builder.settings import (
    Folder,
    Settings,
    builtin_templates,
    example_address,
    example_name,
    load_settings,
    unknown_icons,
    user_cache,
)
from site_builder.stamps import NOT_LOOKED, Stamps

if TYPE_CHECKING:
    from site_builder.read.judge import Judge

MEMO = "memo"  # the store of results, inside the cache


class Built(Struct, frozen=True, kw_only=True):
    """`files` are the rows of all files by path, `seen` what the inputs were.

    `warnings` did not stop the build but want a person's eye.
    """

    files: Sizes
    seen: Look
    warnings: tuple[Problem, ...]


def build_hub(
    folder: Folder,
    *,
    today: date,
    report: Report = lambda _step: None,
    executor: Executor | None = None,
    seen: Look | None = None,
    patience: float = 0,
) -> Built:
    """Read, plan, render and write the hub in folder as it is on `today`.

    `seen` is what a look has just seen of the inputs; `patience` is for how many seconds another build of
    the hub is waited for.

    Raises SiteError with every problem of every file; the previous output is then untouched.
    """
    with _locked(folder, patience):
        seen = seen or look(str(folder.root), today.isoformat())
        intact = seen.intact()
        forget_said(str(folder.root))
        ready = prepare(folder, today=today, seen=seen.stamps, executor=executor)
        files = bring_in_line(
            ready.plan.batches,
            ready.kitchen,
            place=place_of(folder),
            closing=ready.plan.closing,
            intact=intact,
            report=report,
            executor=executor,
        )
        warnings = (*ready.warnings, *hidden(ready.hub, today))
        for memo in (Memo(folder.cache / MEMO), Memo(user_cache())):
            memo.trim()
    return Built(files=files, seen=seen, warnings=warnings)


def verify_hub(folder: Folder, *, today: date, executor: Executor | None = None) -> list[str]:
    """Make everything afresh, nothing remembered, and return the path of each file that differs on the disk.

    Raises SiteError as build_hub does.
    """
    with _locked(folder), TemporaryDirectory(dir=folder.cache) as empty:
        pinyin.forget()
        ready = prepare(folder, today=today, cache=Path(empty), executor=executor)
        wrong = differing(
            ready.plan.batches,
            ready.kitchen,
            place=place_of(folder),
            closing=ready.plan.closing,
            executor=executor,
        )
        Memo(Path(empty) / MEMO).close()
    return wrong


def explain_file(folder: Folder, path: str, *, today: date) -> Explanation | None:
    """Return why the file at path, below the site's root, was made; None when no build makes it.

    Raises SiteError as build_hub does.
    """
    ready = prepare(folder, today=today)
    place = place_of(folder)
    made = defaultdict(lambda: Output("", "", 0), {row.path: row for row in load(place.manifest).outputs()})
    return explain(path, [*ready.plan.batches, *ready.plan.closing(made)], ready.kitchen, place=place)


def clean_hub(folder: Folder) -> int:
    """Remove what builds made and remembered, nothing else; return the number of files of the site."""
    with _locked(folder):
        count = remove_all(place_of(folder))
        Memo(folder.cache / MEMO).close()
        forget_said(str(folder.root))
        rmtree(folder.cache / MEMO, ignore_errors=True)
        forget(folder.cache)
    return count


class Ready(Struct, frozen=True, kw_only=True):
    """A hub read and planned, and the kitchen that can make its targets."""

    hub: Hub
    warnings: tuple[Problem, ...]
    plan: Plan
    kitchen: Kitchen


def prepare(
    folder: Folder,
    *,
    today: date,
    cache: Path | None = None,
    seen: Stamps = NOT_LOOKED,
    executor: Executor | None = None,
) -> Ready:
    """Read and plan the hub; results are remembered in `cache`, by default the hub's own.

    What has not changed since it was `seen` is not read again. Raises SiteError with every problem of
    every file.
    """
    reading = read_folder(folder, cache=cache, seen=seen, executor=executor)
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors:
        raise SiteError.of(errors)
    return Ready(
        hub=reading.hub,
        warnings=(*reading.problems, *example_address(reading.settings)),
        plan=reading.plan(today),
        kitchen=reading.kitchen(),
    )


class Reading(Struct, frozen=True, kw_only=True):
    """A hub as read, with every problem of every file, and what else plan and kitchen are made from."""

    content: Path
    memo: Memo
    settings: Settings
    templates: Templates
    assets: Assets
    hub: Hub
    calendar: Calendar
    problems: tuple[Problem, ...]

    def plan(self, today: date) -> Plan:
        return plan(
            self.hub,
            self.settings,
            assets=self.assets.digests,
            texts=self.texts(),
            today=today,
            calendar=self.calendar,
            memo=self.memo,
        )

    def texts(self) -> Texts:
        return Texts(self.content, self.memo)

    def kitchen(self) -> Kitchen:
        return Kitchen.of(self.templates, self.assets, content=self.content, memo=self.memo.folder)


def read_folder(
    folder: Folder,
    *,
    cache: Path | None = None,
    seen: Stamps = NOT_LOOKED,
    executor: Executor | None = None,
) -> Reading:
    """Read settings, templates and content as prepare() does; raises SiteError for settings only."""
    cache = cache or folder.cache
    memo = Memo(cache / MEMO)
    settings = load_settings(folder.content)
    templates, assets = open_templates(folder)
    hub, problems = read_hub(
        folder.content,
        words(settings, templates),
        memory=Memory(cache=cache, memo=memo, stamps=seen),
        executor=executor,
    )
    calendar, mistakes = read_calendar(folder.content, words(settings, templates), memo)
    icons = templates.names("posters/icons", ".svg")
    return Reading(
        content=folder.content,
        memo=memo,
        settings=settings,
        templates=templates,
        assets=assets,
        hub=hub,
        calendar=calendar,
        problems=(
            *unknown_icons(folder.content, settings, icons),
            *example_name(folder.content, settings),
            *mistakes,
            *problems,
        ),
    )


def place_of(folder: Folder) -> Place:
    return Place(folder=folder.site, manifest=folder.manifest)


def open_templates(folder: Folder) -> tuple[Templates, Assets]:
    folders = [folder.templates, builtin_templates()]
    return Templates(folders, Memo(user_cache())), Assets(folders)


def words(settings: Settings, templates: Templates) -> Words:
    """Return the words that content may use: sections, audiences, units, icons, drawings."""
    return Words(
        sections=tuple(section.id for section in settings.sections),
        audiences=tuple(audience.id for audience in settings.audiences),
        units=tuple(unit.id for unit in settings.units),
        icons=templates.names("posters/icons", ".svg"),
        arts=templates.names("posters/art", ".svg"),
    )


def judging(folder: Folder) -> Judge:
    """Return what reads a text as the next build of the hub will; raises SiteError for settings."""
    from site_builder.read.judge import Judge  # noqa: PLC0415 - the parsers, 40 ms, which builds seldom need

    return Judge.of(folder.content, words(load_settings(folder.content), open_templates(folder)[0]))


def prove_markdown(text: str) -> str:
    """Return the plain words of a Markdown text as the hub would show them."""
    return render_markdown(text).text.words


@contextmanager
def _locked(folder: Folder, patience: float = 0) -> Iterator[None]:
    """Keep a second build of the same hub out, also from another window."""
    lock = FileLock(folder.cache / "build.lock", timeout=patience)
    try:
        folder.cache.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise SiteError(
            _("another build of this hub is running"),
            hint=_("wait until it has finished, or close its window"),
        ) from error
    except OSError as error:
        raise cannot_write(error, folder.cache) from error
    try:
        yield
    finally:
        lock.release()
