"""The hub that a foreign text comes to: its name, its units and sections, the places that are taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from site_builder.digest import digest
from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.model import Hop
from site_builder.pull.hubs.held import is_same_hub
from site_builder.pull.hubs.values import Handed, Issue
from site_builder.pull.identity import ID_LENGTH
from site_builder.pull.ledger import rejected_ids
from site_builder.settings import load_settings
from site_builder.urls import slugify


@dataclass(slots=True, kw_only=True)
class Here:
    """`units` maps each unit to the one above it; `places` folds the case of every content path.

    `addresses` maps what becomes of a text's address to its content path; `missing` counts the texts that
    were left out for want of a section.
    """

    own: Hop
    sections: frozenset[str]
    units: Mapping[str, str]
    rejected: frozenset[str]
    places: dict[str, str]
    addresses: dict[str, str]
    missing: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, content: Path) -> Self:
        """Look around in a content folder; raises SiteError when the settings cannot be read."""
        settings = load_settings(content)
        files = [file.relative_to(content).as_posix() for file in content.rglob("*") if file.is_file()]
        texts = [path for path in files if path.endswith(".md") and not path.startswith("inbox/")]
        return cls(
            own=Hop(hub=settings.issuer, url=settings.base_url),
            sections=frozenset(section.id for section in settings.sections),
            units={unit.id: unit.parent for unit in settings.units},
            rejected=rejected_ids(content),
            places={path.casefold(): path for path in files},
            addresses={_address(path): path for path in texts},
        )

    def is_it(self, issue: Issue) -> bool:
        """Say whether the hub above bears this hub's own name or address."""
        return is_same_hub(self.own, issue.hop)

    def wants(self, item: Handed, issue: Issue) -> bool:
        """Say whether a text is for this hub: not its own, not rejected, addressed to units that it has."""
        came_back = any(is_same_hub(self.own, hop) for hop in item.origin)
        return (
            not came_back
            and handed_id(item) not in self.rejected
            and is_addressed(item, self.units, issue.units)
        )

    def lacks_section_of(self, item: Handed) -> bool:
        kind, section = item.path.split("/")[:2]
        if kind != "articles" or not self.sections or section in self.sections:
            return False
        self.missing[section] = self.missing.get(section, 0) + 1
        return True

    def in_the_way(self, item: Handed) -> Problem | None:
        """Return what other file of this hub a text would meet at its place or at its address."""
        paths = [item.path, *(picture.path for picture in item.pictures)]
        others = [self.places.get(path.casefold(), path) for path in paths]
        others.append(self.addresses.get(_address(item.path), item.path))
        other = next((one for one in others if one not in paths), None)
        if other is None:
            return None
        message = _("{other} has the same address; the text from {hub} was left out")
        return Problem(
            f"content/{item.path}",
            message.format(other=f"content/{other}", hub=item.origin[-1].hub),
            _("rename yours"),
        )

    def add(self, item: Handed) -> None:
        for path in (item.path, *(picture.path for picture in item.pictures)):
            self.places[path.casefold()] = path
        self.addresses[_address(item.path)] = item.path

    def advice(self, issue: Issue) -> list[Problem]:
        """Return what to write into hub.toml to get the texts that were left out."""
        names = {section.id: section.name for section in issue.sections}
        message = _("{hub} has texts of a section that this hub does not have: {section}, {count} texts")
        return [
            Problem(
                "content/hub.toml",
                message.format(hub=issue.hub, section=section, count=count),
                _("add it to hub.toml: {lines}").format(
                    lines=f'\n[[sections]]\nid = "{section}"\nname = "{names.get(section) or section}"'
                ),
            )
            for section, count in self.missing.items()
        ]


def handed_id(item: Handed) -> str:
    """Return the id of a text in the inbox: the same ones wherever it came through."""
    return digest(f"{item.origin[0].hub}\n{item.path}".encode())[:ID_LENGTH]


def is_addressed(item: Handed, own: Mapping[str, str], above: Mapping[str, str]) -> bool:
    """Say whether a text is for units that this hub knows, for units above or for units below them."""
    if not item.units or not own:
        return True
    known = {**above, **{unit: parent or above.get(unit, "") for unit, parent in own.items()}}
    ours = {name for unit in own for name in _line(unit, known)}
    return any(name in ours or not own.keys().isdisjoint(_line(name, known)) for name in item.units)


def _line(unit: str, above: Mapping[str, str]) -> list[str]:
    """Return a unit and all above it; one that stands above itself ends the line."""
    line: list[str] = []
    while unit and unit not in line:
        line.append(unit)
        unit = above.get(unit, "")
    return line


def _address(path: str) -> str:
    """Return what becomes of a text's address, near enough to tell two that would meet."""
    folder, _slash, name = path.removesuffix(".md").removesuffix("/index").rpartition("/")
    return f"{folder}/{slugify(name)}".casefold()
