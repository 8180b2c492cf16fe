"""Batches of the files that the search page loads: the index, its shards, texts, filters, suggestions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Raw, Struct, msgpack

from site_builder.build import Batch, Target
from site_builder.digest import Json, View, digest
from site_builder.model import Article, Document, Notice, Poster
from site_builder.plan.batches import batch
from site_builder.plan.context import Context, Entry, Frame
from site_builder.plan.kinds import kind_of
from site_builder.plan.search.blocks import Block, shards_for
from site_builder.plan.search.facets import facets_of
from site_builder.plan.search.pieces import PLACES, Found
from site_builder.plan.search.shelf import GROUP, Shelf, code_version

FOLDER = "search"
SCRIPT = "script"  # the recipe


class Library(Struct, frozen=True, kw_only=True):
    """All that can be found; `edition` differs when anything of it does."""

    blocks: Sequence[Block]
    shards: int
    edition: str

    @classmethod
    def of(cls, blocks: Sequence[Block], frame: Frame) -> Library:
        shards = shards_for(blocks)
        told = "\n".join([block.key for block in blocks])
        return cls(
            blocks=blocks,
            shards=shards,
            edition=digest(
                code_version().encode(), frame.digest.encode(), str(shards).encode(), told.encode()
            )[:10],
        )


def address(name: str) -> str:
    return f"{FOLDER}/{name}.js"


def script(name: str, data: Json) -> Target:
    return Target(address(name), SCRIPT, {"name": name, "data": data})


def text_batches(context: Context, library: Library) -> Iterator[Batch]:
    """Yield the texts of each block, from which the page shows what was found."""
    shelf = Shelf(texts=context.texts, memo=context.memo, shards=library.shards)
    for block in library.blocks:
        yield batch(
            text_targets,
            paths=[address(name) for name, _places in block.files()],
            recipes=[SCRIPT],
            inputs=[context.frame.digest, block.key, block.name],
            shown=partial(dict, frame=context.frame, block=block, shelf=shelf),
        )


def text_targets(*, frame: Frame, block: Block, shelf: Shelf) -> list[Target]:
    """Return the files of a block's texts; the pieces of the index are made on the way, side by side."""
    found = shelf.found(block)
    shelf.remember(block, found)
    rows = [_record(entry, one, frame) for entry, one in zip(block.entries, found, strict=True)]
    return [script(name, rows[places.start : places.stop]) for name, places in block.files()]


def _record(entry: Entry, found: Found, frame: Frame) -> Json:
    """Return what the page shows of a text: `search-text.js` names the fields."""
    document = entry.document
    meta = document.meta
    return [
        meta.title,
        entry.address,
        meta.date.isoformat() if meta.date else "",
        kind_of(document),
        _label(document, frame),
        list(found.tags),
        found.syllables,
        found.words,
        meta.withdrawn.on.isoformat() if found.is_gone and meta.withdrawn else "",
    ]


def _label(document: Document, frame: Frame) -> str:
    match document:
        case Article(section=section):
            return frame.section_name(section)
        case Poster():
            return "海报"
        case Notice():
            return "通知活动"
        case _:
            return ""


def index_batches(context: Context, library: Library) -> Iterator[Batch]:
    """Yield what names all other files, the filters, and the shards of the index."""
    yield batch(
        index_targets,
        paths=[address("index"), address("facets")],
        recipes=[SCRIPT],
        inputs=[library.edition],
        shown=partial(dict, frame=context.frame, library=library),
    )
    shelf = Shelf(texts=context.texts, memo=context.memo, shards=library.shards)
    for group, start in enumerate(range(0, library.shards, GROUP)):
        shards = range(start, min(start + GROUP, library.shards))
        yield batch(
            shard_targets,
            paths=[address(f"i{shard}") for shard in shards],
            recipes=[SCRIPT],
            inputs=[library.edition],
            shown=partial(dict, blocks=library.blocks, shelf=shelf, group=group),
        )


def index_targets(*, frame: Frame, library: Library) -> list[Target]:
    rows = [
        f"{block.name},{len(block.entries)},{''.join([PLACES[at] for at in block.starts[1:]])}"
        for block in library.blocks
    ]
    widths, facets = facets_of(library.blocks, frame.settings)
    index: View = {"shards": library.shards, "blocks": rows, "widths": widths}
    return [script("index", index), script("facets", facets)]


def shard_targets(*, blocks: Sequence[Block], shelf: Shelf, group: int) -> list[Target]:
    columns = [msgpack.decode(shelf.pieces(block, group), type=list[Raw]) for block in blocks]
    return [
        script(f"i{group * GROUP + at}", shelf.shard([column[at] for column in columns]))
        for at in range(min(GROUP, shelf.shards))
    ]
