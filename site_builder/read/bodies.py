"""A document's body, remembered from run to run under the digest of its text."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from site_builder.digest import canonical, digest
from site_builder.model import Body, Heading, Link
from site_builder.read.markdown import parse, render
from site_builder.read.notes import Notes
from site_builder.read.sheet import Sheet

_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "mdurl", "pypinyin")


class _Told(Exception):  # noqa: N818 - no error: the way out of a result that is not kept
    """The body has problems, which are told in today's language and so not remembered."""

    def __init__(self, body: Body) -> None:
        super().__init__()
        self.body = body


def read_body(sheet: Sheet) -> Body:
    """Return the rendered body; what is wrong with it is noted."""
    memo = sheet.world.memo
    if memo is None:
        return _render(sheet, sheet.notes)
    source = canonical([sheet.path, sheet.body_line, sheet.body])
    try:
        return _unpack(memo.recall(_version(), source, lambda: _pack(sheet)))
    except _Told as told:
        return told.body


def _render(sheet: Sheet, notes: Notes) -> Body:
    return render(parse(sheet.body, notes, sheet.body_line), notes)


def _pack(sheet: Sheet) -> bytes:
    notes = Notes(sheet.path)
    body = _render(sheet, notes)
    if notes.problems:
        sheet.notes.problems.extend(notes.problems)
        raise _Told(body)
    return canonical(asdict(body))


def _unpack(data: bytes) -> Body:
    row = json.loads(data)
    return Body(
        html=row["html"],
        text=row["text"],
        headings=tuple(Heading(**heading) for heading in row["headings"]),
        links=tuple(Link(**link) for link in row["links"]),
        pictures=tuple(Link(**picture) for picture in row["pictures"]),
    )


@cache
def _version() -> str:
    """Name the code that makes a body: our own modules and the libraries below them."""
    modules = sorted((Path(__file__).parent / "markdown").glob("*.py"))
    libraries = [f"{name} {version(name)}".encode() for name in _LIBRARIES]
    return "body " + digest(*(module.read_bytes() for module in modules), *libraries)
