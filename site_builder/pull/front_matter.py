"""Front matter that hostile values cannot break, and the reading of it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import yaml

from site_builder import front
from site_builder.errors import SiteError
from site_builder.i18n import _

Value: TypeAlias = "str | dt.date | Sequence[Value] | Mapping[str, Value]"

_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")  # of characters beyond 16 bits; alone they stand for nothing
_NAME = re.compile(r"[a-zA-Z_]\w*")
_LARGEST = 64 << 10
_DEEPEST = 200  # brackets; YAML readers crash on very many
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # scalars stay text, tags and merges mean nothing


def write_text(values: Mapping[str, Value], body: str) -> str:
    """Return a file with front matter; empty values are left out."""
    head = "".join(f"{_key(key)}: {written(value)}\n" for key, value in values.items() if value)
    return f"---\n{head}---\n\n{body}\n" if body else f"---\n{head}---\n"


def read_text(text: str, where: str) -> tuple[dict[str, Any], str]:
    """Return the values, all of them texts, lists or tables of texts, and the body.

    Raises SiteError when the front matter cannot be read.
    """
    found = _HEAD.match(text)
    if not found:
        raise SiteError(
            _("the file has no front matter"), where=where, hint=_("its first and last line are  ---")
        )
    head = found[1]
    try:
        if len(head) > _LARGEST or head.count("[") + head.count("{") > _DEEPEST:
            raise ValueError(_("it is too large"))  # noqa: TRY301 - one place tells all of it
        values = yaml.load(head, Loader=_LOADER)  # noqa: S506 - the base loader makes texts only
    except (yaml.YAMLError, ValueError) as error:
        raise SiteError(
            _("the front matter cannot be read: {reason}").format(reason=" ".join(str(error).split())),
            where=where,
            hint=_('a line reads  key: "text"'),
        ) from error
    return (values if isinstance(values, dict) else {}), text[found.end() :].strip("\n")


def set_line(text: str, key: str, value: Value) -> str:
    """Return the file with one key set; every other character stays as the editor left it.

    An empty value takes the key out.
    """
    return front.put(text, key, f"{key}: {written(value)}\n" if value else "")


def _key(key: str) -> str:
    return key if _NAME.fullmatch(key) else written(key)


def written(value: Value) -> str:
    """Return YAML on one line; a JSON string is a YAML one once the signs YAML forbids are escaped."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        if value.isprintable():
            return _quoted(value)
        text = _quoted(_HALVES.sub("\ufffd", value))
        return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    if isinstance(value, Mapping):
        rows = (f"{_key(key)}: {written(part)}" for key, part in value.items() if part)
        return "{" + ", ".join(rows) + "}"
    return "[" + ", ".join(written(part) for part in value) + "]"
