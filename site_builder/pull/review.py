"""The queue of an editor: each item with all that a person should know of it, the riskiest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder.digest import digest
from site_builder.errors import SiteError
from site_builder.pull.differences import Piece, differences
from site_builder.pull.entry import Entry
from site_builder.pull.inbox import newer_version
from site_builder.pull.pending import Pending, inbox_text, read_inbox, read_pending
from site_builder.pull.risk import Facts, Level, Reason, Rule, level_of, reasons, rules
from site_builder.pull.similar import BEGINNING, Known, Likeness, Twin, best
from site_builder.settings import FeedSource, is_registered


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An item that waits; `mark` is the digest of its file, `twins` are known by id, or by path.

    `changes` lead from the item to the newer version of its source, where there is one.
    """

    pending: Pending
    mark: str
    reasons: tuple[Reason, ...]
    twins: tuple[Twin, ...]
    changes: tuple[Piece, ...]
    has_newer: bool

    @property
    def level(self) -> Level:
        return level_of(self.reasons)

    @property
    def order(self) -> tuple[int, dt.date, str]:
        """Sort key: the riskiest first, of those the oldest."""
        entry = self.pending.entry
        return -sum(reason.weight for reason in self.reasons), entry.date or dt.date.min, entry.id


def cases(
    content: Path, sources: Sequence[FeedSource], articles: Likeness, *, today: dt.date
) -> tuple[list[Case], list[SiteError]]:
    """Return what waits in its order, and a trouble for each file that cannot be read.

    `articles` are those the hub has, by their paths.
    """
    pending, troubles = read_inbox(content)
    waiting = Likeness(known_of(one.entry) for one in pending)
    look = partial(_case, content=content, sources=sources, known=rules(), today=today)
    found = []
    for one in pending:
        known = known_of(one.entry)
        twins = best((*articles.of(known), *waiting.of(known)))
        try:
            found.append(look(one, twins))
        except FileNotFoundError:  # decided on in this moment
            continue
        except SiteError as error:
            troubles.append(error)
    return sorted(found, key=lambda case: case.order), troubles


def known_of(entry: Entry) -> Known:
    return Known(key=entry.id, title=entry.title, words=_text(entry)[:BEGINNING])


def proof_is_missing(one: Pending) -> bool:
    """Say whether the item is a full text that names no evidence."""
    return one.entry.rights == "full" and not one.added.get("evidence")


def _case(
    one: Pending,
    twins: tuple[Twin, ...],
    *,
    content: Path,
    sources: Sequence[FeedSource],
    known: Sequence[Rule],
    today: dt.date,
) -> Case:
    entry, newer = one.entry, newer_version(one.file)
    facts = Facts(
        entry=entry,
        words=f"{entry.title}\n{entry.summary}\n{entry.body}",
        today=today,
        registered=_is_licensed(one, sources),
        has_evidence=not proof_is_missing(one),
        has_newer=newer.exists(),
        alike=len(twins) + len(entry.also),
    )
    return Case(
        pending=one,
        mark=digest(one.file.read_bytes()),
        reasons=reasons(facts, known),
        twins=twins,
        changes=differences(readable(one), _newer_text(newer, content)) if newer.exists() else (),
        has_newer=newer.exists(),
    )


def readable(one: Pending) -> str:
    """Return the item as it is read: title, summary, text."""
    entry = one.entry
    parts = (entry.title, str(entry.date or ""), entry.summary, _text(entry) if entry.body else "")
    return "\n\n".join(part for part in parts if part)


def _newer_text(newer: Path, content: Path) -> str:
    try:
        return readable(read_pending(newer, content))
    except SiteError:
        return inbox_text(newer, content)


def _text(entry: Entry) -> str:
    return entry.body or entry.summary


def _is_licensed(one: Pending, sources: Sequence[FeedSource]) -> bool:
    own = one.added.get("source")
    if isinstance(own, Mapping) and own.get("license") == "own":
        return True
    return is_registered(sources, id_=one.entry.source, url=one.entry.link)
