"""What was read of each file, kept from build to build beside the hub."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import MsgspecError, Struct, field, msgpack

from site_builder.digest import digest
from site_builder.edition import libraries, sources
from site_builder.model import Article, Notice, Page, Picture, Poster
from site_builder.model.value import Value
from site_builder.shards import read_shards, shard_of, write_shard
from site_builder.stamps import NEVER_SEEN, Stamps, is_settled

SLUGS = 0  # the shard that holds the names of tags
_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "mdurl", "msgspec", "pillow", "pypinyin", "pyyaml")


class TextRow(Value, frozen=True, kw_only=True):
    """`stamp` is size, time of change and inode of the file; `source` a digest of what gave the document.

    An empty source: to be read again. `world` is what the document was made from besides the file.
    """

    stamp: tuple[int, int, int]
    world: str
    source: str
    document: Article | Notice | Page | Poster


class PictureRow(Value, frozen=True, kw_only=True):
    stamp: tuple[int, int, int]
    picture: Picture


class _Shard(Struct, array_like=True):
    """What a file holds; `clock` as in Stamps."""

    version: str
    clock: int = 0
    texts: dict[str, TextRow] = field(default_factory=dict)
    pictures: dict[str, PictureRow] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)


class Index(Struct, frozen=True, kw_only=True):
    """Rows by content path; `slugs` the ASCII name of each tag; stamps of `doubtful` paths tell nothing."""

    texts: Mapping[str, TextRow] = field(default_factory=dict)
    pictures: Mapping[str, PictureRow] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()

    def texts_of(
        self, paths: Sequence[str], stamps: Stamps, world_of: Callable[[str], str]
    ) -> dict[str, TextRow]:
        """Return the rows of those files that are as they were, as far as their stamps tell."""
        rows = ((path, self.texts.get(path)) for path in paths if path not in self.doubtful)
        return {
            path: row
            for path, row in rows
            if row
            and row.source
            and row.stamp == stamps.of(path) != NEVER_SEEN
            and row.world == world_of(path)
        }

    def picture(self, path: str, stamp: tuple[int, int, int]) -> PictureRow | None:
        """Return the row of a picture that is as it was, as far as its stamp tells."""
        row = self.pictures.get(path)
        same = row and row.stamp == stamp != NEVER_SEEN
        return row if same and path not in self.doubtful else None

    def source(self, path: str) -> str:
        """Return what the remembered document of path was made from; empty when there is none."""
        row = self.texts.get(path)
        return row.source if row else ""


def load(folder: Path | None) -> Index:
    """Return what the files in folder hold, those apart that are damaged or were made by other code."""
    texts: dict[str, TextRow] = {}
    pictures: dict[str, PictureRow] = {}
    slugs: dict[str, str] = {}
    doubtful: set[str] = set()
    decode = msgpack.Decoder(_Shard).decode
    for data, stamp in read_shards(folder) if folder else ():
        try:
            shard = decode(data)
        except (MsgspecError, ValueError):
            continue
        if shard.version == code_version():
            for rows in (shard.texts, shard.pictures):
                clock = shard.clock if stamp else 0
                doubtful.update([p for p, row in rows.items() if not is_settled(row.stamp[1], clock)])
            texts |= shard.texts
            pictures |= shard.pictures
            slugs |= shard.slugs
    return Index(texts=texts, pictures=pictures, slugs=slugs, doubtful=frozenset(doubtful))


def save(folder: Path, index: Index, *, last: Index, clock: int) -> None:
    """Write the shards in which index differs from `last`; its stamps were looked at with `clock`."""
    wanted = {
        shard_of(path)
        for path in (*_differing(index.texts, last.texts), *_differing(index.pictures, last.pictures))
    }
    wanted |= {SLUGS} if index.slugs != last.slugs else set()
    shards = {number: _Shard(code_version(), clock) for number in wanted}
    for path, row in index.texts.items() if wanted else ():
        if shard := shards.get(shard_of(path)):
            shard.texts[path] = row
    for path, picture in index.pictures.items() if wanted else ():
        if shard := shards.get(shard_of(path)):
            shard.pictures[path] = picture
    for number, shard in shards.items():
        shard.slugs |= index.slugs if number == SLUGS else {}
        write_shard(folder, number, msgpack.encode(shard))


def _differing(rows: Mapping[str, object], last: Mapping[str, object]) -> list[str]:
    """Return the paths whose rows are not the very same."""
    changed = [path for path, row in rows.items() if last.get(path) is not row]
    return changed + [path for path in last if path not in rows]


@cache
def code_version() -> str:
    """Name the code that makes a document: our own modules and the libraries below them."""
    read = Path(__file__).parent
    own = sources(
        read, *(read.parent / name for name in ("model", "urls.py", "pinyin.py", "digest.py", "front.py"))
    )
    return digest(own, libraries(*_LIBRARIES))
