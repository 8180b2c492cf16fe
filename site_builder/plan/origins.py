"""From which content file a page comes, and which files come from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from site_builder.build import Batch, described
from site_builder.model import Hub
from site_builder.plan.addresses import assign
from site_builder.plan.published import hidden


class Origin(Struct, frozen=True, kw_only=True):
    """A file `content/…`, what is made from it, and in words why it is `hidden`; empty when it is not."""

    path: str
    files: tuple[str, ...] = ()
    hidden: str = ""


def find_origin(path: str, hub: Hub, batches: Sequence[Batch], *, today: date) -> Origin | None:
    """Return the file at `content/…`, or the hidden text whose page would be at path; None without any."""
    addresses = assign(hub)
    for problem in hidden(hub, today):
        if path in (problem.where, addresses.of(problem.where.removeprefix("content/"))):
            return Origin(path=problem.where, hidden=problem.message)
    files = tuple([target.path for target in described(batches) if target.origin == path])
    return Origin(path=path, files=files) if files else None
