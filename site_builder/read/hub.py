"""A content folder as one Hub, with everything that is to be mended in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from itertools import chain
from pathlib import Path
from typing import TypeVar

from msgspec import msgpack

from site_builder.errors import Problem, SiteError
from site_builder.model import Article, Document, Hub, Notice, Page, Poster
from site_builder.pinyin import load
from site_builder.read.index import Index, TextRow
from site_builder.read.memory import NO_MEMORY, Memory
from site_builder.read.reader import Answer, Order, Reader
from site_builder.read.sheet import World
from site_builder.read.shelf import Shelf
from site_builder.read.walk import walk
from site_builder.read.words import Words
from site_builder.urls import slugify
from site_builder.workers import in_chunks

T = TypeVar("T", bound=Document)
TEXT = 4  # the cost of reading a text, in quarters of a millisecond
TOGETHER = 64 * TEXT  # texts that are read, and whose words are kept, in one go
MANY = 500  # texts, for which it pays to load the dictionary of pinyin before processes are forked
_DOCUMENT = msgpack.Decoder(Article | Notice | Page | Poster)


def read_hub(
    content: Path, words: Words, *, memory: Memory = NO_MEMORY, executor: Executor | None = None
) -> tuple[Hub, tuple[Problem, ...]]:
    """Return what the folder holds, and every problem of every file in the order of files and lines.

    A file with an error gives no document; the processes of `executor` read side by side.
    """
    found = walk(content)
    last = memory.index()
    reader = Reader.of(content, World(words=words, files=found.files), memory)
    desk = _Desk(reader, last=last, memory=memory)
    rows = desk.read(found.texts, executor)
    problems = [*found.problems, *desk.problems]
    shelf = Shelf(content, files=found.files, memory=memory, last=last)
    shown = [row.document for row in rows.values() if shelf.holds_pictures_of(row.document, problems)]
    tags = sorted({tag for document in shown for tag in document.meta.tags})
    slugs = {tag: last.slugs.get(tag) or slugify(tag) for tag in tags}
    memory.keep(Index(texts=rows, pictures=shelf.rows, slugs=slugs), last)
    hub = Hub(
        articles=_only(shown, Article),
        posters=_only(shown, Poster),
        notices=_only(shown, Notice),
        pages=_only(shown, Page),
        pictures={path: row.picture for path, row in sorted(shelf.rows.items())},
        slugs=slugs,
    )
    return hub, SiteError.of(problems).problems


class _Desk:
    """Where texts are read; those that are as they were are not."""

    def __init__(self, reader: Reader, *, last: Index, memory: Memory) -> None:
        self._reader = reader
        self._last = last
        self._memory = memory
        self.problems: list[Problem] = []

    def read(self, paths: Sequence[str], executor: Executor | None) -> dict[str, TextRow]:
        """Return the row of each file that gives a document."""
        kept = self._last.texts_of(paths, self._memory.stamps, self._reader.world_of)
        waiting = [path for path in paths if path not in kept]
        if not waiting:
            return kept
        rows = kept | self._read_anew(waiting, executor)
        return {path: rows[path] for path in paths if path in rows}

    def _read_anew(self, paths: Sequence[str], executor: Executor | None) -> dict[str, TextRow]:
        if executor and len(paths) >= MANY:
            load()
        posters = [path for path in paths if path.startswith("posters/")]
        others = [path for path in paths if not path.startswith("posters/")]
        light = self._reader.without_files()
        answers = chain(self._ask(self._reader, posters, executor), self._ask(light, others, executor))
        rows: dict[str, TextRow] = {}
        spelt: dict[str, str] = {}
        for (path, _known), answer in answers:
            spelt |= answer.spelt
            self.problems += answer.problems
            if answer.source:
                packed = answer.document
                rows[path] = TextRow(
                    stamp=self._memory.stamps.of(path),
                    world=self._reader.world_of(path),
                    source="" if answer.problems else answer.source,  # told each time, in today's language
                    document=_DOCUMENT.decode(packed) if packed else self._last.texts[path].document,
                )
        self._memory.learn(spelt)
        return rows

    def _ask(
        self, reader: Reader, paths: Sequence[str], executor: Executor | None
    ) -> Iterator[tuple[Order, Answer]]:
        orders = [Order(path, self._last.source(path)) for path in paths]
        return in_chunks(reader.read, orders, executor=executor, cost=lambda _order: TEXT, chunk=TOGETHER)


def _only(documents: Sequence[Document], kind: type[T]) -> tuple[T, ...]:
    return tuple([document for document in documents if isinstance(document, kind)])
