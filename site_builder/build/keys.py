"""What a target is made from, as digests: one key that decides, and one part a field that explains."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from site_builder.build.target import Batch, Kitchen, Target
from site_builder.digest import digest

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
        self._known: dict[int, tuple[object, bytes]] = {}

    def fields(self, target: Target) -> dict[str, bytes]:
        """Return bytes for each field of the view, that differ when it does."""
        return {
            name: self._of_mapping(value) if type(value) is dict else _bytes(value)
            for name, value in target.view.items()
        }

    def _of_mapping(self, value: object) -> bytes:
        known = self._known.get(id(value))
        if known is None:
            known = (value, digest(_bytes(value)).encode())
            self._known[id(value)] = known
        return known[1]


def key_of(target: Target, version: str, fields: Mapping[str, bytes]) -> str:
    """Return the digest that decides: other keys mean other bytes may come out."""
    names = " ".join(fields).encode()
    return digest(target.recipe.encode(), version.encode(), names, _bytes(list(fields.values())))


def parts_of(target: Target, version: str, fields: Mapping[str, bytes]) -> dict[str, str]:
    """Return a short digest of each field, and of the recipe."""
    recipe = {RECIPE: f"{crc32(f'{target.recipe} {version}'.encode()):08x}"}
    return recipe | {name: f"{crc32(data):08x}" for name, data in fields.items()}


def _bytes(value: Any) -> bytes:  # noqa: ANN401 - any plain value
    return marshal.dumps(value, _PLAIN)


def changed(parts: Mapping[str, str], last: Mapping[str, str]) -> list[str]:
    """Return the names of the parts that differ, sorted."""
    return sorted(name for name in parts.keys() | last.keys() if parts.get(name) != last.get(name))
