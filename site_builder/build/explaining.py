"""Why a file was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from site_builder.build.builder import Build, Place
from site_builder.build.keys import Digests, batch_key, parts_of
from site_builder.build.making import Maker
from site_builder.build.manifest import Output
from site_builder.build.target import Batch, Kitchen, Target


class Explanation(Struct, frozen=True, kw_only=True):
    """`last` is what the manifest knows of the file; `now` why the next build would make it, or empty."""

    target: Target
    parts: Mapping[str, str]
    last: Output | None
    now: str


def explain(path: str, batches: Sequence[Batch], kitchen: Kitchen, *, place: Place) -> Explanation | None:
    """Return why the last build made the file at path, and whether the next would; None when none does."""
    batch = next((batch for batch in batches if path in batch.paths), None)
    if batch is None:
        return None
    target = next(target for target in batch.targets() if target.path == path)
    work = Build(kitchen, place=place).work(batch, batch_key(batch, kitchen))
    digests = Digests()
    row = Maker(kitchen).row(target, work, digests)
    return Explanation(
        target=target,
        parts=parts_of(target, kitchen.version(target.recipe), digests.fields(target)),
        last=work.last.get(path),
        now="" if row.digest else row.why,
    )
