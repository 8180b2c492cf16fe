"""The front matter of a text file, told apart from its body and read as a tree."""

from __future__ import annotations

import re

from msgspec import Struct

from site_builder.i18n import _
from site_builder.read.diagnose import diagnose
from site_builder.read.nodes import Mapping
from site_builder.read.notes import Notes
from site_builder.read.plain_front import read_plain_front

_FENCE = re.compile(r"---[ \t]*")
_NEARLY_FENCE = re.compile(r"[ \t]*(?:-{2,}|[—–－─―]+|\.{3}|\+{3})[ \t]*")
_FIRST_LINES = "---\ntitle: …\ndate: 2026-03-01\n---"


class Front(Struct, frozen=True):
    """`line` is that of the first `---`; `body_line` is the first line of the body in the file."""

    mapping: Mapping
    line: int
    body: str
    body_line: int


def read_front(text: str, notes: Notes) -> Front | None:
    """Return front matter and body, or None with the reasons noted."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None:
        notes.error(0, _("the file is empty"), _begin_with())
        return None
    if not _FENCE.fullmatch(lines[start]):
        _tell_no_beginning(lines[start], start + 1, notes)
        return None
    end = next((number for number in range(start + 1, len(lines)) if _FENCE.fullmatch(lines[number])), None)
    if end is None:
        _tell_no_end(lines, start, notes)
        return None
    mapping = _read_mapping("\n".join(lines[start + 1 : end]), start + 1, notes)
    if mapping is None:
        return None
    return Front(mapping, start + 1, "\n".join(lines[end + 1 :]), end + 2)


def _read_mapping(text: str, above: int, notes: Notes) -> Mapping | None:
    """Return the tree with lines counted in the whole file."""
    return read_plain_front(text, above + 1) or _read_yaml(text, above, notes)


def _read_yaml(text: str, above: int, notes: Notes) -> Mapping | None:
    from site_builder.read.yaml_nodes import YamlError, read_yaml  # noqa: PLC0415 - 10 ms, seldom needed

    try:
        node = read_yaml("\n" * above + text)
    except YamlError as error:
        found = diagnose(text, error.line - above) if not error.hint else None
        if found:
            notes.error(found.line + above, found.message, found.hint)
        else:
            notes.error(
                max(error.line, above + 1), error.message, error.hint or _general_hint(), column=error.column
            )
        return None
    if isinstance(node, Mapping):
        return node
    found = diagnose(text, 1)
    if found:
        notes.error(found.line + above, found.message, found.hint)
    else:
        notes.error(above + 1, _("between the two --- there must be lines like  key: value"), _begin_with())
    return None


def _tell_no_beginning(line: str, number: int, notes: Notes) -> None:
    if line.startswith("+++"):
        notes.error(number, _("the file begins with +++ (TOML)"), _begin_with())
    elif _NEARLY_FENCE.fullmatch(line):
        notes.error(
            number,
            _("the first line is not three hyphens: {line}").format(line=line.strip()),
            _("write three straight hyphens: ---"),
        )
    else:
        notes.error(number, _("the file does not begin with a line ---"), _begin_with())


def _tell_no_end(lines: list[str], start: int, notes: Notes) -> None:
    nearly = next((n for n in range(start + 1, len(lines)) if _NEARLY_FENCE.fullmatch(lines[n])), None)
    if nearly is None:
        notes.error(
            start + 1,
            _("the second line --- is missing"),
            _("write a line --- between the last key and the text"),
        )
    else:
        notes.error(
            nearly + 1,
            _("the line that closes the front matter is not three hyphens: {line}").format(
                line=lines[nearly].strip()
            ),
            _("write three straight hyphens: ---"),
        )


def _begin_with() -> str:
    return _("begin the file like this:\n{lines}").format(lines=_FIRST_LINES)


def _general_hint() -> str:
    return _("each line reads  key: value ; a value with odd marks stands between straight quotation marks")
