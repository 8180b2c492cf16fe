"""A content folder as one Hub, with everything that is to be mended in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from site_builder.digest import canonical
from site_builder.errors import Problem, SiteError
from site_builder.i18n import _, reason_of
from site_builder.memo import Memo
from site_builder.model import Article, Document, Hub, Notice, Page, Picture, Poster
from site_builder.read.picture_error import PictureError
from site_builder.read.pictures import read_picture
from site_builder.read.remembered import Reader, code_version
from site_builder.read.sheet import World
from site_builder.read.targets import TargetError, resolve_picture
from site_builder.read.walk import walk
from site_builder.read.words import Words
from site_builder.urls import slugify
from site_builder.workers import in_chunks

T = TypeVar("T", bound=Document)
TEXT = 4  # the cost of reading a text, in quarters of a millisecond
SHARES = 16  # parts that the texts are cut into: each is sent with the names of all files


def read_hub(
    content: Path, words: Words, *, memo: Memo | None = None, executor: Executor | None = None
) -> tuple[Hub, tuple[Problem, ...]]:
    """Return what the folder holds, and every problem of every file in the order of files and lines.

    A file with an error gives no document; `memo` spares rendering what was rendered in an earlier run, and
    the processes of `executor` read side by side.
    """
    found = walk(content)
    problems = list(found.problems)
    desk = _Desk(content, Reader.of(World(words=words, files=found.files), memo))
    documents: list[Document] = []
    share = TEXT * len(found.texts) // SHARES
    read = in_chunks(desk.read, found.texts, executor=executor, cost=lambda _path: TEXT, chunk=share)
    for _path, (document, told) in read:
        problems += told
        documents += [document] if document else []
    shelf = _Shelf(content, found.files, memo)
    shown = [document for document in documents if shelf.holds_pictures_of(document, problems)]
    hub = Hub(
        articles=_only(shown, Article),
        posters=_only(shown, Poster),
        notices=_only(shown, Notice),
        pages=_only(shown, Page),
        pictures=dict(sorted(shelf.pictures.items())),
        slugs=_slugs(sorted({tag for document in shown for tag in document.meta.tags}), memo),
    )
    return hub, SiteError.of(problems).problems


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where texts are read, in this process or another."""

    content: Path
    reader: Reader

    def read(self, paths: Sequence[str]) -> list[tuple[Document | None, list[Problem]]]:
        """Return the document of each file, or None, and its problems."""
        return [self._read(path) for path in paths]

    def _read(self, path: str) -> tuple[Document | None, list[Problem]]:
        try:
            data = (self.content / path).read_bytes()
        except OSError as error:
            message = _("the file cannot be read: {reason}").format(reason=reason_of(error))
            return None, [Problem(f"content/{path}", message)]
        return self.reader.read(path, data)


def _slugs(tags: list[str], memo: Memo | None) -> dict[str, str]:
    """Return the ASCII name of each tag, remembered: the dictionary of pinyin alone takes 0.2 s to load."""

    def make() -> bytes:
        return canonical({tag: slugify(tag) for tag in tags})

    found = memo.recall(f"slugs {code_version()}", canonical(tags), make) if memo else make()
    slugs: dict[str, str] = json.loads(found)
    return slugs


def _only(documents: list[Document], kind: type[T]) -> tuple[T, ...]:
    return tuple(document for document in documents if isinstance(document, kind))


class _Shelf:
    """The pictures read so far; each file is read once, however many documents show it."""

    def __init__(self, content: Path, files: frozenset[str], memo: Memo | None) -> None:
        self._content = content
        self._files = files
        self._memo = memo
        self._broken: dict[str, PictureError] = {}
        self.pictures: dict[str, Picture] = {}

    def holds_pictures_of(self, document: Document, problems: list[Problem]) -> bool:
        """Read the document's pictures and say whether all of them can be shown."""
        before = len(problems)
        for path, line in _pictures_of(document):
            error = self._fetch(path)
            if error:
                told = line or _line_of_cover(self._content / document.path)
                problems.append(Problem(f"content/{document.path}:{told}", error.message, error.hint))
        return len(problems) == before

    def _fetch(self, path: str) -> PictureError | None:
        if path not in self.pictures and path not in self._broken:
            try:
                self.pictures[path] = read_picture(self._content, path, files=self._files, memo=self._memo)
            except PictureError as error:
                self._broken[path] = error
        return self._broken.get(path)


def _line_of_cover(file: Path) -> int:
    """Return the line that names the cover, for a document that was remembered without its lines."""
    before, _key, _after = file.read_bytes().partition(b"\ncover:")
    return before.count(b"\n") + 2


def _pictures_of(document: Document) -> Iterator[tuple[str, int]]:
    if isinstance(document, Article) and document.cover and not document.cover.startswith("art:"):
        yield document.cover, 0
    for picture in document.body.pictures:
        try:
            yield resolve_picture(picture.target, document.path).path, picture.line
        except TargetError:
            continue
