"""Bring a folder in line with a list of targets: make what is out of date, leave the rest, prune."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from typing import Literal

from site_builder.build import manifest as rows
from site_builder.build.keys import Digests, changed
from site_builder.build.manifest import Manifest, Output
from site_builder.build.target import Kitchen, Target
from site_builder.digest import digest
from site_builder.errors import Problem, SiteError
from site_builder.files import remove_file, stamp_of, write_file
from site_builder.i18n import _, reason_of
from site_builder.workers import in_chunks

NEW, GONE = "new", "gone"  # reasons; any other is the names of the parts that changed


@dataclass(frozen=True, slots=True)
class Step:
    """What just happened to the file at `path`, and why: `number` of `total`."""

    what: Literal["made", "written", "removed"]
    path: str
    why: str = ""
    number: int = 0
    total: int = 0


Report = Callable[[Step], None]
Closing = Callable[[Manifest], Sequence[Target]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a build writes: `folder` the site, `manifest` the file that remembers the last build."""

    folder: Path
    manifest: Path

    def scratch(self) -> Path | None:
        """Return an empty folder where files grow before they are moved into the site.

        None when the site lies on another disk, where nothing can be moved to in one step.
        """
        scratch = self.manifest.parent / "parts"
        rmtree(scratch, ignore_errors=True)  # what a killed build left
        for folder in (scratch, self.folder):
            folder.mkdir(parents=True, exist_ok=True)
        return scratch if scratch.stat().st_dev == self.folder.stat().st_dev else None


@dataclass(frozen=True, slots=True)
class Job:
    """A target that must be made, and the row it will leave."""

    target: Target
    key: str
    parts: Mapping[str, str]
    why: str


def bring_in_line(
    targets: Sequence[Target],
    kitchen: Kitchen,
    *,
    place: Place,
    closing: Closing = lambda _made: (),
    report: Report = lambda _step: None,
    executor: Executor | None = None,
) -> Manifest:
    """Bring the folder in line with targets, then with the few that `closing` names from what was made.

    Nothing is written before every target could be made. `report` hears of each step; with an `executor`
    targets are made by its processes.

    Raises SiteError with every target that two sources claim or that cannot be made, and when the
    folder cannot be written.
    """
    build = Build(kitchen, place=place, report=report, executor=executor)
    build.make(targets)
    build.make(closing(build.fresh))
    try:
        return build.commit()
    except OSError as error:
        raise SiteError(
            _("cannot write to {folder}: {reason}").format(folder=place.folder, reason=reason_of(error)),
            hint=_("close programs that use it, and see that it may be written to and the disk is not full"),
        ) from error


class Build:
    """One run of the engine; `last` is the manifest it found, `fresh` a row for each target made or kept."""

    def __init__(self, kitchen: Kitchen, *, place: Place, report: Report, executor: Executor | None) -> None:
        self._kitchen = kitchen
        self._place = place
        self._report = report
        self._executor = executor
        self.last = rows.load(place.manifest)
        self._digests = Digests()
        self._targets: list[Target] = []
        self._made: dict[str, bytes] = {}
        self.fresh: Manifest = {}

    def make(self, targets: Sequence[Target]) -> None:
        """Make the targets that are out of date, in memory."""
        self._targets += targets
        check_addresses(self._targets)
        jobs = [job for target in targets if (job := self.job(target))]
        problems: list[Problem] = []
        cooked = in_chunks(
            self._kitchen.cook,
            [job.target for job in jobs],
            executor=self._executor,
            cost=lambda target: self._kitchen.cost(target.recipe),
        )
        for number, (job, (target, result)) in enumerate(zip(jobs, cooked, strict=True), start=1):
            if isinstance(result, bytes):
                self._keep(job, result)
            else:
                problems += (p if p.where else replace(p, where=target.origin) for p in result)
            self._report(Step("made", target.path, job.why, number, len(jobs)))
        if problems:
            raise SiteError.of(dict.fromkeys(problems))

    def _keep(self, job: Job, data: bytes) -> None:
        self._made[job.target.path] = data
        row = Output(digest(data), len(data), job.key, job.parts, job.why)
        self.fresh[job.target.path] = row

    def commit(self) -> Manifest:
        """Write what was made, remove what an earlier build wrote and nobody wants any more."""
        unwanted = sorted(self.last.keys() - self.fresh.keys())
        if not self._made and not unwanted and self.fresh == self.last:
            return self.fresh
        rows.save(self._place.manifest, self.fresh | rows.claim([*self._made, *unwanted]))
        scratch = self._place.scratch()
        for path, data in self._made.items():
            file = self._place.folder / path
            if write_file(file, data, scratch=scratch):
                self._report(Step("written", path, self.fresh[path].why))
            self.fresh[path] = replace(self.fresh[path], stamp=stamp_of(file.stat()))
        for path in unwanted:
            remove_file(self._place.folder / path, self._place.folder)
            self._report(Step("removed", path))
        rows.save(self._place.manifest, self.fresh)
        return self.fresh

    def holds(self, path: str) -> bool:
        """Say whether the file on the disk is the one that was made."""
        try:
            return (self._place.folder / path).read_bytes() == self._made[path]
        except OSError:
            return False

    def job(self, target: Target) -> Job | None:
        """Return what is to be done for target; None when its file is right as it is."""
        version = self._kitchen.version(target.recipe)
        key = self._digests.key(target, version)
        last = self.last.get(target.path)
        if last and last.key == key and (kept := rows.seen(self._place.folder / target.path, last)):
            self.fresh[target.path] = kept
            return None
        parts = self._digests.parts(target, version)
        return Job(target, key, parts, why(last, key, parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """`last` is what the manifest knows of the file; `now` why the next build would make it, or empty."""

    target: Target
    parts: Mapping[str, str]
    last: Output | None
    now: str


def explain(target: Target, kitchen: Kitchen, place: Place) -> Explanation:
    """Return why the last build made a target's file, and whether the next one would."""
    build = Build(kitchen, place=place, report=lambda _step: None, executor=None)
    version = kitchen.version(target.recipe)
    job = build.job(target)
    return Explanation(
        target=target,
        parts=Digests().parts(target, version),
        last=build.last.get(target.path),
        now=job.why if job else "",
    )


def remove_all(place: Place) -> int:
    """Remove every file that builds wrote, and the manifest; return how many were there."""
    owned = rows.load(place.manifest)
    there = [path for path in owned if (place.folder / path).is_file()]
    for path in there:
        remove_file(place.folder / path, place.folder)
    place.manifest.unlink(missing_ok=True)
    return len(there)


def differing(
    targets: Sequence[Target],
    kitchen: Kitchen,
    *,
    place: Place,
    closing: Closing = lambda _made: (),
    executor: Executor | None = None,
) -> list[str]:
    """Return the path of every file that making everything afresh would change; nothing is written.

    Raises SiteError as bring_in_line does.
    """
    nowhere = replace(place, manifest=place.manifest.with_name("no manifest"))
    afresh = Build(kitchen, place=nowhere, report=lambda _step: None, executor=executor)
    afresh.make(targets)
    afresh.make(closing(afresh.fresh))
    owned = rows.load(place.manifest).keys()
    return sorted(
        {*(path for path in afresh.fresh if not afresh.holds(path)), *(owned - afresh.fresh.keys())}
    )


def why(last: Output | None, key: str, parts: Mapping[str, str]) -> str:
    """Return in a few words why a target must be made."""
    if last is None:
        return NEW
    return GONE if last.key == key or not last.key else ", ".join(changed(parts, last.parts))


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
