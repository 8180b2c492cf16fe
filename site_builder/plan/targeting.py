"""Who gets what: the units of the tree and the audiences, each with the items that are for it.

An item is for those that it names and for all below them, one that names nobody is for everybody. Groups with
the same items share them: they are gathered once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from site_builder.model import Article, Poster
from site_builder.plan.context import Entry
from site_builder.plan.timely import Month, Timely, Whom
from site_builder.settings import Settings, line_of

NEWEST = 30  # items of a group's page and of its feed
MONTHLY = 6
EVERYBODY = ""  # stands for those that an item is for that names nobody
KINDS = ("units", "audiences")
_Names = tuple[str, ...]  # ids that an item names, sorted
_KINDS = {Article: 0, Poster: 1}  # the place in Counts
_NOTICE = 2


class Group(NamedTuple):
    """A unit or an audience: `line` holds the ids whose items it gets, its own first, `inner` those below."""

    kind: str
    id: str
    name: str
    icon: str
    line: Sequence[str]
    inner: Sequence[str]

    @property
    def address(self) -> str:
        return f"{self.kind}/{self.id}/index.html"


class Counts(NamedTuple):
    articles: int = 0
    posters: int = 0
    notices: int = 0

    @property
    def all(self) -> int:
        return sum(self)


class Share(NamedTuple):
    """What is for some groups alike: the newest items, newest first, how many there are, what hangs now."""

    newest: Sequence[Entry]
    counts: Counts
    month: Sequence[Timely]


class _Alike(NamedTuple):
    """Where the items stand that name the same ids, and how many there are of each kind."""

    places: list[int]
    counts: list[int]


def _alike(items: Sequence[Entry], kind: str) -> dict[_Names, _Alike]:
    found: dict[_Names, _Alike] = {}
    for at, (document, *_rest) in enumerate(items):
        names = document.meta.units if kind == "units" else document.meta.audience
        if len(names) > 1:
            names = tuple(sorted(set(names)))
        one = found.get(names)
        if one is None:
            one = found[names] = _Alike([], [0, 0, 0])
        one.places.append(at)
        one.counts[_KINDS.get(type(document), _NOTICE)] += 1
    return found


class Targeting:
    """The groups of one kind, and the items of each; `items` are in order of date, oldest first."""

    def __init__(self, groups: Sequence[Group], items: Sequence[Entry], month: Month) -> None:
        self.groups = {group.id: group for group in groups}
        self.kind = groups[0].kind if groups else ""
        self._items = items
        self._month = month
        self._alike = _alike(items, self.kind)
        self._naming: dict[str, set[_Names]] = {}
        for names in self._alike:
            for id_ in names or (EVERYBODY,):
                self._naming.setdefault(id_, set()).add(names)
        self._shares: dict[tuple[frozenset[_Names], tuple[str, ...]], Share] = {}
        self._known: dict[str, Share] = {}
        self._reasons = {id_ for one in month.occasions for id_ in Whom(self.kind, ()).named_in(one)}

    def share_of(self, group: Group) -> Share:
        """Return what is for a group; one value for all groups with the same items and reasons."""
        if group.id not in self._known:
            names = frozenset().union(*(self._naming.get(id_, ()) for id_ in (*group.line, EVERYBODY)))
            key = names, tuple(id_ for id_ in group.line if id_ in self._reasons)
            if key not in self._shares:
                self._shares[key] = self._gather(names, group)
            self._known[group.id] = self._shares[key]
        return self._known[group.id]

    def _gather(self, names: frozenset[_Names], group: Group) -> Share:
        found = [self._alike[one] for one in names]
        tails = [at for one in found for at in one.places[-NEWEST:]]
        return Share(
            newest=[self._items[at] for at in sorted(tails)[: -NEWEST - 1 : -1]],
            counts=Counts(*map(sum, zip(*(one.counts for one in found), strict=True))),
            month=self._month.posters(Whom(self.kind, group.line))[:MONTHLY],
        )

    def shared(self) -> Iterator[tuple[Share, list[Group]]]:
        """Yield each share with the groups that have it."""
        together: dict[int, tuple[Share, list[Group]]] = {}
        for group in self.groups.values():
            share = self.share_of(group)
            together.setdefault(id(share), (share, []))[1].append(group)
        yield from together.values()

    def named(self, id_: str) -> list[Entry]:
        """Return the items that name a group itself, oldest first; with EVERYBODY those that name none."""
        places = [at for names in self._naming.get(id_, ()) for at in self._alike[names].places]
        return [self._items[at] for at in sorted(places)]

    def top(self) -> list[Group]:
        """Return the groups that stand below no other one."""
        return [group for group in self.groups.values() if len(group.line) == 1]


def groups_of(settings: Settings) -> Mapping[str, Sequence[Group]]:
    """Return the units and the audiences of a hub, in the order of its settings."""
    units = {unit.id: unit for unit in settings.units}
    inner: dict[str, list[str]] = {}
    for unit in settings.units:
        inner.setdefault(unit.parent, []).append(unit.id)
    return {
        "units": [
            Group("units", unit.id, unit.name, "", line_of(unit, units), inner.get(unit.id, ()))
            for unit in settings.units
        ],
        "audiences": [
            Group("audiences", audience.id, audience.name, audience.icon, (audience.id,), ())
            for audience in settings.audiences
        ],
    }
