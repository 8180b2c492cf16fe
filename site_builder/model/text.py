"""A text as read: its HTML, its plain words, and what it points to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`level` is 2 to 6; `anchor` is the id in the HTML."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link or a picture as written: `target` raw, `line` in the source file (1-based)."""

    target: str
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """`html` names files of the hub as `kepu:<content path>#<fragment>`; `plan` turns them into addresses."""

    html: str = ""
    text: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Link, ...] = ()
