"""How one pull fills the inbox without touching what an editor has decided on or changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from site_builder.digest import digest
from site_builder.errors import SiteError
from site_builder.files import write_file
from site_builder.pull.entry import Also, Entry, Item
from site_builder.pull.errand import Stock
from site_builder.pull.front_matter import set_line
from site_builder.pull.identity import item_id, same_text, same_title
from site_builder.pull.ledger import Known, decided, decision_stamps, load_known
from site_builder.pull.memory import Written
from site_builder.pull.pending import (
    Pending,
    also_value,
    entry_text,
    id_of,
    inbox_files,
    inbox_text,
    read_pending,
)
from site_builder.settings import FeedSource

Result = Literal["new", "changed", "same", "beside"]


def decide(held: bytes | None, memory: Written | None, entry: str) -> Result:
    """Say what to do with an entry (by its digest) whose file holds these bytes."""
    if held is None:
        return "new"
    if memory is not None and memory.entry == entry:
        return "same"
    return "changed" if memory is not None and memory.file == digest(held) else "beside"


@dataclass(slots=True)
class Inbox:
    """The inbox during one pull; `written` is shared with the memory of the pull."""

    content: Path
    known: Known
    written: dict[str, Written]
    _held: dict[str, Pending] = field(default_factory=dict)
    _unreadable: set[str] = field(default_factory=set)
    _titles: dict[str, list[str]] = field(default_factory=dict)
    _stamps: object = None  # of the lists of decisions, as they were read

    def load(self, pending: Iterable[Pending]) -> None:
        for one in pending:
            self._remember(one)
        self._unreadable = {id_of(file) for file in inbox_files(self.content)} - self._held.keys()

    def refresh(self) -> None:
        """Heed what was decided since: the editor works while a pull runs."""
        stamps = decision_stamps(self.content)
        if stamps != self._stamps:
            self._stamps = stamps
            self.known = load_known(self.content)
            self._look_again()

    def _look_again(self) -> None:
        """Take in the items that came back to the inbox: decisions on them were undone."""
        files = {id_of(file): file for file in inbox_files(self.content)}
        self._held = {id_: one for id_, one in self._held.items() if id_ in files}
        for id_ in files.keys() - self._held.keys() - self._unreadable:
            self._read_again(files[id_])

    def _read_again(self, file: Path) -> None:
        try:
            self._remember(read_pending(file, self.content))
        except SiteError:
            self._unreadable.add(id_of(file))

    def stock(self, media: Mapping[str, str]) -> Stock:
        """Return what the hub has at this moment."""
        waiting = {
            id_
            for one in self._held.values()
            for id_ in (one.entry.id, *(other.id for other in one.entry.also))
        }
        ids = frozenset(self.known.ids | waiting | self._unreadable)
        return Stock(
            partial(_is_among, replace(self.known, ids=ids)), partial(_is_among, self.known), dict(media)
        )

    def take(self, entry: Entry, today: dt.date) -> Result:
        """Put the entry where it belongs; what an editor has decided on or changed stays as it is."""
        if decided(self.known, [entry.id], entry.link) or entry.id in self._unreadable:
            return "same"
        twin = self._twin(entry, today)
        if twin:
            self._add_also(twin, entry)
            return "same"
        held = self._waiting(entry.id)
        entry = _completed(entry, held.entry if held else None, today)
        old = held.file.read_bytes() if held else None
        memory = self.written.get(entry.id)
        mark = _mark(entry)
        if held and entry_text(replace(entry, fetched=held.entry.fetched)).encode() == old:
            memory = Written(entry=mark, file=digest(old))  # whoever wrote it: it says the same
        result = decide(old, memory, mark)
        self._act(result, Pending(held.file if held else self._place(entry), entry), memory, mark=mark)
        return result

    def _act(self, result: Result, one: Pending, memory: Written | None, *, mark: str) -> None:
        text = entry_text(one.entry).encode()
        if result in ("new", "changed"):
            write_file(one.file, text)
            memory = Written(entry=mark, file=digest(text))
            self._remember(one)
        elif result == "beside":
            write_file(newer_version(one.file), text)
            memory = Written(entry=mark, file=memory.file if memory else "")
        if memory:
            self.written[one.entry.id] = memory

    def _twin(self, entry: Entry, today: dt.date) -> Pending | None:
        """Return the pending item of another source that carries the same text."""
        own = self._waiting(entry.id)
        if own:
            return own if own.entry.source != entry.source else None
        here = (entry.title, entry.date or today)
        for id_ in self._titles.get(same_title(entry.title), []):
            other = self._waiting(id_)
            if other and other.entry.source != entry.source:
                there = (other.entry.title, other.entry.date or today)
                if same_text(here, there):
                    return other
        return None

    def _waiting(self, id_: str) -> Pending | None:
        """Return the item of this id, unless its file was taken away since: the editor works meanwhile."""
        one = self._held.get(id_)
        if one and not one.file.exists():
            del self._held[id_]
            return None
        return one

    def _add_also(self, twin: Pending, entry: Entry) -> None:
        """Note in the twin's file where else the text stands."""
        other = Also(id=entry.id, source=entry.source, link=entry.link)
        if any(known.id == other.id and known.source == other.source for known in twin.entry.also):
            return
        old = twin.file.read_bytes()
        changed = replace(twin.entry, also=(*twin.entry.also, other))
        text = inbox_text(twin.file, self.content)
        new = set_line(text, "also", also_value(changed.also)).encode()
        write_file(twin.file, new)
        memory = self.written.get(twin.entry.id)
        if memory and memory.file == digest(old):
            self.written[twin.entry.id] = replace(memory, file=digest(new))
        self._remember(replace(twin, entry=changed))

    def _place(self, entry: Entry) -> Path:
        return self.content / "inbox" / entry.source / f"{entry.date}-{entry.id}.md"

    def _remember(self, one: Pending) -> None:
        self._held[one.entry.id] = one
        ids = self._titles.setdefault(same_title(one.entry.title), [])
        if one.entry.id not in ids:
            ids.append(one.entry.id)


def _is_among(known: Known, source: FeedSource, item: Item) -> bool:
    return decided(known, [item_id(source.id, item)], item.link)


def newer_version(file: Path) -> Path:
    """Return where the source's newer version lies when the editor has changed ours."""
    return file.with_name(f"{file.name}.new")


def _completed(entry: Entry, held: Entry | None, today: dt.date) -> Entry:
    """Return entry with what only we know: a day if it names none, and where else the text stands."""
    day = entry.date or (held.date if held else None) or today
    return replace(entry, date=day, also=held.also if held else (), fetched=today)


def _mark(entry: Entry) -> str:
    """Return the digest of what the source says."""
    return digest(entry_text(replace(entry, also=(), fetched=None)).encode())
