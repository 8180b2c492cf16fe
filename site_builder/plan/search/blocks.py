"""What can be found, in blocks of some dozen texts: an edit reaches one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

from msgspec import Struct

from site_builder.digest import digest
from site_builder.plan.context import Context, Entry, date_order
from site_builder.plan.search.pieces import MOST

CUT = 256  # texts from one cut that stays to the next, about; more than MOST are cut in between
LONGEST = 20_000  # characters of a text that are searched
IN_FILE = 4_000  # characters of the texts that one file shows, about
IN_SHARD = 8_000  # characters of all texts for each file of the index, at most
MOST_SHARDS = 4096


class Block(Struct, frozen=True, kw_only=True):
    """Neighbours in time; of those at `gone` only the title is found, with a note that they were withdrawn.

    `name` stays when other blocks change, `key` differs when anything of the block does; `starts` are the
    places where a new file of texts begins.
    """

    name: str
    key: str
    entries: Sequence[Entry]
    gone: frozenset[int]
    starts: Sequence[int]

    def files(self) -> Iterator[tuple[str, range]]:
        """Yield the name of each file of texts, and the places that it holds."""
        ends = [*self.starts[1:], len(self.entries)]
        for number, (start, end) in enumerate(zip(self.starts, ends, strict=True)):
            yield f"{self.name}-{number}", range(start, end)


def blocks_of(context: Context) -> list[Block]:
    """Return all that is published or withdrawn, oldest first."""
    gone = {entry.address for entry in context.withdrawn}
    entries = context.in_order()
    if gone:
        entries = sorted([*entries, *context.withdrawn], key=lambda entry: date_order(entry.document))
    spans = _spans([entry.address for entry in entries])
    return [
        _block(entries[start:end], gone, "" if end == len(entries) else entries[end - 1].address)
        for start, end in spans
    ]


def _spans(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Cut behind certain names, wherever they stand, and where there would be too many."""
    start = 0
    for end, name in enumerate(names, start=1):
        if end - start == MOST or end == len(names) or crc32(name.encode()) % CUT == 0:
            yield start, end
            start = end


def _block(entries: Sequence[Entry], gone: set[str], last: str) -> Block:
    lost = frozenset(place for place, entry in enumerate(entries) if entry.address in gone)
    starts, filled = [0], 0
    for place, entry in enumerate(entries):
        size = 0 if place in lost else min(entry.document.body.characters, LONGEST)
        if filled and filled + size > IN_FILE:
            starts.append(place)
            filled = 0
        filled += size
    return Block(
        name=digest(last.encode())[:8] if last else "rest",
        key=digest(faces(entries).encode(), repr(sorted(lost)).encode()),
        entries=entries,
        gone=lost,
        starts=starts,
    )


def faces(entries: Sequence[Entry]) -> str:
    """Return what differs when anything of entries does that the search shows or looks into."""
    return "\n".join([f"{entry.token} {entry.document.body.digest} {entry.address}" for entry in entries])


def shards_for(blocks: Sequence[Block]) -> int:
    """Return into how many files the index is cut: a power of two, so that it seldom changes."""
    total = sum(min(e.document.body.characters, LONGEST) for block in blocks for e in block.entries)
    shards = 1
    while shards < MOST_SHARDS and total > shards * IN_SHARD:
        shards *= 2
    return shards
