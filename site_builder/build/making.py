"""Describes the targets of batches and makes those that differ from last time, in this process or another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from msgspec import Struct

from site_builder.build.keys import Digests, changed, key_of, parts_of
from site_builder.build.manifest import Output
from site_builder.build.target import Describe, Kitchen, Target
from site_builder.digest import digest
from site_builder.errors import Problem, SiteError

NEW, GONE = "new", "gone"  # reasons; any other is the names of the parts that changed


class Work(Struct, frozen=True):
    """A batch to look into; `last` are the rows of its files, `right` the paths of those on the disk."""

    paths: Sequence[str]
    recipes: Sequence[str]
    key: str
    describe: Describe
    last: Mapping[str, Output]
    right: frozenset[str]
    bond: str = ""


class Made(NamedTuple):
    """A file's row; `data` is None when the file is right as it is, `problems` why it cannot be made."""

    output: Output
    data: bytes | None = None
    problems: tuple[Problem, ...] = ()


class Maker(Struct, frozen=True):
    """Can be pickled with its kitchen."""

    kitchen: Kitchen

    def make(self, works: Sequence[Work]) -> list[list[Made]]:
        """Return what each batch gives, in the order of its paths."""
        digests = Digests()  # one for all: they share what they show
        return [self._make(work, digests) for work in works]

    def _make(self, work: Work, digests: Digests) -> list[Made]:
        try:
            targets = work.describe()
        except SiteError as error:
            return [Made(Output(path, "", -1), None, error.problems) for path in work.paths]
        jobs = [(target, self.row(target, work, digests)) for target in targets]
        wanted = [target for target, row in jobs if not row.digest]
        cooked = iter(self.kitchen.cook(wanted))
        return [_made(target, row, cooked) for target, row in jobs]

    def row(self, target: Target, work: Work, digests: Digests) -> Output:
        """Return the last row when target's file is right as it is, else one without digest: to be made."""
        version = self.kitchen.version(target.recipe)
        fields = digests.fields(target)
        key = key_of(target, version, fields)
        last = work.last.get(target.path)
        if last and last.key == key and target.path in work.right:
            return last
        parts = parts_of(target, version, fields)
        names, digits = " ".join(parts), "".join(parts.values())
        return Output(target.path, "", -1, 0, key, why(last, key, parts), names, digits)


def _made(target: Target, row: Output, cooked: Iterator[bytes | tuple[Problem, ...]]) -> Made:
    if row.digest:
        return Made(row)
    result = next(cooked)
    if not isinstance(result, bytes):
        told = tuple(p if p.where else replace(p, where=target.origin) for p in result)
        return Made(row, None, told)
    size, reason = len(result), row.why
    done = Output(target.path, digest(result), size, 0, row.key, reason, row.names, row.digits)
    return Made(done, result)


def why(last: Output | None, key: str, parts: Mapping[str, str]) -> str:
    """Return in a few words why a target must be made."""
    if last is None:
        return NEW
    return GONE if last.key == key or not last.key else ", ".join(changed(parts, last.parts))
