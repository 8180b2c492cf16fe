"""Problems and progress as lines on a terminal."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.errors import Problem
from site_builder.i18n import _

if TYPE_CHECKING:  # every command says something, few build
    from site_builder.build import Step

COLOURS = {"error": "red", "warning": "yellow"}
WIDEST = 100  # columns of a source line that are shown


def tell(problems: Iterable[Problem], *, root: Path | None = None) -> None:
    """Write each problem with its place, its source line and what to do to standard error."""
    for line in lines_of(problems, root=root):
        click.echo(line, err=True)


def lines_of(problems: Iterable[Problem], *, root: Path | None) -> Iterator[str]:
    for problem in problems:
        yield _first_line(problem)
        yield from _excerpt(problem.where, root)
        if problem.hint:
            indented = problem.hint.replace("\n", "\n    ")
            yield f"  → {indented}"


def _first_line(problem: Problem) -> str:
    labels = {"error": _("error"), "warning": _("warning")}
    label = click.style(labels[problem.severity], fg=COLOURS[problem.severity], bold=True)
    return f"{problem.where}: {label}: {problem.message}" if problem.where else f"{label}: {problem.message}"


def _excerpt(where: str, root: Path | None) -> list[str]:
    """Return the source line at `file:line[:column]`, and a caret below the column."""
    file, line, column = [*where.split(":"), "", ""][:3]
    if root is None or not line.isdigit():
        return []
    try:
        text = _decoded((root / file).read_bytes()).splitlines()[int(line) - 1]
    except (OSError, IndexError):
        return []
    shown = text.replace("\t", " ").replace("\0", "")[:WIDEST].rstrip()
    if not shown:
        return []
    caret = ["    " + " " * columns(shown[: int(column) - 1]) + "^"] if column.isdigit() else []
    return [f"    {shown}", *caret]


def _decoded(data: bytes) -> str:
    """Return a file's text; what is not UTF-8 was saved by a Chinese Windows."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def columns(text: str) -> int:
    """Return how many columns text takes on a terminal; Han take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


class Line:
    """A line of standard error that is written over and over, on a terminal only."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def show(self, text: str) -> None:
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{text[:WIDEST]}")
            sys.stderr.flush()


class Progress:
    """Counts the steps of a build, and shows the last one; call it with each."""

    def __init__(self) -> None:
        self.counts = {"made": 0, "written": 0, "removed": 0}
        self._line = Line()

    def __call__(self, step: Step) -> None:
        self.counts[step.what] += 1
        if step.what == "made":
            self._line.show(f"{step.number}/{step.total} {step.path}")

    def finish(self) -> None:
        self._line.show("")
