"""Why a person's front matter is not YAML: the slips of the hand, each with its cure."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from site_builder.i18n import _

_WIDE_COLON = re.compile(r"\s*(?:- )?([\w-]+)\s*：\s*(.*)")
_NO_BLANK = re.compile(r"\s*(?:- )?([A-Za-z_]+):(?=[^\s/])(.*)")
_VALUE = re.compile(r"\s*(?:- )?([A-Za-z_]+):[ \t]+(.*)")
_NO_COLON = re.compile(r"([A-Za-z_]+)[ \t]+([^\s:].*)")
_GOES_ON = (":", ",", "{", "[", "|", ">")  # the ends of lines that may have deeper lines below
_ODD_START = re.compile(r"[`@%*&!|>\[{,?\]}]")
_QUOTES = str.maketrans("“”＂", '"""')


class Slip(Struct, frozen=True):
    line: int
    message: str
    hint: str


def diagnose(text: str, near: int) -> Slip | None:
    """Return the likeliest slip in text, which could not be read at line `near` (from 1)."""
    lines = text.split("\n")
    for rule in _ANYWHERE:
        for number, line in enumerate(lines, 1):
            if found := rule(line):
                return Slip(number, *found)
    if slip := _indented(lines):
        return slip
    for number in range(min(near, len(lines)), 0, -1):  # the parser stumbles on or after the guilty line
        for rule in _NEAR:
            if found := rule(lines[number - 1]):
                return Slip(number, *found)
    return None


def _indented(lines: list[str]) -> Slip | None:
    """Return the first key that stands deeper than the line above for no reason."""
    above = ""
    for number, line in enumerate(lines, 1):
        depth = len(line) - len(line.lstrip())
        deeper = depth > len(above) - len(above.lstrip())
        opened = above.rstrip().endswith(_GOES_ON) or above.lstrip().startswith("- ")
        if deeper and not opened and _VALUE.fullmatch(line):
            hint = _("write: {example}").format(example=line.strip())
            return Slip(number, _("the line begins with blanks that do not belong there"), hint)
        above = line if line.strip() else above
    return None


def _tab(line: str) -> tuple[str, str] | None:
    if "\t" not in line[: len(line) - len(line.lstrip())]:
        return None
    return _("the line begins with a tab"), _("begin it with blanks instead")


def _wide_colon(line: str) -> tuple[str, str] | None:
    found = _WIDE_COLON.fullmatch(line)
    if not found:
        return None
    return (
        _("after {key} stands a full-width colon ：").format(key=found[1]),
        _("write a straight colon and a blank: {example}").format(example=f"{found[1]}: {found[2]}".strip()),
    )


def _no_blank(line: str) -> tuple[str, str] | None:
    found = _NO_BLANK.fullmatch(line)
    if not found:
        return None
    return (
        _("after {key}: a blank is missing").format(key=found[1]),
        _("write: {example}").format(example=f"{found[1]}: {found[2]}"),
    )


def _no_colon(line: str) -> tuple[str, str] | None:
    found = _NO_COLON.fullmatch(line)
    if not found:
        return None
    return (
        _("after {key} the colon is missing").format(key=found[1]),
        _("write: {example}").format(example=f"{found[1]}: {found[2]}"),
    )


def _inner_colon(line: str) -> tuple[str, str] | None:
    found = _VALUE.fullmatch(line)
    if not found or found[2].startswith(("[", "{", '"', "'")) or not re.search(r":(\s|$)", found[2]):
        return None
    return _("the value has a colon in it"), _quoted(found[1], found[2])


def _wide_quote(line: str) -> tuple[str, str] | None:
    found = _VALUE.fullmatch(line)
    if not found or not re.search(r"[\[{][^\]}]*[“”＂，【】｛｝]", found[2]):
        return None
    example = found[2].translate(_QUOTES).replace("，", ", ").translate(str.maketrans("【】｛｝", "[]{}"))
    return (
        _("a full-width mark stands where a straight one belongs"),
        _("write: {example}").format(example=f"{found[1]}: {example}"),
    )


def _open_bracket(line: str) -> tuple[str, str] | None:
    found = _VALUE.fullmatch(line)
    if not found or not found[2].startswith(("[", "{")):
        return None
    value = found[2].rstrip()
    closing = {"[": "]", "{": "}"}[value[0]]
    if value.count(value[0]) > value.count(closing):
        return (
            _("a bracket is opened and not closed"),
            _("write: {example}").format(example=f"{found[1]}: {value}{closing}"),
        )
    if not value.endswith(closing):
        return _("something follows the closing bracket"), _quoted(found[1], value)
    return None


def _open_quote(line: str) -> tuple[str, str] | None:
    found = _VALUE.fullmatch(line)
    if not found or not found[2].startswith(('"', "'")):
        return None
    value, mark = found[2].rstrip(), found[2][0]
    if len(value) > 1 and value.endswith(mark) and value.count(mark) == 2:
        return None
    return (
        _("a quotation mark is opened and not closed, or stands inside the text"),
        _quoted(found[1], value.strip("\"'").replace('"', "")),
    )


def _odd_start(line: str) -> tuple[str, str] | None:
    found = _VALUE.fullmatch(line)
    if not found or not _ODD_START.match(found[2]) or found[2].startswith(("[", "{")):
        return None
    return _("a value must not begin with {sign}").format(sign=found[2][0]), _quoted(found[1], found[2])


def _quoted(key: str, value: str) -> str:
    shown = value.strip().replace('"', "'")
    return _("put the value between straight quotation marks: {example}").format(example=f'{key}: "{shown}"')


_ANYWHERE: tuple[Callable[[str], tuple[str, str] | None], ...] = (_tab, _wide_colon, _no_blank)
_NEAR: tuple[Callable[[str], tuple[str, str] | None], ...] = (
    _inner_colon,
    _wide_quote,
    _open_bracket,
    _open_quote,
    _odd_start,
    _no_colon,
)
