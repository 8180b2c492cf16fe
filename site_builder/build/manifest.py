"""What the last build wrote, and from what: one row a file, in the batches they were planned in."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PureWindowsPath

from msgspec import MsgspecError, Struct, field, msgpack
from msgspec.structs import replace

from site_builder.build.keys import PART
from site_builder.digest import digest
from site_builder.files import write_file
from site_builder.shards import SHARDS, read_shards, remove_shards, shard_of, write_shard
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


class Manifest(Struct, frozen=True):
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


def load(folder: Path) -> Manifest:
    """Return what folder holds; nothing of what is missing, damaged or of another format."""
    claimed = _claimed(folder)
    groups: dict[str, Group] = {}
    loose: list[Output] = []
    for stored, clock in _stored(folder):
        for group in stored:
            settled = _settled(group, clock)
            if claimed.isdisjoint([output.path for output in group.outputs]):
                groups[group.key] = settled
            else:
                loose += [output for output in settled.outputs if output.path not in claimed]
    return Manifest(groups, loose, claimed)


def _stored(folder: Path) -> Iterator[tuple[list[Group], int]]:
    decode = msgpack.Decoder(_Stored).decode
    for data, stamp in read_shards(folder):
        with contextlib.suppress(MsgspecError, ValueError):
            stored = decode(data)
            if stored.format == FORMAT:
                yield stored.groups, stamp


def _settled(group: Group, clock: int) -> Group:
    """Return group without the stamps that may hide a later change."""
    if all(is_settled(output.stamp, clock) for output in group.outputs):
        return group
    outputs = [o if is_settled(o.stamp, clock) else replace(o, stamp=0) for o in group.outputs]
    return Group(group.key, tuple(outputs))


def save(folder: Path, groups: Mapping[str, Group], *, last: Manifest) -> None:
    """Write the shards in which groups differ from `last`, and forget what was claimed."""
    shards: dict[int, list[Group]] = {number: [] for number in range(SHARDS)}
    for group in groups.values():
        shards[shard_of(group.key)].append(group)
    changed = [key for key, group in groups.items() if last.groups.get(key) is not group]
    gone = [key for key in last.groups if key not in groups]
    wanted = range(SHARDS) if last.claimed else {shard_of(key) for key in changed + gone}
    for number in wanted:
        write_shard(folder, number, msgpack.encode(_Stored(FORMAT, shards[number])))
    with contextlib.suppress(FileNotFoundError):
        _claims(folder).unlink()


def claim(folder: Path, paths: Iterable[str]) -> None:
    """Own paths and vouch for none, until save(): what a build that stops half-way leaves behind."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_file(_claims(folder), "\n".join(paths).encode("utf-8", "surrogatepass"))


def forget(folder: Path) -> None:
    """Remove what is remembered in folder."""
    remove_shards(folder)
    _claims(folder).unlink(missing_ok=True)


def _claims(folder: Path) -> Path:
    return folder.with_suffix(".claims")


def _claimed(folder: Path) -> frozenset[str]:
    try:
        lines = _claims(folder).read_bytes().decode("utf-8", "surrogatepass").split("\n")
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
        if stamp and stamp == row.stamp:
            return row
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            return replace(row, stamp=stamp) if digest(file.read()) == row.digest else None
    except (OSError, ValueError):
        return None


def is_inside(path: str) -> bool:
    """Say whether path stays below the site's root: a manifest may come from elsewhere, with a stick."""
    return not PureWindowsPath(path).anchor and ".." not in PureWindowsPath(path).parts
