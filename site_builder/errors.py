"""Trouble that a person can mend, told with its place and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend; `where` is `file`, `file:line` or `file:line:column` inside the hub.

    `message` and `hint` are finished sentences in the user's language.
    """

    where: str
    message: str
    hint: str = ""
    severity: Severity = "error"


class SiteError(Exception):
    """Something in the hub needs the editor's hand; any other exception is a bug.

    Carries one problem, or many when several files were read before stopping.
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.problems: tuple[Problem, ...] = (Problem(where, message, hint),)

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> SiteError:
        """Return one error that tells all of problems, in the order of their files and lines."""
        ordered = tuple(sorted(problems, key=_by_place))
        error = cls("\n".join(problem.message for problem in ordered))
        error.problems = ordered
        return error

    def __str__(self) -> str:
        return "\n".join(f"{p.where}: {p.message}" if p.where else p.message for p in self.problems)


def _by_place(problem: Problem) -> tuple[str, tuple[int, ...]]:
    file, *numbers = problem.where.split(":")
    return file, tuple(int(number) for number in numbers if number.isdigit())


def once(problems: Iterable[Problem]) -> list[Problem]:
    """Return each problem once: what is made of several files tells their trouble again, without a place."""
    told = list(dict.fromkeys(problems))
    placed = {replace(problem, where="") for problem in told if problem.where}
    return [problem for problem in told if problem not in placed]


def closest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Return the known word that was probably meant, or an empty string."""
    from difflib import get_close_matches  # noqa: PLC0415 - 1 ms, for a mistake only

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=cutoff)), "")


def closest_name(word: str, known: Iterable[str]) -> str:
    """Return the known name that was probably meant, by spelling or by a part: `tap` for `water-tap`."""
    names = list(known)
    parts = set(word.lower().split("-"))
    alike = closest(word.lower(), names)
    return alike or next((name for name in names if parts & set(name.split("-")) - {"no"}), "")


def closest_text(path: str, known: Iterable[str]) -> str:
    """Return the known path of a text that was probably meant: its name, folders apart, is nearly the same.

    Two texts of one folder are alike in most of their paths; that one is gone does not make it the other.
    """
    texts = sorted(known)
    name = closest(_name_of(path), map(_name_of, texts), cutoff=0.65)
    return closest(path, [text for text in texts if name and _name_of(text) == name], cutoff=0)


def _name_of(path: str) -> str:
    return path.removesuffix(".md").removesuffix("/index").rpartition("/")[2]
