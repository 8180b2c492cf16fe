"""The words of a block as a template shows them, set for the room they have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.render.posters import fonts
from site_builder.render.posters.sizes import BODY
from site_builder.render.posters.typography import clauses, count_lines, line, paragraph

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a part may take: `inner` rem between the margins, `columns` of cards, which form of a text."""

    inner: float
    columns: int
    short: bool
    screen: bool
    beside: bool
    lying: bool

    @property
    def gap(self) -> float:
        """Return the gap between two cards, in rem."""
        return min(1.1, 0.018 * self.inner)

    def text(self, block: Json) -> str:
        return str((self.short and block["short"]) or block["text"])

    def shown(self, block: Json, wide: float, *, size: float = BODY) -> dict[str, Any]:
        """Return a block set on lines of `wide` rem, in type of `size` rem."""
        setter = clauses if self.short and block["short"] else paragraph
        return {
            "kind": block["kind"],
            "tag": block["tag"],
            "heading": line(block["heading"]),
            "icon": block["icon"],
            "text": setter(self.text(block), wide / size),
        }

    def longest_text(self, blocks: Iterable[Json]) -> float:
        """Return the width of the longest text, in em."""
        return max((fonts.width(self.text(block), 500) for block in blocks), default=1.0)

    def lines(self, block: Json, wide: float) -> int:
        return count_lines(self.text(block), wide / BODY)


def longest(blocks: Iterable[Json]) -> float:
    """Return the width of the longest heading, in em."""
    return max((fonts.width(str(block["heading"]), 900) for block in blocks), default=1.0)
