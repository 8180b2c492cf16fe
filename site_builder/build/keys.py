"""What a target is made from, as digests: one key that decides, and one part a field that explains."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from site_builder.build.target import Batch, Kitchen, Target
from site_builder.digest import Json, digest

RECIPE = "recipe"  # the part that stands for code and templates
PART = 8  # hexadecimal digits of a part: parts explain, they decide nothing
_PLAIN = 2  # the version of marshal that writes equal values as equal bytes: without references


def batch_key(batch: Batch, kitchen: Kitchen) -> str:
    """Return the digest that says whether a batch must be looked into."""
    versions = [kitchen.version(recipe).encode() for recipe in batch.recipes]
    return digest(batch.inputs.encode(), "\n".join(batch.paths).encode(), *versions)


class Digests:
    """Digests of views; a mapping that many views share (a card, the frame) is digested once.

    Values must not change while this lives: it knows mappings by identity. The digests are for this
    machine: two mappings count as equal only when their keys stand in one order.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}

    def key(self, target: Target, version: str) -> str:
        """Return the digest that decides: other keys mean other bytes may come out."""
        flat = {
            name: ("", self._of_mapping(value)) if type(value) is dict else value
            for name, value in target.view.items()
        }
        return digest(target.recipe.encode(), version.encode(), _bytes(flat))

    def parts(self, target: Target, version: str) -> dict[str, str]:
        """Return a short digest of each field, and of the recipe."""
        fields = {name: _short(self._of(value)) for name, value in target.view.items()}
        return {RECIPE: _short(f"{target.recipe} {version}".encode())} | fields

    def _of(self, value: Json) -> bytes:
        return self._of_mapping(value).encode() if type(value) is dict else _bytes(value)

    def _of_mapping(self, value: object) -> str:
        known = self._known.get(id(value))
        if known is None:
            known = (value, digest(_bytes(value)))
            self._known[id(value)] = known
        return known[1]


def _bytes(value: Any) -> bytes:  # noqa: ANN401 - any plain value
    return marshal.dumps(value, _PLAIN)


def _short(data: bytes) -> str:
    return f"{crc32(data):08x}"


def changed(parts: Mapping[str, str], last: Mapping[str, str]) -> list[str]:
    """Return the names of the parts that differ, sorted."""
    return sorted(name for name in parts.keys() | last.keys() if parts.get(name) != last.get(name))
