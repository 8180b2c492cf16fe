"""The pictures that documents show, and the PDF files that they link to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from site_builder.errors import Problem
from site_builder.model import Article, Document, Picture, Poster
from site_builder.read.index import Index, PictureRow
from site_builder.read.memory import Memory
from site_builder.read.picture_error import PictureError
from site_builder.read.pictures import no_picture, read_paper, read_picture
from site_builder.read.print_fit import problem_on_poster
from site_builder.read.targets import TargetError, resolve_picture
from site_builder.read.walk import PAPER


class Shelf:
    """Each picture is read once, however many documents show it; one that is as it was is not."""

    def __init__(self, content: Path, *, files: frozenset[str], memory: Memory, last: Index) -> None:
        self._content = content
        self._files = files
        self._memory = memory
        self._last = last
        self._broken: dict[str, PictureError] = {}
        self.rows: dict[str, PictureRow] = {}

    def holds_pictures_of(self, document: Document, problems: list[Problem]) -> bool:
        """Read the document's pictures and say whether all of them can be shown."""
        fit = True
        for path, line in pictures_of(document):
            told = self._problem(document, path)
            if told:
                place = line or _line_of_cover(self._content / document.path)
                where = f"content/{document.path}" + (f":{place}" if place else "")
                problems.append(replace(told, where=where))
                fit = fit and told.severity != "error"
        for path in self._papers_of(document):
            error = self._fetch(path, self._read_paper)
            if error:
                problems.append(Problem(f"content/{document.path}", error.message, error.hint))
                fit = False
        return fit

    def _problem(self, document: Document, path: str) -> Problem | None:
        error = self._fetch(path, self._read)
        if error is None and path.lower().endswith(PAPER):  # another text links to it
            error = no_picture(path)
        if error:
            return Problem("", error.message, error.hint)
        return problem_on_poster(self.rows[path].picture) if isinstance(document, Poster) else None

    def _papers_of(self, document: Document) -> Iterator[str]:
        """Yield the PDF files that a document links to; of one that is not there the check tells."""
        shown = {path for path, _line in pictures_of(document)}
        names = (name for name in document.body.names if name.lower().endswith(PAPER))
        return (name for name in names if name in self._files and name not in shown)

    def _fetch(self, path: str, read: Callable[[str], Picture]) -> PictureError | None:
        if path not in self.rows and path not in self._broken:
            try:
                self.rows[path] = self._last.picture(path, self._memory.stamps.of(path)) or PictureRow(
                    stamp=self._memory.stamps.of(path), picture=read(path)
                )
            except PictureError as error:
                self._broken[path] = error
        return self._broken.get(path)

    def _read(self, path: str) -> Picture:
        return read_picture(self._content, path, files=self._files, memo=self._memory.memo)

    def _read_paper(self, path: str) -> Picture:
        return read_paper(self._content, path)


def _line_of_cover(file: Path) -> int:
    """Return the line that names the cover, for a document remembered without; 0 if there is none."""
    try:
        before, key, _after = file.read_bytes().partition(b"\ncover:")
    except OSError:  # gone meanwhile
        return 0
    return before.count(b"\n") + 2 if key else 0


def pictures_of(document: Document) -> Iterator[tuple[str, int]]:
    """Yield the content path of each picture that a document shows, with its line; that of a cover is 0."""
    if isinstance(document, Article) and document.cover and not document.cover.startswith("art:"):
        yield document.cover, 0
    for picture in document.body.pictures:
        try:
            yield resolve_picture(picture.target, document.path).path, picture.line
        except TargetError:
            continue
