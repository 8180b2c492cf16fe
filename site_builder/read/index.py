"""What was read of each file, kept from build to build in one file beside the hub."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import MsgspecError, Struct, field, msgpack

from site_builder.digest import digest
from site_builder.edition import libraries, sources
from site_builder.files import write_file
from site_builder.model import Article, Notice, Page, Picture, Poster
from site_builder.model.value import Value
from site_builder.stamps import Stamps, is_settled

_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "mdurl", "msgspec", "pillow", "pypinyin", "pyyaml")


class TextRow(Value, frozen=True, kw_only=True):
    """`stamp` is size and time of change of the file; `source` a digest of all the document was made from.

    An empty source: to be read again. `world` is what the document was made from besides the file.
    """

    stamp: tuple[int, int]
    world: str
    source: str
    document: Article | Notice | Page | Poster


class PictureRow(Value, frozen=True, kw_only=True):
    stamp: tuple[int, int]
    picture: Picture


class Index(Struct, kw_only=True, array_like=True):
    """Rows by content path; `slugs` the ASCII name of each tag; `clock` as in Stamps."""

    version: str
    clock: int = 0
    texts: dict[str, TextRow] = field(default_factory=dict)
    pictures: dict[str, PictureRow] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)

    def text(self, path: str, stamp: tuple[int, int], world: str) -> TextRow | None:
        """Return the row of a file that is as it was, as far as its stamp tells."""
        row = self.texts.get(path)
        same = row and row.source and row.stamp == stamp and row.world == world
        return row if same and is_settled(stamp[1], self.clock) else None

    def picture(self, path: str, stamp: tuple[int, int]) -> PictureRow | None:
        """Return the row of a picture, as text() does."""
        row = self.pictures.get(path)
        return row if row and row.stamp == stamp and is_settled(stamp[1], self.clock) else None

    def source(self, path: str) -> str:
        """Return what the remembered document of path was made from; empty when there is none."""
        row = self.texts.get(path)
        return row.source if row else ""

    def is_as(self, other: Index) -> bool:
        """Say whether both hold the same rows: not equal ones, the very same."""
        pairs = (self.texts, other.texts), (self.pictures, other.pictures)
        return all(len(a) == len(b) and all(b.get(path) is row for path, row in a.items()) for a, b in pairs)


def load(file: Path | None) -> Index:
    """Return what file holds; nothing when it is missing, damaged or made by other code."""
    if file:
        try:
            index = msgpack.Decoder(Index).decode(file.read_bytes())
        except (OSError, MsgspecError, ValueError):
            index = Index(version="")
        if index.version == code_version():
            return index
    return Index(version=code_version())


def save(file: Path, index: Index, stamps: Stamps) -> None:
    """Keep index; the stamps in it were looked at with `stamps`."""
    index.clock = stamps.clock
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(file, msgpack.encode(index))


@cache
def code_version() -> str:
    """Name the code that makes a document: our own modules and the libraries below them."""
    read = Path(__file__).parent
    own = sources(read, *(read.parent / name for name in ("model", "urls.py", "pinyin.py", "digest.py")))
    return digest(own, libraries(*_LIBRARIES))
