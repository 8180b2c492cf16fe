"""A poster: one reviewed text for paper, screen and web page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from site_builder.model.document import Document

THEMES = ("hazard", "health", "farming", "nature", "food", "fire", "water", "science")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of advice; `short` is what a screen shows, empty to show `text` there too."""

    heading: str
    kind: Literal["do", "dont", "plain"]
    icon: str
    text: str
    short: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    name: str
    note: str
    figure: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """Two to four grades from mild to severe; `columns` are the table's own headings."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Grade, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A key number: `15`, `分钟`, `冲洗伤口`."""

    value: str
    unit: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Figure, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster(Document):
    """`subtitle` holds its phrases; `article` is the content path of the full text, or empty."""

    subtitle: tuple[str, ...] = ()
    kicker: str = ""
    highlight: str = ""
    theme: str = "hazard"
    art: str = "plain"
    article: str = ""
    phones: tuple[str, ...] = ()
    qr_text: str = ""
    lead: str = ""
    blocks: tuple[Block, ...] = ()
    grades: Grades | None = None
    figures: Figures | None = None
