"""What is to be mended in one file, gathered while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from site_builder.errors import Problem, Severity, closest_name
from site_builder.i18n import _

_MOST = 24  # words that a hint can show
_LONGEST = 60  # characters of a word that a message shows


@dataclass(slots=True)
class Notes:
    """`path` is the file below content/; line 0 stands for the file as a whole."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, line: int, message: str, hint: str = "", *, column: int = 0) -> None:
        self._add(line, message, hint, column=column, severity="error")

    def warn(self, line: int, message: str, hint: str = "") -> None:
        self._add(line, message, hint, column=0, severity="warning")

    @property
    def failed(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    def _add(self, line: int, message: str, hint: str, *, column: int, severity: Severity) -> None:
        place = "".join(f":{number}" for number in (line, column) if number)
        self.problems.append(Problem(f"content/{self.path}{place}", message, hint, severity))


def suggest(word: str, known: tuple[str, ...]) -> str:
    """Return a hint that names the known word that was probably meant, or else all of them."""
    guess = closest_name(word, known)
    if guess:
        return _("did you mean {word}?").format(word=guess)
    choices = ", ".join(known[:_MOST]) + (", …" if len(known) > _MOST else "")
    return _("write one of: {choices}").format(choices=choices)


def cut(word: str) -> str:
    """Return a word as a message shows it, however long it is."""
    return word if len(word) <= _LONGEST else word[: _LONGEST - 1] + "…"
