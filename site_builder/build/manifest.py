"""What the last build wrote, and from what: one row a file, in the batches they were planned in."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

from msgspec import MsgspecError, Struct, msgpack
from msgspec.structs import replace

from site_builder.build.keys import PART
from site_builder.digest import digest
from site_builder.files import write_file
from site_builder.stamps import is_settled, stamp_of

FORMAT = 3  # of the file; another number means: build everything


class Output(Struct, frozen=True, array_like=True, gc=False):
    """One file: `size` in bytes, `digest` of its content, `key` and `parts` what it was made from.

    `stamp` is its time of change when it was seen to hold that content, 0 when that was too short ago to
    tell a later change. `why` says what had changed when it was made, `names` the names of the parts.
    """

    path: str
    digest: str
    size: int
    stamp: int = 0
    key: str = ""
    why: str = ""
    names: str = ""
    digits: str = ""

    @property
    def parts(self) -> Mapping[str, str]:
        """The short digest of each field of the view, and of the recipe."""
        names = self.names.split()
        return {name: self.digits[PART * at : PART * (at + 1)] for at, name in enumerate(names)}


class Group(Struct, frozen=True, array_like=True, gc=False):
    """The files of one batch; `key` says what the batch was made from."""

    key: str
    outputs: tuple[Output, ...]


class _Stored(Struct, array_like=True):
    format: int
    groups: list[Group]


@dataclass(frozen=True, slots=True)
class Manifest:
    """`groups` by key, whole and vouched for; `loose` are files whose batch is not, as far as known.

    `claimed` are files that a stopped build may have left in any state: they are ours, and no more is known.
    """

    groups: Mapping[str, Group] = field(default_factory=dict)
    loose: Sequence[Output] = ()
    claimed: frozenset[str] = frozenset()

    def outputs(self) -> Iterator[Output]:
        """Yield every row that vouches for its file."""
        for group in self.groups.values():
            yield from group.outputs
        yield from self.loose

    def paths(self) -> set[str]:
        """Return the path of every file that builds wrote."""
        return {output.path for output in self.outputs()} | self.claimed


def load(file: Path) -> Manifest:
    """Return what file holds; nothing when it is missing, damaged or of another format."""
    claimed = _claimed(file)
    try:
        stored = msgpack.decode(file.read_bytes(), type=_Stored)
        clock = stamp_of(file.stat())
    except (OSError, MsgspecError, ValueError):
        return Manifest(claimed=claimed)
    if stored.format != FORMAT:
        return Manifest(claimed=claimed)
    groups = {group.key: group for group in stored.groups}
    if not claimed and all(is_settled(o.stamp, clock) for g in stored.groups for o in g.outputs):
        return Manifest(groups)
    doubtful = {g.key for g in stored.groups if any(o.path in claimed for o in g.outputs)}
    return Manifest(
        {key: _settled(group, clock) for key, group in groups.items() if key not in doubtful},
        [o for key in doubtful for o in _settled(groups[key], clock).outputs if o.path not in claimed],
        claimed,
    )


def _settled(group: Group, clock: int) -> Group:
    """Return group without the stamps that may hide a later change."""
    if all(is_settled(output.stamp, clock) for output in group.outputs):
        return group
    outputs = [o if is_settled(o.stamp, clock) else replace(o, stamp=0) for o in group.outputs]
    return Group(group.key, tuple(outputs))


def save(file: Path, groups: Iterable[Group]) -> None:
    """Keep groups, and forget what was claimed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not write_file(file, msgpack.encode(_Stored(FORMAT, list(groups)))):
        os.utime(file)  # its stamp says until when the rows were looked at
    with contextlib.suppress(FileNotFoundError):
        _claims(file).unlink()


def claim(file: Path, paths: Iterable[str]) -> None:
    """Own paths and vouch for none, until save(): what a build that stops half-way leaves behind."""
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(_claims(file), "\n".join(paths).encode("utf-8", "surrogatepass"))


def forget(file: Path) -> None:
    for one in (file, _claims(file)):
        one.unlink(missing_ok=True)


def _claims(file: Path) -> Path:
    return file.with_suffix(".claims")


def _claimed(file: Path) -> frozenset[str]:
    try:
        lines = _claims(file).read_bytes().decode("utf-8", "surrogatepass").split("\n")
    except (OSError, ValueError):
        return frozenset()
    return frozenset(line for line in lines if line)


def seen(root: str, row: Output) -> Output | None:
    """Return row with the stamp of its file below root when that still holds what the row vouches for.

    None when it does not. A file of the right size whose stamp differs is read: content decides, not time.
    """
    path = f"{root}/{row.path}"
    try:
        status = os.stat(path)  # noqa: PTH116 - ten thousand of them
        if status.st_size != row.size:
            return None
        stamp = stamp_of(status)
        if stamp == row.stamp:
            return row
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            return replace(row, stamp=stamp) if digest(file.read()) == row.digest else None
    except (OSError, ValueError):
        return None


def is_inside(path: str) -> bool:
    """Say whether path stays below the site's root: a manifest may come from elsewhere, with a stick."""
    return not PureWindowsPath(path).anchor and ".." not in PureWindowsPath(path).parts
