"""Reads the hub and its finished files into what the rules look at; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from site_builder.build import load
from site_builder.check.checked import Checked
from site_builder.check.facts import page_facts, style_facts
from site_builder.check.stale import stale_pages, targets_of
from site_builder.errors import Problem, SiteError
from site_builder.memo import Memo
from site_builder.model import Hub
from site_builder.pipeline import MEMO, open_templates, place_of, words
from site_builder.plan import plan
from site_builder.plan.addresses import assign
from site_builder.plan.published import published
from site_builder.read import read_hub
from site_builder.render import Assets, Kitchen, Templates
from site_builder.settings import Folder, Settings, load_settings, unknown_icons


def gather(folder: Folder, *, today: date) -> tuple[Checked, tuple[Problem, ...]]:
    """Return all that the rules look at, and what reading the content found.

    Raises SiteError when the settings cannot be read.
    """
    settings = load_settings(folder.content)
    templates, assets = open_templates(folder)
    hub, problems = read_hub(folder.content, words(settings, templates), memo=Memo(folder.cache / MEMO))
    icons = templates.names("posters/icons", ".svg")
    problems = (*unknown_icons(folder.content, settings, icons), *problems)
    files = files_below(folder.site)
    stale: Mapping[str, str] = {}
    made: frozenset[str] = frozenset()
    if files and not any(problem.severity == "error" for problem in problems):
        try:
            stale, made = _compare(hub, settings, folder, pieces=(templates, assets), today=today)
        except SiteError as error:
            problems = (*problems, *error.problems)
    checked = Checked(
        hub=hub,
        today=today,
        addresses=assign(published(hub, today)),
        pages={path: page_facts((folder.site / path).read_bytes()) for path in _ending(files, ".html")},
        styles={path: style_facts((folder.site / path).read_bytes()) for path in _ending(files, ".css")},
        files=files,
        content=files_below(folder.content),
        stale=stale,
        made=made,
    )
    return checked, problems


def files_below(folder: Path) -> frozenset[str]:
    """Return the paths of all files below folder with `/`; none when there is no such folder."""
    return frozenset(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def _compare(
    hub: Hub,
    settings: Settings,
    folder: Folder,
    *,
    pieces: tuple[Templates, Assets],
    today: date,
) -> tuple[dict[str, str], frozenset[str]]:
    """Return the stale pages, and the files that builds make or will remove."""
    templates, assets = pieces
    planned = plan(hub, settings, assets=assets.digests, today=today)
    kitchen = Kitchen.of(templates, assets, content=folder.content, memo=folder.cache / MEMO)
    targets = targets_of(planned, folder.site)
    made = {target.path for target in targets} | load(place_of(folder).manifest).keys()
    return stale_pages(targets, kitchen, folder.site), frozenset(made)


def _ending(files: frozenset[str], suffix: str) -> list[str]:
    return sorted(path for path in files if path.endswith(suffix))
