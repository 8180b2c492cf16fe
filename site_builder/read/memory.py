"""Where reading remembers what it read."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from site_builder.memo import Memo
from site_builder.read import index as rows
from site_builder.read import spellings
from site_builder.read.index import Index
from site_builder.shards import remove_shards
from site_builder.stamps import NOT_LOOKED, Stamps

_INDEX, _SPELLINGS = "index", "pinyin"


class Memory(Struct, frozen=True, kw_only=True):
    """`cache` is the folder that remembers from run to run, `memo` the store of the texts' words.

    `stamps` spare reading what has not changed since; without a look nothing new is remembered.
    """

    cache: Path | None = None
    memo: Memo | None = None
    stamps: Stamps = NOT_LOOKED

    @property
    def spellings(self) -> Path | None:
        """The file that remembers pinyin."""
        return self.cache / _SPELLINGS if self.cache else None

    def index(self) -> Index:
        """Return what was read last time."""
        return rows.load(self.cache / _INDEX if self.cache else None)

    def keep(self, index: Index, last: Index) -> None:
        """Remember index, of which `last` is there already."""
        if self.cache and self.stamps is not NOT_LOOKED:
            with suppress(OSError):  # a full or read-only disk costs time, not the build
                rows.save(self.cache / _INDEX, index, last=last, clock=self.stamps.clock)

    def learn(self, spelt: dict[str, str]) -> None:
        """Remember how more words are spelt."""
        if self.spellings and spelt and self.stamps is not NOT_LOOKED:
            with suppress(OSError):
                spellings.keep(self.spellings, rows.code_version(), spelt)


NO_MEMORY = Memory()


def forget(cache: Path) -> None:
    """Remove what reading remembers in cache, the words of texts apart."""
    remove_shards(cache / _INDEX)
    (cache / _SPELLINGS).unlink(missing_ok=True)
