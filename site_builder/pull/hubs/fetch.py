"""A visit to a hub above: what has changed since the last one, each file proven by its digest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from site_builder.digest import digest
from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.pull.http import Response
from site_builder.pull.hubs.depot import Depot
from site_builder.pull.hubs.issue import read_issue, read_part
from site_builder.pull.hubs.values import Delivery, Handed, Issue, Piece
from site_builder.pull.trouble import FetchError

Ask = Callable[[str], Response]

LARGEST = 10 << 20  # bytes of one file
MOST_TEXT = 64 << 20  # bytes of the parts that are read at one visit; the rest comes at the next
_MISSING = (403, 404, 410)  # of one file, not of the hub


def fetch_delivery(response: Response, *, ask: Ask, depot: Depot, seen: Mapping[str, Any]) -> Delivery:
    """Return what the hub whose hub.json was answered hands on.

    `seen` is what `memory_of` made of the last delivery: parts that were taken are not asked for. Raises
    FetchError when there is no hub, or an issue older than the last; any later trouble is part of what is
    returned.
    """
    issue = read_issue(response.body)
    newest = str(seen.get("made", ""))
    if issue.made < newest:
        raise FetchError(
            _("this copy of {hub} is of {day}, and one of {newest} was taken already").format(
                hub=issue.hub, day=issue.made or "?", newest=newest
            ),
            hint=_("get a newer copy; to go back to this one:  kepu pull --from … --force"),
        )
    taken = seen.get("parts")
    return _Visit(issue, response.url, ask=ask, depot=depot).deliver(taken if isinstance(taken, list) else ())


def memory_of(delivery: Delivery, seen: Mapping[str, Any], *, refused: Collection[str]) -> dict[str, Any]:
    """Return what to remember: the day of the issue, and those of its parts that need not be read again."""
    taken = {*seen.get("parts", ()), *delivery.parts} - {*refused}
    parts = [part.digest for part in delivery.issue.parts if part.digest in taken]
    return {"made": delivery.issue.made, "parts": parts}


class _Visit:
    def __init__(self, issue: Issue, url: str, *, ask: Ask, depot: Depot) -> None:
        self._issue = issue
        self._url = url
        self._ask = ask
        self._depot = depot
        self._items: list[Handed] = []
        self._parts: list[str] = []
        self._problems: list[Problem] = []

    def deliver(self, taken: Collection[str]) -> Delivery:
        """Read the parts that are not taken yet."""
        error, size = None, 0
        try:
            for part in self._issue.parts:
                if part.digest in taken:
                    continue
                size += part.size
                if size > MOST_TEXT and self._parts:
                    break
                self._read(part)
        except FetchError as trouble:
            error = trouble
        return Delivery(
            issue=self._issue,
            items=tuple(self._items),
            parts=tuple(self._parts),
            problems=tuple(self._problems),
            error=error,
        )

    def _read(self, part: Piece) -> None:
        """Take the texts of a part; it counts as read only when nothing was left out."""
        data = self._get(part)
        if data is None:
            return
        items, problems = read_part(data, self._issue)
        whole = [item for item in items if self._has_pictures(item)]
        self._items += [replace(item, part=part.digest) for item in whole]
        self._problems += problems
        if len(whole) == len(items) and not problems:
            self._parts.append(part.digest)

    def _has_pictures(self, item: Handed) -> bool:
        for picture in item.pictures:
            path, piece = picture
            if self._depot.holds(path, piece.digest) or self._depot.waits(piece.digest):
                continue
            data = self._get(piece, where=f"content/{item.path}")
            if data is None:
                return False
            self._depot.keep(data)
        return True

    def _get(self, piece: Piece, where: str = "") -> bytes | None:
        """Return the bytes of a file; None, with the reason noted, when they are missing or others."""
        address = urljoin(self._url, piece.url)
        if piece.size > LARGEST:
            message = _("{file} is too large: {size} MiB").format(file=piece.url, size=piece.size >> 20)
            self._problems.append(Problem(where, message, _("tell the hub above")))
            return None
        try:
            data = self._ask(address).body
        except FetchError as error:
            if error.status not in _MISSING:
                raise
            self._problems.append(Problem(where, _("{file} is missing").format(file=piece.url), _again()))
            return None
        if digest(data) != piece.digest:
            message = _("{file} is damaged: it does not match its digest").format(file=piece.url)
            self._problems.append(Problem(where, message, _again()))
            return None
        return data


def _again() -> str:
    return _("pull again; copy it again if it came on a stick")
