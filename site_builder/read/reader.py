"""Reads text files, in this process or another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, msgpack, to_builtins
from msgspec.structs import replace

from site_builder.digest import canonical, digest
from site_builder.errors import Problem, SiteError
from site_builder.front import handed_on, text_digest
from site_builder.i18n import _, reason_of
from site_builder.memo import Memo
from site_builder.model import Document, Text
from site_builder.pinyin import learned
from site_builder.read.decode import decode
from site_builder.read.index import code_version
from site_builder.read.memory import Memory
from site_builder.read.notes import Notes
from site_builder.read.sheet import World
from site_builder.read.spellings import recall
from site_builder.read.words import Words

if TYPE_CHECKING:
    from site_builder.read.documents import Read


class Order(NamedTuple):
    """A file to read; `known` is the source of the document that is remembered of it, or empty."""

    path: str
    known: str


class Answer(NamedTuple):
    """`document` is packed, empty when the file is what it was or gave none; then there is no `source`.

    `spelt` is the pinyin that was looked up for it.
    """

    source: str = ""
    document: bytes = b""
    problems: Sequence[Problem] = ()
    spelt: Mapping[str, str] = {}


class Reader(Struct, frozen=True):
    """Reads files of one world; the words of their texts go to `memo`.

    `spellings` is the file that remembers pinyin; `knowing` digests what a text depends on besides its
    file: of most texts, and of posters, which name an article.
    """

    content: Path
    world: World
    memo: Memo | None
    spellings: Path | None
    knowing: tuple[str, str]

    @classmethod
    def of(cls, content: Path, world: World, memory: Memory) -> Reader:
        words = canonical(to_builtins(world.words))
        has_posters = any(file.startswith("posters/") for file in world.files)
        files = sorted(world.files) if has_posters else []
        knowing = digest(words), digest(words, canonical(files))
        return cls(content, world, memory.memo, memory.spellings, knowing)

    def without_files(self) -> Reader:
        """Return a reader for all but posters, which alone name other files: it is sent sooner."""
        return replace(self, world=World(words=self.world.words, files=frozenset()))

    def world_of(self, path: str) -> str:
        """Return a digest of what the document at path depends on besides its file."""
        return self.knowing[path.startswith("posters/")]

    def read(self, orders: Sequence[Order]) -> list[Answer]:
        """Return what each file gives."""
        recall(self.spellings, code_version())
        texts: dict[str, bytes] = {}
        answers = [self._read(order, texts) for order in orders]
        if self.memo and texts:
            self.memo.keep(texts)
        return answers

    def _read(self, order: Order, texts: dict[str, bytes]) -> Answer:
        path, known = order
        try:
            data = (self.content / path).read_bytes()
        except OSError as error:
            return Answer(problems=[_unreadable(path, error)])
        source = digest(path.encode(), self.world_of(path).encode(), data)
        if source == known:
            return Answer(source)
        found = _read_document(path, data, self.world)
        spelt = learned()
        if found.document is None:
            return Answer(problems=found.problems, spelt=spelt)
        texts[found.document.body.digest] = msgpack.encode(found.text)
        return Answer(source, msgpack.encode(found.document), found.problems, spelt)


class Texts(Struct, frozen=True):
    """Gives the words of documents: remembered, or read once more."""

    content: Path
    memo: Memo | None = None

    def of(self, document: Document) -> Text:
        """Return the text of a document; raises SiteError when its file cannot be read any more."""
        kept = self.memo.fetch(document.body.digest) if self.memo else None
        if kept is not None:
            return msgpack.decode(kept, type=Text)
        data = self._bytes(document)
        return _read_document(document.path, data, World(words=Words(), files=frozenset())).text

    def source(self, document: Document) -> str:
        """Return a document's Markdown as hubs hand it on; raises SiteError when its file has changed."""
        text = handed_on(decode(self._bytes(document), Notes(document.path)) or "")
        if text_digest(text) != document.handed:
            message = _("the file changed while the hub was built")
            raise SiteError(message, where=f"content/{document.path}", hint=_("build again"))
        return text

    def _bytes(self, document: Document) -> bytes:
        try:
            return (self.content / document.path).read_bytes()
        except OSError as error:
            raise SiteError.of([_unreadable(document.path, error)]) from error


def _read_document(path: str, data: bytes, world: World) -> Read:
    from site_builder.read.documents import read_document  # noqa: PLC0415 - the parsers, 40 ms, for new texts

    return read_document(path, data, world)


def _unreadable(path: str, error: OSError) -> Problem:
    message = _("the file cannot be read: {reason}").format(reason=reason_of(error))
    return Problem(f"content/{path}", message)
