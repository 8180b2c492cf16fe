"""YAML as a small tree of texts with their lines, refusing what can hang or surprise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from site_builder.i18n import _
from site_builder.read.nodes import Listing, Mapping, Node, Scalar

LARGEST = 64 * 1024  # characters
DEEPEST = 8  # levels; our own schema needs three
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(Exception):
    """The text is not YAML, or YAML that we refuse; `line` and `column` count from 1."""

    def __init__(self, message: str, *, line: int, column: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.line, self.column, self.hint = message, line, column, hint


def read_yaml(text: str) -> Node:
    """Return the one document in text; scalars stay text, lines count from 1.

    Only events are read and no loader builds anything: depth and aliases cost no more than the text's length.
    """
    if len(text) > LARGEST:
        raise YamlError(
            _("the front matter is longer than 64 KB"), line=1, hint=_("move text below the second ---")
        )
    try:
        return _build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 0)
        raise YamlError(_("the front matter cannot be understood here"), line=line, column=column) from error
    except yaml.YAMLError as error:
        raise YamlError(_("the front matter cannot be understood here"), line=1) from error


@dataclass(slots=True)
class _Open:
    """A list or a mapping whose end has not come; a mapping's keys and values alternate in `parts`."""

    is_mapping: bool
    line: int
    parts: list[Node]


def _build(events: Iterator[Any]) -> Node:
    stack = [_Open(is_mapping=False, line=1, parts=[])]
    for event in events:
        _refuse_surprises(event)
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            stack[-1].parts.append(Scalar(event.value, line))
        elif isinstance(event, yaml.CollectionStartEvent):
            stack.append(_Open(isinstance(event, yaml.MappingStartEvent), line, []))
            if len(stack) > DEEPEST:
                raise YamlError(
                    _("lists or braces are nested too deeply"), line=line, hint=_("close the brackets")
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            done = stack.pop()
            stack[-1].parts.append(_close(done))
        elif isinstance(event, yaml.DocumentStartEvent) and stack[-1].parts:
            raise YamlError(_("the front matter ends too early"), line=line, hint=_("remove the line ..."))
    return stack[0].parts[0] if stack[0].parts else Scalar("", 1)


def _refuse_surprises(event: Any) -> None:  # noqa: ANN401 - PyYAML has no types for events
    for sign, found in (("&", getattr(event, "anchor", None)), ("!", getattr(event, "tag", None))):
        if found:
            mark = "*" if isinstance(event, yaml.AliasEvent) else sign
            raise YamlError(
                _("a value must not begin with {sign}").format(sign=mark),
                line=event.start_mark.line + 1,
                column=event.start_mark.column + 1,
                hint=_("put the value between straight quotation marks: {example}").format(example='"…"'),
            )


def _close(done: _Open) -> Node:
    if not done.is_mapping:
        return Listing(tuple(done.parts), done.line)
    values: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in zip(done.parts[::2], done.parts[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise YamlError(_("a bracket stands where a word is expected"), line=key.line, hint=_quote())
        if key.text in values:
            raise YamlError(
                _("{key} is written twice").format(key=key.text),
                line=key.line,
                hint=_("line {line} has it already; keep one").format(line=lines[key.text]),
            )
        values[key.text], lines[key.text] = value, key.line
    return Mapping(values, lines, done.line)


def _quote() -> str:
    return _("put the value between straight quotation marks: {example}").format(example='"…"')
