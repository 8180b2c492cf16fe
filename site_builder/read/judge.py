"""Reads a text that does not lie in the hub yet as the next build will."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Self

from msgspec import Struct

from site_builder.errors import Problem
from site_builder.model import Document, Poster
from site_builder.read.documents import read_document
from site_builder.read.picture_error import PictureError
from site_builder.read.pictures import picture_of, read_picture
from site_builder.read.print_fit import problem_on_poster
from site_builder.read.sheet import World
from site_builder.read.shelf import pictures_of
from site_builder.read.walk import walk
from site_builder.read.words import Words


class Judge(Struct, frozen=True):
    """Knows the hub that a text comes to."""

    content: Path
    world: World

    @classmethod
    def of(cls, content: Path, words: Words) -> Self:
        return cls(content, World(words=words, files=walk(content).files))

    def __call__(self, path: str, text: bytes, pictures: Mapping[str, bytes]) -> tuple[Problem, ...]:
        """Return what is to be mended in a text; `pictures` come with it, others lie in the hub."""
        found = read_document(path, text, self.world)
        document = found.document
        told = self._pictures(document, pictures) if document else ()
        return (*found.problems, *told)

    def _pictures(self, document: Document, pictures: Mapping[str, bytes]) -> Iterator[Problem]:
        for path, line in pictures_of(document):
            where = f"content/{document.path}" + (f":{line}" if line else "")
            try:
                if path in pictures:
                    picture = picture_of(path, pictures[path], None)
                else:
                    picture = read_picture(self.content, path, files=self.world.files, memo=None)
            except PictureError as error:
                yield Problem(where, error.message, error.hint)
                continue
            if isinstance(document, Poster) and (told := problem_on_poster(picture)):
                yield replace(told, where=where)
