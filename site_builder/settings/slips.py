"""Why a person's settings are not TOML: the slips of the hand, each with its cure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass

from site_builder.i18n import _

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_HEADING = re.compile(r"\s*[\[【]+\s*([^\[\]【】]+?)\s*[\]】]+\s*(.*)")
_PAIR = re.compile(r"\s*([^\s=＝:：\"'\[\]]+)\s*=\s*(.*?)\s*")
_NO_EQUALS = re.compile(r"\s*([A-Za-z_-]+)(?:\s*[＝:：]|\s)\s*(?![\s=])(.*?)\s*")
_KEY = re.compile(r"[\w-]+", re.ASCII)
_WIDE = str.maketrans("“”＂‘’，【】｛｝＝", '"""\'\',[]{}=')

Told = tuple[str, str]  # what is wrong, and what to do


@dataclass(frozen=True, slots=True)
class Slip:
    line: int
    message: str
    hint: str


def find_slip(text: str, near: int) -> Slip:
    """Return the likeliest slip in text, which could not be read at line `near` (from 1)."""
    lines = text.split("\n")
    for number in range(min(near, len(lines)), 0, -1):  # the parser stumbles on or after the guilty line
        if _is_sound(lines[number - 1]):
            continue
        for rule in _RULES:
            if told := rule(lines[number - 1]):
                return Slip(number, *told)
    return _twice(lines, near) or Slip(
        near,
        _("this line cannot be understood"),
        _('a line reads  key = "text"  with straight quotation marks'),
    )


def _is_sound(line: str) -> bool:
    try:
        tomllib.loads(line)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return True


def _twice(lines: list[str], near: int) -> Slip | None:
    """Tell a key or a heading that stands above already; the line is sound by itself."""
    name, is_heading = _opens(lines[near - 1])
    for number in range(near - 1, 0, -1):
        other, other_is_heading = _opens(lines[number - 1])
        if name and other == name and (is_heading or not other_is_heading):
            message = _("{name} stands in line {line} already").format(name=name, line=number)
            hint = _("write [[{name}]] over each if there may be several, else remove one").format(name=name)
            return Slip(near, message, hint if other_is_heading else _("remove one of the two lines"))
        if other_is_heading and not is_heading:
            return None
    return None


def _opens(line: str) -> tuple[str, bool]:
    """Return the key that line sets or the table that it opens, and whether it is a table."""
    if heading := _HEADING.fullmatch(line):
        return heading[1], True
    pair = _PAIR.fullmatch(line)
    return (pair[1] if pair else ""), False


def _heading(line: str) -> Told | None:
    if not line.lstrip().startswith(("[", "【")):
        return None
    found = _HEADING.fullmatch(line)
    name = found[1] if found else line.strip(" \t[]【】")
    heading = f"[[{name}]]" if line.count("[") + line.count("【") > 1 else f"[{name}]"
    if not _KEY.fullmatch(name):
        return None
    if found and found[2]:
        message = _("something follows the heading {name} on its line").format(name=heading)
        return message, _("write {name} on a line of its own, the rest below it").format(name=heading)
    return _("this heading is written wrong"), _write(heading)


def _wide_mark(line: str) -> Told | None:
    outside = _STRING.sub("", line)
    if re.search("[“”＂‘’]", outside):
        return _("Chinese quotation marks stand around a text"), _write(line.translate(_WIDE))
    if re.search("[，【｛]", re.sub("[\"'].*", "", outside)):
        return _("a full-width mark stands where a straight one belongs"), _write(line.translate(_WIDE))
    return None


def _no_equals(line: str) -> Told | None:
    found = _NO_EQUALS.fullmatch(line)
    if not found:
        return None
    value = found[2] if found[2].startswith(('"', "'")) else f'"{found[2]}"'
    return _("between {key} and its value the = is missing").format(key=found[1]), _write(
        f"{found[1]} = {value}"
    )


def _odd_key(line: str) -> Told | None:
    found = _PAIR.fullmatch(line)
    if not found or _KEY.fullmatch(found[1].replace(".", "")):
        return None
    return (
        _("a key has only letters, digits and hyphens: {key}").format(key=found[1]),
        _("README names the keys there are"),
    )


def _no_value(line: str) -> Told | None:
    found = _PAIR.fullmatch(line)
    if not found or (found[2] and not found[2].startswith("#")):
        return None
    return _("{key} has no value").format(key=found[1]), _write(f'{found[1]} = "…"')


def _quotes(line: str) -> Told | None:
    found = _PAIR.fullmatch(line)
    if not found or found[2][0] not in "\"'":
        return None
    key, value, mark = found[1], found[2], found[2][0]
    if "\\" in value:
        return _("the text has a \\ in it"), _write(f"{key} = '{value.strip(mark)}'")
    if value.count(mark) == 1 or value.count(mark * 3) == 1:
        return _("the quotation mark is not closed"), _write(f"{key} = {value}{mark}")
    if not value.endswith(mark):
        return _("something follows the text"), _write(f"{key} = {value[: value.rindex(mark) + 1]}")
    if value.count(mark) == 2:
        return None
    inner = re.sub(f"{mark}([^{mark}]*){mark}", r"“\1”", value[1:-1]).replace(mark, "")
    return _("a quotation mark stands inside the text"), _write(f"{key} = {mark}{inner}{mark}")


def _bracket(line: str) -> Told | None:
    found = _PAIR.fullmatch(line)
    if not found or found[2][0] not in "[{":
        return None
    closing = {"[": "]", "{": "}"}[found[2][0]]
    message = _("a bracket is not closed, or a comma is missing between two values")
    value = found[2] if len(found[2]) > 1 else '["…", "…"'
    return message, _write(f"{found[1]} = {value}{closing}")


def _no_quotes(line: str) -> Told | None:
    found = _PAIR.fullmatch(line)
    if not found or found[2][0] in "\"'[{":
        return None
    value = re.sub(r"\s*#.*", "", found[2])
    if value.lower() in ("true", "false"):
        return _("true and false are written in small letters"), _write(f"{found[1]} = {value.lower()}")
    return _("quotation marks are missing around the text"), _write(f'{found[1]} = "{value}"')


def _write(line: str) -> str:
    """Return a hint with the mended line, or with a pattern where mending it would take a person."""
    example = line.strip()
    sound = any(_is_sound(text) for text in (example, f"list = [{example}", f"list = [{example}]"))
    return _("write: {example}").format(example=example if sound else 'key = "…"')


_RULES: tuple[Callable[[str], Told | None], ...] = (
    _wide_mark,
    _heading,
    _no_equals,
    _odd_key,
    _no_value,
    _quotes,
    _bracket,
    _no_quotes,
)
