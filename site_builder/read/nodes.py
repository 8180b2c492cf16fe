"""What front matter is made of: texts, lists and mappings, with their lines."""

from __future__ import annotations

from msgspec import Struct


class Scalar(Struct, frozen=True):
    text: str
    line: int


class Listing(Struct, frozen=True):
    items: tuple[Node, ...]
    line: int


class Mapping(Struct, frozen=True):
    """`lines` tells where each key stands."""

    values: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = Scalar | Listing | Mapping
