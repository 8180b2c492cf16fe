"""What front matter is made of: texts, lists and mappings, with their lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """`lines` tells where each key stands."""

    values: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = Scalar | Listing | Mapping
