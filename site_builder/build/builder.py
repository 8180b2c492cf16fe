"""Bring a folder in line with batches of targets: make what is out of date, leave the rest, prune."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from site_builder.build import manifest as rows
from site_builder.build.addresses import Addresses
from site_builder.build.keys import batch_key
from site_builder.build.making import Maker, Work
from site_builder.build.manifest import Group, Output
from site_builder.build.spool import Spool
from site_builder.build.target import Batch, Kitchen, Target
from site_builder.errors import Problem, SiteError, once
from site_builder.files import cannot_write, overwrite, remove_file
from site_builder.workers import in_chunks


class Step(Struct, frozen=True):
    """What just happened to the file at `path`, and why: `number` of `total`."""

    what: Literal["made", "written", "removed"]
    path: str
    why: str = ""
    number: int = 0
    total: int = 0


Report = Callable[[Step], None]
Sizes = Mapping[str, Output]  # the files made or kept so far, by path
Closing = Callable[[Sizes], Sequence[Batch]]


class Place(Struct, frozen=True, kw_only=True):
    """Where a build writes: `folder` the site, `manifest` the folder that remembers the last build."""

    folder: Path
    manifest: Path


def bring_in_line(
    batches: Sequence[Batch],
    kitchen: Kitchen,
    *,
    place: Place,
    closing: Closing = lambda _made: (),
    intact: bool = False,
    report: Report = lambda _step: None,
    executor: Executor | None = None,
) -> Sizes:
    """Bring the folder in line with the batches, then with the few that `closing` names from what was made.

    Nothing is written before every target could be made. `intact` says that somebody has just seen every
    file of the last build bear the stamp it had: then none is looked at again. `report` hears of each
    step; with an `executor` targets are made by its processes.

    Raises SiteError with every target that two sources claim or that cannot be made, and when the
    folder cannot be written.
    """
    try:
        with Spool(place.manifest.parent) as spool:
            build = Build(kitchen, place=place, intact=intact, report=report, executor=executor)
            build.make(batches, spool.put)
            build.make(closing(build.fresh()), spool.put)
            return build.commit(spool)
    except OSError as error:
        raise cannot_write(error, place.folder) from error


class Build:
    """One run of the engine; `last` is the manifest it found, `groups` what it has made or kept."""

    def __init__(
        self,
        kitchen: Kitchen,
        *,
        place: Place,
        intact: bool = False,
        report: Report = lambda _step: None,
        executor: Executor | None = None,
    ) -> None:
        self._kitchen = kitchen
        self._intact = intact
        self._root = str(place.folder)
        self._place = place
        self._report = report
        self._executor = executor
        self._addresses = Addresses()
        self._known: dict[str, Output] | None = None
        self.last = rows.load(place.manifest)
        self.groups: dict[str, Group] = {}

    def fresh(self) -> dict[str, Output]:
        """Return the row of each file made or kept so far."""
        return {output.path: output for group in self.groups.values() for output in group.outputs}

    def make(self, batches: Sequence[Batch], take: Callable[[str, bytes], None]) -> None:
        """Make what is out of date; `take` gets the bytes of each file that was made."""
        self._addresses.take(batches)
        doubtful = {}
        for batch in batches:
            key = batch_key(batch, self._kitchen)
            kept = self._kept(self.last.groups.get(key))
            self.groups[key] = kept or Group(key, ())  # in the order of the batches
            if kept is None:
                doubtful[key] = batch
        self._cook(doubtful, take)

    def _cook(self, doubtful: Mapping[str, Batch], take: Callable[[str, bytes], None]) -> None:
        total, number = sum(len(batch.paths) for batch in doubtful.values()), 0
        problems: list[Problem] = []
        works = (self.work(batch, key) for key, batch in doubtful.items())  # cut when its turn comes
        cooked = in_chunks(
            Maker(self._kitchen).make, works, executor=self._executor, cost=self._cost, bond=_bond
        )
        for work, batch in cooked:
            for made in batch:
                number += 1
                problems += made.problems
                if made.data is not None:
                    take(made.output.path, made.data)
                    self._report(Step("made", made.output.path, made.output.why, number, total))
            self.groups[work.key] = Group(work.key, tuple([made.output for made in batch]))
        if problems:
            raise SiteError.of(once(problems))

    def _cost(self, work: Work) -> int:
        return len(work.paths) * max(self._kitchen.cost(recipe) for recipe in work.recipes)

    def _kept(self, group: Group | None) -> Group | None:
        """Return the group when all its files are on the disk as the last build left them."""
        if group is None:
            return None
        if self._intact and all(output.stamp for output in group.outputs):
            return group
        found = [rows.seen(self._root, output) for output in group.outputs]
        whole = [output for output in found if output is not None]
        if len(whole) < len(found):
            return None
        same = all(new is old for new, old in zip(whole, group.outputs, strict=True))
        return group if same else Group(group.key, tuple(whole))

    def work(self, batch: Batch, key: str) -> Work:
        """Return what is to be looked into, with what is known of the files that are there."""
        if self._known is None:
            self._known = {output.path: output for output in self.last.outputs()}
        last = {path: self._known[path] for path in batch.paths if path in self._known}
        seen = {path: row for path, one in last.items() if (row := rows.seen(self._root, one))}
        return Work(batch.paths, batch.recipes, key, batch.cut(), last | seen, frozenset(seen), batch.bond)

    def commit(self, spool: Spool) -> Sizes:
        """Write what was made, remove what an earlier build wrote and nobody wants any more."""
        fresh = self.fresh()
        unwanted = sorted(path for path in self.last.paths() - fresh.keys() if rows.is_inside(path))
        if not spool.paths and not unwanted and not self.last.claimed and self._is_as_it_was():
            return fresh
        rows.claim(self._place.manifest, [*spool.paths, *unwanted])
        self._place.folder.mkdir(parents=True, exist_ok=True)
        stamps: dict[str, int] = {}
        for path, data in spool.take():
            stamps[path], is_new = overwrite(f"{self._root}/{path}", data)
            if is_new:
                self._report(Step("written", path, fresh[path].why))
        for path in self._really(unwanted, fresh):
            remove_file(self._place.folder / path, self._place.folder)
            self._report(Step("removed", path))
        self.groups = {key: _stamped(group, stamps) for key, group in self.groups.items()}
        rows.save(self._place.manifest, self.groups, last=self.last)
        return self.fresh()

    def _really(self, unwanted: Sequence[str], fresh: Sizes) -> list[str]:
        """Return what is unwanted also where the disk takes `Hub.css` and `hub.css` for the same file."""
        wanted = {path.casefold(): path for path in fresh} if unwanted else {}
        return [
            path
            for path in unwanted
            if not _is_same(self._place.folder / path, self._place.folder / wanted.get(path.casefold(), "no"))
        ]

    def _is_as_it_was(self) -> bool:
        last = self.last.groups
        return len(last) == len(self.groups) and all(last.get(k) is g for k, g in self.groups.items())


def _bond(work: Work) -> str:
    return work.bond


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _stamped(group: Group, stamps: Mapping[str, int]) -> Group:
    """Return group with the stamps that its files got when they were written."""
    if not any(output.path in stamps for output in group.outputs):
        return group
    return Group(group.key, tuple([replace(o, stamp=stamps.get(o.path, o.stamp)) for o in group.outputs]))


def remove_all(place: Place) -> int:
    """Remove every file that builds wrote, and the manifest; return how many were there."""
    owned = filter(rows.is_inside, rows.load(place.manifest).paths())
    there = [path for path in owned if (place.folder / path).is_file()]
    for path in there:
        remove_file(place.folder / path, place.folder)
    rows.forget(place.manifest)
    return len(there)


def differing(
    batches: Sequence[Batch],
    kitchen: Kitchen,
    *,
    place: Place,
    closing: Closing = lambda _made: (),
    executor: Executor | None = None,
) -> list[str]:
    """Return the path of every file that making everything afresh would change; nothing is written.

    Raises SiteError as bring_in_line does.
    """
    wrong: set[str] = set()

    def compare(path: str, data: bytes) -> None:
        try:
            same = (place.folder / path).read_bytes() == data
        except OSError:
            same = False
        wrong.update(() if same else [path])

    nowhere = Place(folder=place.folder, manifest=place.manifest.with_name("no manifest"))
    afresh = Build(kitchen, place=nowhere, executor=executor)
    afresh.make(batches, compare)
    afresh.make(closing(afresh.fresh()), compare)
    return sorted(wrong | (rows.load(place.manifest).paths() - afresh.fresh().keys()))


def described(batches: Iterable[Batch]) -> Iterator[Target]:
    """Yield every target of batches."""
    for batch in batches:
        yield from batch.targets()
