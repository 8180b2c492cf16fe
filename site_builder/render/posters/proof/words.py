"""Whether every word of a poster is on a sheet: what each form has to show, and what it does show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from site_builder.render.posters.characters import plain
from site_builder.render.posters.glyphs import part_name, texts
from site_builder.render.posters.sections import is_bare
from site_builder.render.posters.sizes import Sheet

Json = Mapping[str, Any]

# What a screen, read from afar, leaves to the page that its code leads to.
_ON_PAPER = frozenset(("lead", "grades", "figures", "source", "until"))
_ON_SCREEN = frozenset(("origin",))  # paper names it together with the evidence
_NO_WORDS = frozenset(("highlight", "columns", "theme", "art", "layout", "qr", "qr_text"))
# Hyphens, and what readers of a PDF make of ligatures, of a line's last hyphen, of vowels of the Miao script.
_LOST = re.compile("[-\u2010\u2011\ufffd\ufffe\x02\U00016f4f-\U00016f92]")
_BREAKS = re.compile(r"([，：；！？\s,:]+)")
_MOST_MARKS = 6


def wanted(poster: Json, sheet: Sheet) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each text that a sheet must show, with the name of its part; any of several forms will do."""
    left_out = _NO_WORDS | (left_to_the_page(poster) if sheet.screen else _ON_SCREEN)
    for key, value in poster.items():
        if key == "blocks":
            for block in value:
                yield from _of_block(block, short=sheet.screen, bare=is_bare(poster, block, sheet))
        elif key not in left_out:
            yield from _of_part(key, value)
    if poster["qr"]:
        yield "qr_text", (str(poster["qr_text"]),)


def _of_part(key: str, value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:  # noqa: ANN401 - a part of a view
    if key == "title":
        yield key, headlines(str(value))
    elif key == "picture":
        yield key, (str(value["credit"]) if value else "",)
    elif key == "phones":
        yield from ((key, (word,)) for phone in value for word in str(phone).rsplit(" ", 1))
    else:
        yield from ((part_name(key, value), (text,)) for text in texts(value, _NO_WORDS))


def left_to_the_page(poster: Json) -> frozenset[str]:
    """Return the parts that a screen does not show."""
    return _ON_PAPER - {"grades"} if poster["layout"] == "grades" else _ON_PAPER


def _of_block(block: Json, *, short: bool, bare: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the texts of a block: paper, too, may show short forms, where the whole texts find no room.

    Of one that is `bare`, a sheet shows the heading alone.
    """
    name, text, terse = (str(block[key]) for key in ("heading", "text", "short"))
    yield name, (name,)
    if bare:
        return
    yield name, (str(block["tag"]),)
    yield name, ((terse or text,) if short else (text, terse or text))


def lacking(wishes: Iterator[tuple[str, tuple[str, ...]]], shown: str) -> Iterator[tuple[str, str]]:
    """Yield each wish that is not in the words of a sheet, with the name of its part.

    The longest are looked for first and taken out, so that a number of one part is not found in another.
    """
    rest = bare(shown)
    for part, forms in sorted(wishes, key=lambda wish: -max(map(len, wish[1]))):
        found = next((word for form in forms if (word := bare(form)) in rest), None)
        if found is None:
            yield part, forms[0]
        else:
            rest = rest.replace(found, "\0", 1) if found else rest


def bare(text: str) -> str:
    """Return text as it is compared: without blanks, hyphens and what readers of a PDF lose."""
    seen = unicodedata.normalize("NFKC", _LOST.sub("", plain(text)))
    return "".join(seen.split())


def headlines(title: str) -> tuple[str, ...]:
    """Return a title in the forms it may be printed in: the mark at which a line breaks is dropped."""
    parts = _BREAKS.split(title)
    words, marks = parts[::2], parts[1::2]
    kept = product(*((mark, "") for mark in marks[:_MOST_MARKS]))
    rest = "".join(
        mark + word for mark, word in zip(marks[_MOST_MARKS:], words[_MOST_MARKS + 1 :], strict=True)
    )
    return tuple(
        words[0] + "".join(m + w for m, w in zip(some, words[1 : len(some) + 1], strict=True)) + rest
        for some in kept
    )
