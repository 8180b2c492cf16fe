"""A TOML table read key by key, with every mistake told at its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from site_builder.errors import Problem, closest
from site_builder.i18n import _
from site_builder.settings.toml import read_toml
from site_builder.urls import slugify

if TYPE_CHECKING:
    from site_builder.settings.block import Block

T = TypeVar("T", str, int, bool, float)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _kind_words(kind: type) -> str:
    words = {str: _("text"), int: _("a whole number"), bool: _("true or false"), float: _("a number")}
    return words[kind]


def is_web_address(url: str) -> bool:
    """Say whether url has the form of a page's address, http or https with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that are no IPv6, a port out of range
        return False


class Notes(NamedTuple):
    """Where mistakes of one file go: `name` is how messages call it."""

    name: str
    problems: list[Problem]


class Table:
    """One table; `take` its keys, then `finish` to report what is left over.

    `ids` are those of the tables beside it; `find` finds its lines, when there is a mistake to tell.
    """

    def __init__(
        self, values: Mapping[str, Any], find: Callable[[], Block], notes: Notes, *, ids: dict[str, Table]
    ) -> None:
        self._values = dict(values)
        self._find = find
        self._notes = notes
        self._ids = ids
        self._known: list[str] = []

    @classmethod
    def of(cls, file: Path, name: str, problems: list[Problem]) -> Table:
        """Return the top of a settings file, which messages call `name`; mistakes are added to problems.

        Raises SiteError when it cannot be read.
        """
        values, text = read_toml(file, name)

        def find() -> Block:
            from site_builder.settings.block import whole  # noqa: PLC0415 - 1 ms, for a mistake only

            return whole(text)

        return cls(values, find, Notes(name, problems), ids={})

    @cached_property
    def _block(self) -> Block:
        return self._find()

    def take(self, key: str, default: T) -> T:
        """Return the value of key, or default when it is missing or of another type (which is reported)."""
        self._known.append(key)
        value = self._values.pop(key, default)
        wanted = type(default)
        if isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool)):
            return value
        self.report(key, _("{key} must be {kind}").format(key=key, kind=_kind_words(wanted)))
        return default

    def has(self, key: str) -> bool:
        """Say whether key is written and nobody has taken it yet."""
        return key in self._values

    def take_number(self, key: str, default: float) -> float:
        """Return a number, whole or not."""
        if isinstance(self._values.get(key), int) and not isinstance(self._values[key], bool):
            return self.take(key, 0)
        return self.take(key, default)

    def take_words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        self._known.append(key)
        value = self._values.pop(key, [])
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return tuple(value)
        self.report(key, _("{key} must be a list of texts").format(key=key), hint=f'{key} = ["…", "…"]')
        return ()

    def require(self, key: str, example: str = "…") -> str:
        """Return a text that must not be empty."""
        if key not in self._values:
            self.report("", _("{key} is missing").format(key=key), hint=f'{key} = "{example}"')
        elif isinstance(self._values[key], str) and not self._values[key].strip():
            self.report(key, _("{key} is empty").format(key=key), hint=f'{key} = "{example}"')
        return self.take(key, "")

    def identifier(self) -> str:
        """Return the key `id`, which becomes part of addresses: ASCII lower case, digits, hyphens.

        No table beside this one may have the same.
        """
        free = self._free_id()
        word = self.require("id", free)
        if word.strip() and not _ID.fullmatch(word):
            message = _("id must be lower-case letters, digits and hyphens: {id}").format(id=word)
            self.report("id", message, hint=f'id = "{free}"')
        elif word in self._ids:
            message = _("the id “{id}” is taken: it stands in line {line}")
            line = self._ids[word].line_of("id")
            self.report("id", message.format(id=word, line=line), hint=f'id = "{free}"')
        elif word.strip():
            self._ids[word] = self
        return word

    def _free_id(self) -> str:
        """Return an id that this table might have, made of the one it has or of its name."""
        words = (slugify(str(self._values.get(key, ""))) for key in ("id", "name"))
        return next((word for word in words if word and word not in self._ids), "…")

    def choose(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """Return one of choices."""
        word = self.take(key, default)
        if word in choices:
            return word
        self.report(
            key,
            _("{key} cannot be “{word}”").format(key=key, word=word),
            hint=_("write one of: {choices}").format(choices=", ".join(choices)),
        )
        return default

    def table(self, key: str) -> Table:
        """Return the sub-table at key, empty when there is none."""
        self._known.append(key)
        value = self._values.pop(key, {})
        if not isinstance(value, dict):
            self.report(key, _("{key} must be a table").format(key=key), hint=f"[{key}]")
            value = {}
        return Table(value, partial(self._inner, key, 0), self._notes, ids={})

    def tables(self, key: str) -> list[Table]:
        """Return the tables written as [[key]]."""
        self._known.append(key)
        value = self._values.pop(key, [])
        if not (isinstance(value, list) and all(isinstance(row, dict) for row in value)):
            self.report(key, _("{key} must be a list of tables").format(key=key), hint=f"[[{key}]]")
            value = []
        ids: dict[str, Table] = {}
        return [
            Table(row, partial(self._inner, key, number), self._notes, ids=ids)
            for number, row in enumerate(value)
        ]

    def _inner(self, key: str, number: int) -> Block:
        return self._block.inner(key, number)

    def finish(self) -> None:
        """Report every key that nobody took, with the key that was probably meant."""
        for key in self._values:
            guess = closest(key, self._known)
            hint = _("did you mean {word}?").format(word=guess) if guess else _("remove the line")
            self.report(key, _("unknown key: {key}").format(key=key), hint=hint)

    def line_of(self, key: str) -> int:
        """Return the line that sets key, else the heading's."""
        return self._block.line_of(key)

    def report(self, key: str, message: str, *, hint: str = "") -> None:
        """Note a problem at the line that sets key; without a key, at the table's heading."""
        line = self._block.line_of(key) if key else self._block.head
        where = f"{self._notes.name}:{line}" if line else self._notes.name
        self._notes.problems.append(Problem(where, message, hint))
