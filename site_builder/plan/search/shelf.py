"""What the search makes of blocks of texts, each step once as long as there is a memory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from msgspec import Raw, Struct, msgpack

from site_builder.digest import digest
from site_builder.edition import libraries, sources
from site_builder.memo import Memo
from site_builder.model import Document, Poster
from site_builder.plan.context import Texts
from site_builder.plan.search.blocks import LONGEST, Block
from site_builder.plan.search.pieces import Found, merged, pieces
from site_builder.plan.search.words import spelt

GROUP = 1024  # shards that are described together


class Shelf(Struct, frozen=True, kw_only=True):
    """Knows the words of texts, and remembers what of a block takes long to find out."""

    texts: Texts
    memo: Memo | None
    shards: int

    def found(self, block: Block) -> list[Found]:
        """Return what is looked for in of each text of a block."""
        return [
            Found(entry.document.meta.title, (), "", said, is_gone=True)
            if place in block.gone
            else Found(entry.document.meta.title, entry.document.meta.tags, self._words(entry.document), said)
            for place, (entry, said) in enumerate(zip(block.entries, self._spelt(block), strict=True))
        ]

    def pieces(self, block: Block, group: int) -> bytes:
        """Return the pieces of the shards of a group, packed."""
        kept = self.memo.fetch(self._key(block, group)) if self.memo else None
        return self._made(block, self.found(block))[group] if kept is None else kept

    def remember(self, block: Block, found: Sequence[Found]) -> None:
        """Make the pieces of a block now, if they are to be kept and are not there."""
        if self.memo and self.memo.fetch(self._key(block, 0)) is None:
            self._made(block, found)

    def shard(self, packed: Sequence[Raw]) -> str:
        """Return one shard from its packed pieces."""

        def make() -> bytes:
            return merged([msgpack.decode(piece, type=str) for piece in packed]).encode()

        version = f"search shard {code_version()}"
        return (self.memo.recall(version, b"".join(packed), make) if self.memo else make()).decode()

    def _made(self, block: Block, found: Sequence[Found]) -> list[bytes]:
        rows = pieces(found, self.shards)
        made = [msgpack.encode(rows[start : start + GROUP]) for start in range(0, self.shards, GROUP)]
        if self.memo:
            self.memo.keep({self._key(block, group): data for group, data in enumerate(made)})
        return made

    def _spelt(self, block: Block) -> list[str]:
        """Return the pinyin of each title, for which the dictionary is loaded only when one is new."""
        titles = [entry.document.meta.title for entry in block.entries]

        def make() -> bytes:
            return "\n".join(map(spelt, titles)).encode()

        version = f"search pinyin {code_version()}"
        made = self.memo.recall(version, "\n".join(titles).encode(), make) if self.memo else make()
        return made.decode().split("\n")

    def _words(self, document: Document) -> str:
        """Return what is searched of a text besides title and tags, a paragraph a line."""
        words = self.texts.of(document).words
        last: tuple[str, ...] = ()
        if isinstance(document, Poster):
            last = ("，".join(document.subtitle), document.kicker, "，".join(document.phones))
        parts = (document.meta.summary, words, *last)
        return "\n".join([part for part in parts if part and (part is words or part not in words)])[:LONGEST]

    def _key(self, block: Block, group: int) -> str:
        return digest(code_version().encode(), block.key.encode(), f"{self.shards} {group}".encode())


@cache
def code_version() -> str:
    """Return a digest of what makes the index."""
    return digest(sources(Path(__file__).parent), libraries("pypinyin", "msgspec"))
