"""Batches of the units and the audiences: the page, the feeds and the lists of each, and the page of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from site_builder.build import Batch, Target
from site_builder.digest import Json, View
from site_builder.plan.batches import batch, tokens
from site_builder.plan.cards import Cards
from site_builder.plan.context import Context, Frame, page_frame
from site_builder.plan.feeds import Feed, feed_targets, short_item
from site_builder.plan.listings import Row, leaf_batches
from site_builder.plan.shows import screens_address, show_key
from site_builder.plan.targeting import EVERYBODY, KINDS, Group, Share, Targeting, groups_of
from site_builder.plan.timely import Month, timely_cards, whys

TOGETHER = 32  # groups that are described together
PAGES = 25  # of a list of one group; what is older stands in the lists of all
SHOWN = 200  # groups on the page of all: those below them stand on the pages of these
SHOWN_AT_HOME = 30
_FOR_ALL = {"units": "everyone/units.html", "audiences": "everyone/audiences.html"}
_ALL = {"units": "所有单位", "audiences": "所有人"}
_TITLES = {"units": "按地方看", "audiences": "按单位类型看"}


class Way(NamedTuple):
    """A link to other groups or to a list, with the number of items there."""

    name: str
    address: str
    number: int

    def view(self) -> View:
        return {"name": self.name, "url": self.address, "count": self.number}


class Face(NamedTuple):
    """What a group's page links to: groups above and those inner, the lists of its items, its player."""

    group: Group
    above: Sequence[Way]
    inner: Sequence[Way]
    lists: Sequence[Way]
    player: str


class Branch(NamedTuple):
    """A group on the page of all, with those below it that stand there, too."""

    way: Way
    icon: str
    inner: Sequence[Branch]


def index_address(kind: str) -> str:
    return f"{kind}/index.html"


def targetings(context: Context, month: Month) -> Mapping[str, Targeting]:
    """Return who gets what, of each kind of groups that the hub has."""
    groups, items = groups_of(context.frame.settings), context.in_order()
    return {kind: Targeting(groups[kind], items, month) for kind in KINDS if groups[kind]}


def group_batches(context: Context, targeting: Targeting, month: Month) -> Iterator[Batch]:
    """Yield everything of one kind of groups."""
    faces = _Faces(targeting, screens_address(context.frame.settings, context.posters))
    for share, groups in targeting.shared():
        for start in range(0, len(groups), TOGETHER):
            some = [faces.of(group) for group in groups[start : start + TOGETHER]]
            yield _page_batch(context.frame, share, some, month=month.today.month)
    yield from faces.list_batches(context.frame)
    yield _index_batch(context.frame, targeting)


class _Faces:
    """What each group's page links to."""

    def __init__(self, targeting: Targeting, screens: str) -> None:
        self._targeting = targeting
        self._screens = screens
        named = {id_: targeting.named(id_) for id_ in (*targeting.groups, EVERYBODY)}
        self._named = {id_: entries for id_, entries in named.items() if entries}

    def of(self, group: Group) -> Face:
        groups = self._targeting.groups
        return Face(
            group,
            above=[self._way(groups[id_]) for id_ in reversed(group.line[1:])],
            inner=[self._way(groups[id_]) for id_ in group.inner],
            lists=[self._list(id_) for id_ in (*group.line, EVERYBODY) if id_ in self._named],
            player=f"screens/player{show_key(group.kind, group.id)}.html" if self._screens else "",
        )

    def _way(self, group: Group) -> Way:
        return way_to(group, self._targeting)

    def _list(self, id_: str) -> Way:
        name = self._targeting.groups[id_].name if id_ else _ALL[self._targeting.kind]
        return Way(name, self._address(id_), len(self._named[id_]))

    def _address(self, id_: str) -> str:
        kind = self._targeting.kind
        return f"{kind}/{id_}/named.html" if id_ else _FOR_ALL[kind]

    def list_batches(self, frame: Frame) -> Iterator[Batch]:
        """Yield the list of what names each group itself, and of what names none."""
        for id_, entries in self._named.items():
            way = self._list(id_)
            row = Row.of(entries, way.address, most=PAGES)
            yield from leaf_batches(frame, row, heading=f"发给{way.name}的")


def way_to(group: Group, targeting: Targeting) -> Way:
    return Way(group.name, group.address, targeting.share_of(group).counts.all)


def _page_batch(frame: Frame, share: Share, faces: Sequence[Face], *, month: int) -> Batch:
    has_feeds = bool(frame.settings.base_url)
    return batch(
        group_targets,
        paths=[path for face in faces for path in _paths(face.group, has_feeds=has_feeds)],
        recipes=["group.html", *(["feeds/atom.xml", "json"] if has_feeds else [])],
        inputs=[
            frame.digest,
            repr((faces, share.counts, month)),
            tokens(share.newest),
            whys(share.month),
        ],
        shown=partial(dict, frame=frame, share=share, faces=faces, month=month),
    )


def _paths(group: Group, *, has_feeds: bool) -> Iterator[str]:
    yield group.address
    if has_feeds:
        yield from (f"{group.kind}/{group.id}/{name}" for name in ("feed.xml", "feed.json"))


def group_targets(*, frame: Frame, share: Share, faces: Sequence[Face], month: int) -> list[Target]:
    """Return the page of each group, and its feeds; none where the hub has no address."""
    cards = Cards(frame)
    shown: dict[str, Json] = {
        "month": month,
        "posters": timely_cards(share.month, cards),
        "cards": cards.of_all(share.newest),
        "counts": {**share.counts._asdict(), "all": share.counts.all},
    }
    items = [short_item(entry, frame) for entry in share.newest] if frame.settings.base_url else []
    targets = []
    for face in faces:
        targets.append(Target(face.group.address, "group.html", _page_view(frame, face, shown)))
        if frame.settings.base_url:
            targets += feed_targets(frame, items, feed=_feed_of(face.group, frame))
    return targets


def _page_view(frame: Frame, face: Face, shown: Mapping[str, Json]) -> View:
    group, base = face.group, f"{face.group.kind}/{face.group.id}/"
    has_feeds = bool(frame.settings.base_url)
    return {
        **page_frame(frame, group.address, title=group.name, kind="group"),
        **shown,
        "group": {"kind": group.kind, "icon": group.icon, "list": _TITLES[group.kind]},
        "above": [way.view() for way in face.above],
        "inner": [way.view() for way in face.inner],
        "lists": [way.view() for way in face.lists],
        "player": face.player,
        "feeds": {"atom": f"{base}feed.xml", "json": f"{base}feed.json"} if has_feeds else None,
    }


def _feed_of(group: Group, frame: Frame) -> Feed:
    return Feed(
        title=f"{frame.settings.name}：{group.name}",
        page=group.address,
        folder=f"{group.kind}/{group.id}/",
    )


def _index_batch(frame: Frame, targeting: Targeting) -> Batch:
    branches = branches_of(targeting, most=SHOWN)
    return batch(
        index_targets,
        paths=[index_address(targeting.kind)],
        recipes=["groups.html"],
        inputs=[frame.digest, repr(branches)],
        shown=partial(dict, frame=frame, kind=targeting.kind, branches=branches),
    )


def branches_of(targeting: Targeting, *, most: int) -> list[Branch]:
    """Return the groups from the top, as many levels of them as hold no more than `most`, one at least."""
    levels = [targeting.top()]
    while (below := _below(levels[-1], targeting)) and sum(map(len, levels)) + len(below) <= most:
        levels.append(below)

    def branch(group: Group, depth: int) -> Branch:
        inner = [targeting.groups[id_] for id_ in group.inner] if depth < len(levels) else []
        return Branch(way_to(group, targeting), group.icon, [branch(one, depth + 1) for one in inner])

    return [branch(group, 1) for group in levels[0]]


def _below(groups: Sequence[Group], targeting: Targeting) -> list[Group]:
    return [targeting.groups[id_] for group in groups for id_ in group.inner]


def index_targets(*, frame: Frame, kind: str, branches: Sequence[Branch]) -> list[Target]:
    view: View = {
        **page_frame(frame, index_address(kind), title=_TITLES[kind], kind="groups"),
        "groups": kind,
        "branches": [branch_view(one) for one in branches],
    }
    return [Target(index_address(kind), "groups.html", view)]


def branch_view(branch: Branch) -> dict[str, Any]:
    return {
        **branch.way.view(),
        "icon": branch.icon,
        "inner": [branch_view(one) for one in branch.inner],
    }
