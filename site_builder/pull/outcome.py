"""What became of one source in one pull."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Counts of inbox files; `beside` are newer versions laid beside files that the editor has changed.

    `waiting` sources were not asked, `resting` ones because they failed; `lost` holds the titles of the
    items that could not be taken; `moved` is the address that the site now wants to be asked at. Of a hub
    above: `withdrawn` holds the titles of the texts that it took back, `told` what else an editor must know.
    """

    source: str
    name: str
    new: int = 0
    changed: int = 0
    beside: int = 0
    waiting: bool = False
    resting: bool = False
    lost: tuple[str, ...] = ()
    moved: str = ""
    withdrawn: tuple[str, ...] = ()
    told: tuple[Problem, ...] = ()
    problem: Problem | None = None
