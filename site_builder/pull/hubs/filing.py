"""A delivery put where it belongs: withdrawals first, then texts; what this hub has changed stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from site_builder.digest import digest
from site_builder.errors import Problem
from site_builder.files import cannot_write, write_file
from site_builder.i18n import _
from site_builder.pull.hubs.depot import Depot
from site_builder.pull.hubs.held import (
    Held,
    Result,
    arrived,
    came_through,
    decide,
    is_told,
    read_held,
    taken_down,
    told_newer,
)
from site_builder.pull.hubs.here import Here
from site_builder.pull.hubs.review import take_out, texts_waiting, waiting_place
from site_builder.pull.hubs.values import Delivery, Gone, Handed, Shown
from site_builder.pull.inbox import newer_version
from site_builder.pull.memory import Written
from site_builder.pull.pending import place_of

Judge = Callable[[str, bytes, Mapping[str, bytes]], Sequence[Problem]]
# content path, text and the pictures that come with it → what is to be mended; others lie in the hub already

_ORDER = ("articles", "notices", "posters")  # posters name articles


@dataclass(slots=True)
class Filed:
    """What became of a delivery; `refused` are the digests of parts of which something could not be taken."""

    results: list[Result] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Where a delivery is filed: in content/, or in the inbox of a `source` that is to be reviewed.

    `judging` gives what reads a text as the next build will; `written` remembers pictures by their content
    path, shared with the memory of the pull.
    """

    depot: Depot
    here: Here
    judging: Callable[[], Judge]
    written: dict[str, Written]
    source: str = ""

    def file(self, delivery: Delivery) -> Filed:
        """File a delivery; what cannot be taken is told, and never stops the rest."""
        issue, filed = delivery.issue, Filed(problems=list(delivery.problems))
        if self.here.is_it(issue):
            filed.problems.append(_namesake(issue.hub))
            filed.refused.update(delivery.parts)
            return filed
        waiting = texts_waiting(self.depot.content, self.source) if self.source else {}
        for gone in issue.withdrawn:
            self._take_down(gone, self.depot.content / gone.path, delivery, filed=filed)
            if file := waiting.get(gone.path):
                self._take_back(gone, file, delivery, filed=filed)
        wanted = [item for item in delivery.items if self.here.wants(item, issue)]
        for kind in _ORDER:
            judge = self.judging()
            for item in wanted:
                if item.path.startswith(f"{kind}/"):
                    problems = self._try(item, judge, filed)
                    filed.problems += problems or []
                    filed.refused.update([] if problems is None else [item.part])
        filed.problems += self.here.advice(issue)
        return filed

    def _take_back(self, gone: Gone, file: Path, delivery: Delivery, *, filed: Filed) -> None:
        """Take a text out of the inbox; one that was changed there is marked."""
        held = read_held(file)
        if held is None or held.is_edited:
            self._take_down(gone, file, delivery, filed=filed)
        elif came_through(held, delivery.issue.hop):
            take_out(file, self.depot.content)
            filed.withdrawn.append(gone.title)

    def _take_down(self, gone: Gone, file: Path, delivery: Delivery, *, filed: Filed) -> None:
        held = read_held(file)
        if held is None or not came_through(held, delivery.issue.hop) or is_told(held, gone):
            return
        write_file(file, taken_down(held, gone))
        if held.withdrawn:  # only what is said of it has changed
            return
        filed.withdrawn.append(gone.title)
        if held.is_edited:
            message = _("withdrawn by {hub}. You had changed it: your text is kept, but not shown any more")
            hint = _("put it right, then remove the line  withdrawn:")
            where = place_of(file, self.depot.content)
            filed.problems.append(Problem(where, message.format(hub=gone.by), hint, "warning"))

    def _try(self, item: Handed, judge: Judge, filed: Filed) -> Sequence[Problem] | None:
        try:
            return self._take(item, judge, filed)
        except (IsADirectoryError, NotADirectoryError, FileExistsError) as error:
            return cannot_write(error, self.depot.content / item.path).problems

    def _take(self, item: Handed, judge: Judge, filed: Filed) -> list[Problem] | None:
        """Put a text where it belongs; return why it cannot be taken, None when it was."""
        if self.here.lacks_section_of(item):
            return []
        if problem := self.here.in_the_way(item):
            return [problem]
        place = Place(self.depot.content / item.path, self.depot.content)
        held = read_held(place.file)
        result = decide(held, item)
        if result in ("own", "other"):
            return [_taken(item, held)]
        if self.source and result == "same":
            return None
        if self.source:
            file = waiting_place(self.depot.content, self.source, item)
            place = Place(file, file.with_suffix(""), {"path": item.path})
            held = read_held(place.file)
            result = decide(held, item)
        return self._put(item, place, held, result=result, judge=judge, filed=filed)

    def _put(
        self, item: Handed, place: Place, held: Held | None, *, result: Result, judge: Judge, filed: Filed
    ) -> list[Problem] | None:
        text = arrived(item, held, note=place.note)
        pictures = {path: self.depot.fetch(path, piece.digest) for path, piece in item.pictures}
        if result in ("new", "changed"):
            problems = [
                one for one in judge(item.path, arrived(item, held), pictures) if one.severity == "error"
            ]
            if problems:
                return problems
        laid = [self._lay(one, pictures[one.path], place.root, filed=filed) for one in item.pictures]
        if result in ("new", "changed"):
            write_file(place.file, text)
            newer_version(place.file).unlink(missing_ok=True)
        elif result == "beside":
            assert held
            write_file(newer_version(place.file), text)
            write_file(place.file, told_newer(held, item, note=place.note))
            filed.problems.append(_beside(place.file, self.depot.content))
        elif any(laid):
            result = "changed"
        filed.results.append(result)
        self.here.add(item)
        return None

    def _lay(self, shown: Shown, data: bytes, root: Path, *, filed: Filed) -> bool:
        """Put a picture where the text looks for it, and say whether it is another now.

        One that was changed here stays.
        """
        file = root / shown.path
        known, here = self.written.get(shown.path), digest(file.read_bytes()) if file.is_file() else ""
        if here == shown.piece.digest:
            return False
        is_ours = not here or (known is not None and known.file == here)
        if is_ours:
            write_file(file, data)
            self.written[shown.path] = Written(entry=shown.piece.digest, file=shown.piece.digest)
        elif known is None or known.entry != shown.piece.digest:
            write_file(newer_version(file), data)
            self.written[shown.path] = Written(entry=shown.piece.digest, file=known.file if known else "")
            filed.problems.append(_beside(file, self.depot.content))
        return is_ours


class Place(NamedTuple):
    """Where a text goes: its `file`, the folder that its pictures' paths begin in, what is noted in it."""

    file: Path
    root: Path
    note: Mapping[str, str] = {}


def _taken(item: Handed, held: Held | None) -> Problem:
    """Return why a text cannot lie where it belongs."""
    hub = item.origin[-1].hub
    if held and held.origin:
        message = _("this text came from {other}; the one from {hub} was left out")
        message = message.format(other=held.origin[-1].hub, hub=hub)
    else:
        message = _("this text is your own; the one of the same name from {hub} was left out").format(hub=hub)
    return Problem(f"content/{item.path}", message, _("rename yours"))


def _beside(file: Path, content: Path) -> Problem:
    return Problem(
        place_of(file, content),
        _("you have changed it; its newer version lies beside it: {name}").format(
            name=newer_version(file).name
        ),
        _("take over from it what is good, then delete it"),
        "warning",
    )


def _namesake(hub: str) -> Problem:
    return Problem(
        "content/hub.toml",
        _("the hub above bears the name or the address of this one: {hub}").format(hub=hub),
        _("write your own name at [organiser] and your own base_url"),
    )
