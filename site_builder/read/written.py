"""A text as the hub keeps it: a light body for every build, the words apart."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from msgspec import msgpack

from site_builder.digest import digest
from site_builder.model import Body, Heading, Link, Text

_NAMED = re.compile(r'(?:href|src)="kepu:([^"#]*)')


class Written(NamedTuple):
    body: Body
    text: Text


def written(
    text: Text,
    *,
    headings: tuple[Heading, ...] = (),
    links: tuple[Link, ...] = (),
    pictures: tuple[Link, ...] = (),
) -> Written:
    """Return text with the body that stands for it."""
    shown = msgpack.encode((headings, links, pictures))
    body = Body(
        digest=digest(text.html.encode(), text.words.encode(), shown),
        characters=len(text.words),
        names=tuple(sorted({unescape(name) for name in _NAMED.findall(text.html)})),
        headings=headings,
        links=links,
        pictures=pictures,
    )
    return Written(body, text)
