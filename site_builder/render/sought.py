"""Trouble with words of a content file: the line they stand on is found when the trouble is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

from site_builder.errors import Problem, SiteError

_BEGINNINGS = (40, 20, 10, 5)  # characters of a text that is broken into lines somewhere


class SoughtError(SiteError):
    """A view tells no lines, so that a line more above changes no poster.

    `sought` are for each problem the words to look for, from the surest to the least sure.
    """

    sought: Sequence[Sequence[str]] = ()

    @classmethod
    def of_words(cls, words: Mapping[Problem, Sequence[str]]) -> Self:
        error = cls("\n".join(problem.message for problem in words))
        error.problems, error.sought = tuple(words), tuple(words.values())
        return error

    @classmethod
    def near(cls, message: str, words: str, *, hint: str) -> Self:
        """Return one problem about words of which a line may hold the beginning only."""
        return cls.of_words({Problem("", message, hint): tuple(words[:length] for length in _BEGINNINGS)})


class UnfitError(SoughtError):
    """The words have no room on a sheet; another one may have it."""


def placed(error: SoughtError, file: Path, origin: str) -> tuple[Problem, ...]:
    """Return the problems of an error, each with the line of the content file that it is about."""
    lines = _lines(file)
    return tuple(
        replace(problem, where=f"{origin}:{number}") if (number := _line(lines, words)) else problem
        for problem, words in zip(error.problems, error.sought, strict=True)
    )


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def _line(lines: Sequence[str], words: Sequence[str]) -> int:
    """Return the number of the first line with the surest words that any line has; 0 when none has."""
    found = (number for word in words for number, line in enumerate(lines, 1) if word in line)
    return next(found, 0)
