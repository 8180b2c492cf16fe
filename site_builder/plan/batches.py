"""How the plan cuts a hub into batches: small enough that an edit touches few, large enough to be few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any
from zlib import crc32

from site_builder.build import Batch, Target
from site_builder.digest import canonical, digest
from site_builder.plan.addresses import Addresses
from site_builder.plan.context import Entry

BLOCK = 64  # documents of a block, about


def batch(
    work: Callable[..., Sequence[Target]],
    *,
    paths: Sequence[str],
    recipes: Sequence[str],
    inputs: Iterable[str],
    shown: Callable[[], Mapping[str, Any]],
    bond: str = "",
) -> Batch:
    """Return a batch whose targets are work(**shown()): a function of a module, which sees nothing else.

    `inputs` must differ when anything of `shown` does that work reads.
    """
    key = digest(*[part.encode() for part in inputs])
    return Batch(paths=paths, recipes=recipes, inputs=key, cut=lambda: partial(work, **shown()), bond=bond)


def ready(targets: Sequence[Target]) -> Batch:
    """Return a batch of targets that cost nothing to describe."""
    views = [canonical([target.recipe, target.view, target.origin]).decode() for target in targets]
    recipes = sorted({target.recipe for target in targets})
    paths = [target.path for target in targets]
    return batch(_as_they_are, paths=paths, recipes=recipes, inputs=views, shown=lambda: {"targets": targets})


def _as_they_are(targets: Sequence[Target]) -> Sequence[Target]:
    return targets


def blocks(names: Sequence[str]) -> list[tuple[int, int]]:
    """Cut a row into spans of about BLOCK, always behind the same names: a new one moves no other cut."""
    cuts = [at for at, name in enumerate(names, start=1) if crc32(name.encode()) % BLOCK == 0]
    ends = [*cuts, len(names)]
    return [(start, end) for start, end in zip([0, *cuts], ends, strict=True) if start < end]


def tokens(entries: Iterable[Entry | None]) -> str:
    """Return what differs when any entry does."""
    return "\n".join([entry.token if entry else "" for entry in entries])


def bodies(entries: Iterable[Entry]) -> str:
    return "\n".join([entry.document.body.digest for entry in entries])


def links_of(entries: Iterable[Entry], addresses: Addresses) -> dict[str, str]:
    """Return the address of each file of the hub that the texts of entries name and that is published."""
    names = {name for entry in entries if entry.document.body.names for name in entry.document.body.names}
    return {name: address for name in sorted(names) if (address := addresses.of(name))}


def tags_of(entries: Iterable[Entry], addresses: Addresses) -> dict[str, str]:
    """Return the address of each tag of entries."""
    return {tag: addresses.tags[tag] for tag in sorted({t for e in entries for t in e.document.meta.tags})}


def words(values: Mapping[str, str]) -> str:
    return "\n".join([f"{key}\t{value}" for key, value in values.items()])
