"""Make every target, write what differs, remove what is no longer wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from site_builder.build import manifest as rows
from site_builder.build.manifest import Manifest, Output
from site_builder.build.target import Recipe, Target
from site_builder.digest import digest
from site_builder.errors import Problem, SiteError
from site_builder.files import remove_file, write_file
from site_builder.i18n import _


@dataclass(frozen=True, slots=True)
class Step:
    """What just happened to the file at `path`: `number` of `total`."""

    what: Literal["made", "written", "removed"]
    path: str
    number: int = 0
    total: int = 0


Report = Callable[[Step], None]
Closing = Callable[[Manifest], Sequence[Target]]


def bring_in_line(
    targets: Sequence[Target],
    recipes: Mapping[str, Recipe],
    *,
    folder: Path,
    manifest: Path,
    closing: Closing = lambda _made: (),
    report: Report = lambda _step: None,
) -> Manifest:
    """Bring folder in line with targets, then with the few that `closing` names from what was made.

    Nothing is written before every target could be made. `report` hears of each step.

    Raises SiteError with every target that two sources claim or that cannot be made, and when folder
    cannot be written.
    """
    check_addresses(targets)
    made = make_all(targets, recipes, report)
    last_targets = closing(summary(made))
    check_addresses([*targets, *last_targets])
    made |= make_all(last_targets, recipes, report)
    try:
        return _write_all(made, folder, manifest=manifest, report=report)
    except OSError as error:
        raise SiteError(
            _("cannot write to {folder}: {reason}").format(folder=folder, reason=error.strerror or error),
            hint=_("close programs that use it, and see that it may be written to and the disk is not full"),
        ) from error


def make_all(targets: Sequence[Target], recipes: Mapping[str, Recipe], report: Report) -> dict[str, bytes]:
    """Return the bytes of each target by path; raises SiteError with every target that failed."""
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    for number, target in enumerate(targets, start=1):
        try:
            made[target.path] = recipes[target.recipe](target.view)
        except SiteError as error:
            problems += (p if p.where else replace(p, where=target.origin) for p in error.problems)
        report(Step("made", target.path, number, len(targets)))
    if problems:
        raise SiteError.of(dict.fromkeys(problems))
    return made


def summary(made: Mapping[str, bytes]) -> Manifest:
    return {path: Output(digest(data), len(data)) for path, data in made.items()}


def check_addresses(targets: Iterable[Target]) -> None:
    """Refuse two targets at one address, also one that only Windows takes for the same.

    Two sources that clash are told once, however many of their files do.
    """
    owners: dict[str, Target] = {}
    clashes: dict[tuple[str, str], Problem] = {}
    for target in targets:
        other = owners.setdefault(target.path.casefold(), target)
        if other is not target:
            first, second = other.origin or other.path, target.origin or target.path
            message = _("two files want the same address {path}: {first} and {second}")
            message = message.format(path=target.path, first=first, second=second)
            clashes.setdefault((first, second), Problem(second, message, _("rename one of the two files")))
    if clashes:
        raise SiteError.of(clashes.values())


def _write_all(made: Mapping[str, bytes], folder: Path, *, manifest: Path, report: Report) -> Manifest:
    last = rows.load(manifest)
    rows.save(manifest, rows.claim(last.keys() | made.keys()))
    for path, data in made.items():
        if write_file(folder / path, data):
            report(Step("written", path))
    for path in sorted(last.keys() - made.keys()):
        remove_file(folder / path, folder)
        report(Step("removed", path))
    fresh = summary(made)
    rows.save(manifest, fresh)
    return fresh
