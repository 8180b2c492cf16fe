"""What became of one source in one pull."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Counts of inbox files; `beside` are newer versions laid beside files that the editor has changed.

    `waiting` sources were not asked; `moved` is the address that the site now wants to be asked at.
    """

    source: str
    name: str
    new: int = 0
    changed: int = 0
    beside: int = 0
    waiting: bool = False
    moved: str = ""
    problem: Problem | None = None
