"""What a hub above hands on: its issue, which names everything, and the texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.errors import Problem
from site_builder.model import Hop
from site_builder.pull.trouble import FetchError


class Piece(NamedTuple):
    """A file of the hub above: its address below that hub's own, its digest, its size in bytes."""

    url: str
    digest: str
    size: int


class Shown(NamedTuple):
    """A picture of a text: its path below content/, and the file that is to lie there."""

    path: str
    piece: Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A text as it is handed on; `path` is its place below content/, `origin` the hubs it came through.

    `part` is the digest of the file that it was read from.
    """

    path: str
    title: str
    text: str
    digest: str
    origin: tuple[Hop, ...]
    date: dt.date | None = None
    units: tuple[str, ...] = ()
    pictures: tuple[Shown, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A text that was withdrawn, by the hub of that name; `replaced_by` is a path below content/."""

    path: str
    title: str
    on: dt.date
    reason: str = ""
    replaced_by: str = ""
    by: str = ""


class Section(NamedTuple):
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What hub.json says. `made` is the day of the build; `units` maps each unit to the one above it."""

    hub: str
    url: str = ""
    made: str = ""
    parts: tuple[Piece, ...] = ()
    pictures: Mapping[str, Piece] = field(default_factory=dict)
    withdrawn: tuple[Gone, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()

    @property
    def hop(self) -> Hop:
        return Hop(hub=self.hub, url=self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What came of one visit: texts of the parts that were read, whose digests are `parts`.

    `problems` tell of what was left out; with an `error` the rest could not be had.
    """

    issue: Issue
    items: tuple[Handed, ...] = ()
    parts: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    error: FetchError | None = None
