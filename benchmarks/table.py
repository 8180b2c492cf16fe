"""Measured costs as a Markdown table: medians, spans, and our cost divided by theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from measure import Cost
from scenarios import SCENARIOS

OURS = "kepu"
HEAD = (
    "scenario",
    "tool",
    "wall s",
    "CPU s",
    "peak MiB",
    "wall, ours ÷ theirs",
    "CPU, ours ÷ theirs",
    "memory, ours ÷ theirs",
)


@dataclass(slots=True)
class Results:
    """By scenario: pairs of runs, each by tool. By (scenario, tool): memory in MiB."""

    pairs: dict[str, list[Mapping[str, Cost]]] = field(default_factory=dict)
    memory: dict[tuple[str, str], float] = field(default_factory=dict)

    def add(self, scenario: str, pair: Mapping[str, Cost]) -> None:
        self.pairs.setdefault(scenario, []).append(pair)

    def last(self, scenario: str) -> str:
        """Return the last pair in words."""
        runs = self.pairs[scenario][-1].items()
        return f"{scenario}, " + ", ".join(
            f"{tool} {run.wall:.2f} s (CPU {run.cpu:.2f})" for tool, run in runs
        )


def cost_table(results: Results) -> str:
    rows = [row for scenario in SCENARIOS for row in _rows(results, scenario)]
    return as_table(HEAD, rows)


def as_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _rows(results: Results, scenario: str) -> Iterator[list[str]]:
    pairs = results.pairs.get(scenario, [])
    for tool in (tool for name, tool in results.memory if name == scenario):
        runs = [pair[tool] for pair in pairs if tool in pair]
        memory = results.memory[scenario, tool]
        ours = results.memory.get((scenario, OURS))
        yield [
            SCENARIOS[scenario].words,
            tool,
            span([run.wall for run in runs]),
            span([run.cpu for run in runs]),
            f"{memory:.0f}",
            *(_against(tool, pairs) if ours and tool != OURS else "——"),
            f"{ours / memory:.2f}" if ours and tool != OURS else "—",
        ]


def _against(tool: str, pairs: Iterable[Mapping[str, Cost]]) -> list[str]:
    both = [(pair[OURS], pair[tool]) for pair in pairs if tool in pair]
    return [
        span([ours.wall / theirs.wall for ours, theirs in both]),
        span([ours.cpu / theirs.cpu for ours, theirs in both]),
    ]


def span(values: Sequence[float]) -> str:
    """Return the median, and the least and most when there are several."""
    if len(values) == 1:
        return f"{values[0]:.2f}"
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"
