"""A TOML table read key by key, with every mistake told at its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from site_builder.errors import Problem, SiteError, closest
from site_builder.i18n import _

T = TypeVar("T", str, int, bool)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_toml(file: Path, name: str) -> tuple[dict[str, Any], str]:
    """Return the values and the text of a settings file; `name` is how messages call it.

    Raises SiteError when it is missing, not UTF-8 or not TOML.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        return tomllib.loads(text), text
    except UnicodeDecodeError as error:
        raise SiteError(
            _("the file is not UTF-8 text"), where=name, hint=_("save it again as UTF-8 in the editor")
        ) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise SiteError(
            _("the settings cannot be read: {reason}").format(reason=error),
            where=f"{name}:{found[1]}" if found else name,
            hint=_('a line reads  key = "text"  with straight quotation marks'),
        ) from error
    except OSError as error:
        raise SiteError(
            _("the file cannot be read: {reason}").format(reason=error.strerror or error), where=name
        ) from error


def _kind_words(kind: type) -> str:
    return {str: _("text"), int: _("a whole number"), bool: _("true or false")}[kind]


class Table:
    """One table; `take` its keys, then `finish` to report what is left over."""

    def __init__(self, values: Mapping[str, Any], *, name: str, text: str, problems: list[Problem]) -> None:
        self._values = dict(values)
        self._name = name
        self._text = text
        self._problems = problems
        self._known: list[str] = []

    def take(self, key: str, default: T) -> T:
        """Return the value of key, or default when it is missing or of another type (which is reported)."""
        self._known.append(key)
        value = self._values.pop(key, default)
        wanted = type(default)
        if isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool)):
            return value
        self.report(key, _("{key} must be {kind}").format(key=key, kind=_kind_words(wanted)))
        return default

    def take_words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        self._known.append(key)
        value = self._values.pop(key, [])
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return tuple(value)
        self.report(key, _("{key} must be a list of texts").format(key=key), hint=f'{key} = ["…", "…"]')
        return ()

    def require(self, key: str) -> str:
        """Return a text that must not be empty."""
        if key not in self._values:
            self.report("", _("{key} is missing").format(key=key), hint=f'{key} = "…"')
        return self.take(key, "")

    def identifier(self) -> str:
        """Return the key `id`, which becomes part of addresses: ASCII lower case, digits, hyphens."""
        word = self.require("id")
        if word and not _ID.fullmatch(word):
            message = _("id must be lower-case letters, digits and hyphens: {id}").format(id=word)
            self.report("id", message, hint='id = "health"')
        return word

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
        return self._inner(value)

    def tables(self, key: str) -> list[Table]:
        """Return the tables written as [[key]]."""
        self._known.append(key)
        value = self._values.pop(key, [])
        if not (isinstance(value, list) and all(isinstance(row, dict) for row in value)):
            self.report(key, _("{key} must be a list of tables").format(key=key), hint=f"[[{key}]]")
            value = []
        return [self._inner(row) for row in value]

    def finish(self) -> None:
        """Report every key that nobody took, with the key that was probably meant."""
        for key in self._values:
            guess = closest(key, self._known)
            hint = _("did you mean {word}?").format(word=guess) if guess else _("remove the line")
            self.report(key, _("unknown key: {key}").format(key=key), hint=hint)

    def report(self, key: str, message: str, *, hint: str = "") -> None:
        """Note a problem at the line that sets key."""
        found = re.search(rf"^[ \t]*\[*{re.escape(key)}\b", self._text, re.MULTILINE) if key else None
        line = f":{self._text.count(chr(10), 0, found.start()) + 1}" if found else ""
        self._problems.append(Problem(f"{self._name}{line}", message, hint))

    def _inner(self, values: Mapping[str, Any]) -> Table:
        return Table(values, name=self._name, text=self._text, problems=self._problems)
