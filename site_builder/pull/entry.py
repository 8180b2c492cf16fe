"""What comes from outside: an item as the source gives it, an entry as the inbox keeps it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple


class Enclosure(NamedTuple):
    """A file that an item carries; `kind` is image, audio, video or anything else."""

    link: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a source. `title` and `author` are plain text, `summary` and `content` untrusted HTML.

    `base` is the address that relative links in the HTML start from; `moment` says when, in China, where the
    source is that exact.
    """

    title: str
    link: str = ""
    guid: str = ""
    date: dt.date | None = None
    author: str = ""
    publisher: str = ""
    summary: str = ""
    content: str = ""
    base: str = ""
    moment: dt.datetime | None = None
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """The same text at another source."""

    id: str
    source: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of the inbox. `body` is Markdown; `fetched` the day it was first seen or last changed."""

    id: str
    source: str
    title: str
    link: str = ""
    guid: str = ""
    date: dt.date | None = None
    author: str = ""
    publisher: str = ""
    section: str = ""
    rights: str = "summary"
    permission: str = ""
    summary: str = ""
    body: str = ""
    also: tuple[Also, ...] = ()
    fetched: dt.date | None = None
