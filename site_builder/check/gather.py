"""Reads the hub and its finished files into what the rules look at; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from site_builder.build import load
from site_builder.check.checked import Checked
from site_builder.check.facts import page_facts, style_facts
from site_builder.check.proofs import Proof, Prover
from site_builder.check.stale import stale_pages, targets_of
from site_builder.errors import Problem, SiteError
from site_builder.media import unused_media
from site_builder.memo import Memo
from site_builder.pipeline import MEMO, Reading, place_of, read_folder
from site_builder.plan.addresses import assign
from site_builder.plan.published import published
from site_builder.settings import Folder, load_sources


class Compared(NamedTuple):
    """The stale pages, the files that builds make or will remove, and what the poster files are like."""

    stale: Mapping[str, str] = {}
    made: frozenset[str] = frozenset()
    proofs: tuple[Proof, ...] = ()


def gather(
    folder: Folder, *, today: date, executor: Executor | None = None
) -> tuple[Checked, tuple[Problem, ...]]:
    """Return all that the rules look at, and what reading the content found.

    With an `executor` poster files are proven by its processes. Raises SiteError when the settings cannot
    be read.
    """
    reading = read_folder(folder)
    hub, problems = reading.hub, reading.problems
    files = files_below(folder.site)
    found = Compared()
    if files and not any(problem.severity == "error" for problem in problems):
        try:
            found = _compare(reading, folder, today, executor=executor)
        except SiteError as error:
            problems = (*problems, *error.problems)
    sources = None
    try:
        sources = load_sources(folder.content)
    except SiteError as error:
        problems = (*problems, *error.problems)
    documents = (*hub.articles, *hub.posters, *hub.notices, *hub.pages)
    texts = reading.texts()
    checked = Checked(
        hub=hub,
        today=today,
        addresses=assign(published(hub, today)),
        links={document.path: texts.of(document).links for document in documents},
        pages={path: page_facts((folder.site / path).read_bytes()) for path in _ending(files, ".html")},
        styles={path: style_facts((folder.site / path).read_bytes()) for path in _ending(files, ".css")},
        files=files,
        content=files_below(folder.content),
        stale=found.stale,
        made=found.made,
        proofs=found.proofs,
        unused=frozenset(file.name for file in unused_media(folder.content)),
        sources=sources,
        calendar=reading.calendar,
    )
    return checked, problems


def files_below(folder: Path) -> frozenset[str]:
    """Return the paths of all files below folder with `/`; none when there is no such folder."""
    return frozenset(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def _compare(reading: Reading, folder: Folder, today: date, *, executor: Executor | None) -> Compared:
    targets, kitchen = targets_of(reading.plan(today), folder.site), reading.kitchen()
    made = {target.path for target in targets} | load(place_of(folder).manifest).paths()
    prover = Prover(kitchen, folder.site, Memo(folder.cache / MEMO))
    return Compared(
        stale_pages(targets, kitchen, folder.site),
        frozenset(made),
        tuple(prover.proofs(targets, executor)),
    )


def _ending(files: frozenset[str], suffix: str) -> list[str]:
    return sorted(path for path in files if path.endswith(suffix))
