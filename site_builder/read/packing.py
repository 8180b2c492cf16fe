"""Documents as bytes and back: JSON, shaped by the fields of the frozen classes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from site_builder.model import Article, Document, Notice, Page, Poster

_KINDS: dict[str, Any] = {kind.__name__: kind for kind in (Article, Notice, Page, Poster)}
_Make = Callable[[Any], Any]


def pack(document: Document) -> bytes:
    """Return the bytes of a document, the same on every machine."""
    row = [type(document).__name__, asdict(document)]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=dt.date.isoformat).encode()


def unpack(data: bytes) -> Document:
    """Return the document that pack() made data from."""
    name, row = json.loads(data)
    document: Document = _maker(_KINDS[name])(row)
    return document


@cache
def _maker(kind: type[Any]) -> _Make:
    hints = get_type_hints(kind)
    special = [(field.name, make) for field in fields(kind) if (make := _made_by(hints[field.name]))]

    def make_one(row: dict[str, Any]) -> Any:  # noqa: ANN401
        for name, make in special:
            row[name] = make(row[name])
        return kind(**row)

    return make_one


def _made_by(hint: Any) -> _Make | None:  # noqa: ANN401
    """Return what makes a value of that type from its JSON, None when JSON has it already."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _or_none(_made_by(inside[0]))
    if origin is tuple:
        return _tuple_of(_made_by(inside[0]))
    if hint is dt.date:
        return dt.date.fromisoformat
    return _maker(hint) if isinstance(hint, type) and is_dataclass(hint) else None


def _or_none(make: _Make | None) -> _Make | None:
    return None if make is None else lambda value: None if value is None else make(value)


def _tuple_of(make: _Make | None) -> _Make:
    return tuple if make is None else lambda values: tuple([make(value) for value in values])
