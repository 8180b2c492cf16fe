"""Which characters of a poster no typeface draws, in which part they stand, and what to do."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.render.posters import fonts
from site_builder.render.posters.characters import (
    is_han,
    is_lost,
    is_mark,
    is_picture,
    is_private,
    named,
    plain,
)
from site_builder.render.sought import SoughtError

_MUTE = frozenset(
    ("theme", "art", "layout", "kind", "icon", "qr", "at", "columns", "digest", "path", "link", "origin")
)
_MOST = 8  # characters named in one message
_BESIDE = 4  # characters on each side by which a place is looked for


def require_glyphs(poster: Mapping[str, Any]) -> None:
    """Raise SoughtError naming every character of a poster's view that would print as an empty box."""
    found = [row for part, text in parts(poster) for row in _problems(part, plain(text))]
    if found:
        raise SoughtError.of_words(dict(found))


def parts(poster: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text of a poster's view with the name of its part; a block is named by its heading."""
    for key, value in poster.items():
        if key == "blocks":
            for block in value:
                yield from ((str(block["heading"]), text) for text in texts(block))
        elif key not in _MUTE:
            yield from ((part_name(key, value), text) for text in texts(value))


def part_name(key: str, value: object) -> str:
    """Return what an editor calls a part: a table is named by its title."""
    if key == "lead":
        return _("the text before the first ##")
    if key == "source":
        return _("the list of evidence")
    if key == "issuer":
        return _("the organiser's name in hub.toml")
    return str(value["title"]) if isinstance(value, Mapping) and value.get("title") else key


def texts(value: object, mute: Container[str] = _MUTE) -> Iterator[str]:
    """Yield every text of a part, but what stands under one of the `mute` keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, row in value.items():
            yield from texts(row, mute) if key not in mute else ()
    elif isinstance(value, Sequence):
        for row in value:
            yield from texts(row, mute)


def _problems(part: str, text: str) -> Iterator[tuple[Problem, tuple[str, ...]]]:
    """Yield a problem for each kind of characters, with the words to look for, the longest first."""
    kinds: dict[str, list[str]] = {}
    for char in fonts.missing(text):
        kinds.setdefault(_cure(char), []).append(char)
    for hint, chars in kinds.items():
        shown = " ".join(map(named, chars[:_MOST])) + (" …" if len(chars) > _MOST else "")
        message = _("no typeface draws {characters} in: {part}").format(characters=shown, part=part)
        yield Problem("", message, hint), _around(text, text.index(chars[0]))


def _cure(char: str) -> str:
    """Return what to do about a character, by its kind."""
    if extra := fonts.wanting(char):
        return _("install the typefaces for it: {command}").format(command=f'pip install "kepu[{extra}]"')
    cures = (
        (is_picture, _("leave the emoji out; a block shows an icon:  ## heading {icon=…}")),
        (is_lost, _("something was lost there when the text was copied: type the word again")),
        (is_private, _("only the machine it was typed on knows that character: type the word again")),
        (is_mark, _("type the letter and its accent as one character")),
        (is_han, _("write another character with the same sound, and say how the right one is written")),
    )
    return next((hint for is_such, hint in cures if is_such(char)), _("write the word in other characters"))


def _around(text: str, at: int) -> tuple[str, ...]:
    return tuple(text[max(0, at - side) : at + side + 1] for side in range(_BESIDE, -1, -1))
