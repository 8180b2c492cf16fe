"""A text as the hub keeps it: a light body for every build, the words apart."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from msgspec import msgpack

from site_builder.digest import digest
from site_builder.model import Body, Link, Text

_NAMED = re.compile(r'(?:href|src)="kepu:([^"#]*)')


class Written(NamedTuple):
    body: Body
    text: Text


def written(text: Text, pictures: tuple[Link, ...] = ()) -> Written:
    """Return text with the body that stands for it."""
    body = Body(
        digest=digest(msgpack.encode((text, pictures))),
        characters=len(text.words),
        names=tuple(sorted({unescape(name) for name in _NAMED.findall(text.html)})),
        pictures=pictures,
    )
    return Written(body, text)
