"""From a folder to a hub: the recipe, top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from filelock import FileLock, Timeout

from site_builder.build import Manifest, Report, bring_in_line
from site_builder.errors import Problem, SiteError
from site_builder.i18n import _
from site_builder.memo import Memo
from site_builder.model import Hub
from site_builder.plan import plan
from site_builder.plan.published import hidden
from site_builder.read import Words, read_hub, render_markdown
from site_builder.render import Assets, Templates, recipes
from site_builder.settings import Folder, Settings, builtin_templates, load_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """`warnings` did not stop the build but want a person's eye."""

    hub: Hub
    manifest: Manifest
    warnings: tuple[Problem, ...]


def build_hub(folder: Folder, *, today: date, report: Report = lambda _step: None) -> Built:
    """Read, plan, render and write the hub in folder as it is on `today`.

    Raises SiteError with every problem of every file; the previous output is then untouched.
    """
    with _locked(folder):
        settings = load_settings(folder.content)
        templates, assets = open_templates(folder)
        hub, warnings = read_all(folder, settings, templates)
        planned = plan(hub, settings, assets=assets.digests, today=today)
        manifest = bring_in_line(
            planned.targets,
            recipes(templates, assets, content=folder.content, memo=open_memo(folder)),
            folder=folder.site,
            manifest=folder.cache / "manifest.json",
            closing=planned.closing,
            report=report,
        )
    return Built(hub=hub, manifest=manifest, warnings=(*warnings, *hidden(hub, today)))


def read_all(folder: Folder, settings: Settings, templates: Templates) -> tuple[Hub, tuple[Problem, ...]]:
    """Return the hub and its warnings; raises SiteError when any file has an error."""
    hub, problems = read_hub(folder.content, words(settings, templates), memo=open_memo(folder))
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise SiteError.of(errors)
    return hub, problems


def open_memo(folder: Folder) -> Memo:
    return Memo(folder.cache / "memo")


def open_templates(folder: Folder) -> tuple[Templates, Assets]:
    folders = [folder.templates, builtin_templates()]
    return Templates(folders), Assets(folders)


def words(settings: Settings, templates: Templates) -> Words:
    """Return the words that content may use: sections, audiences, units, icons, drawings."""
    return Words(
        sections=tuple(section.id for section in settings.sections),
        audiences=tuple(audience.id for audience in settings.audiences),
        units=tuple(unit.id for unit in settings.units),
        icons=templates.names("posters/icons", ".svg"),
        arts=templates.names("posters/art", ".svg"),
    )


def prove_markdown(text: str) -> str:
    """Return the plain words of a Markdown text as the hub would show them."""
    return render_markdown(text).text


def _locked(folder: Folder) -> FileLock:
    """Return the lock that keeps a second build of the same hub out, also from another window."""
    try:
        folder.cache.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder.cache / "build.lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise SiteError(
            _("another build of this hub is running"),
            hint=_("wait until it has finished, or close its window"),
        ) from error
    except OSError as error:
        raise SiteError(
            _("cannot write to {folder}: {reason}").format(
                folder=folder.cache, reason=error.strerror or error
            )
        ) from error
    return lock
