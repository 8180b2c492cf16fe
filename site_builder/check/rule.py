"""The list of rules, which fills itself as their files are imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from site_builder.check.checked import Checked
from site_builder.errors import Problem

Finder = Callable[[Checked], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`summary` says in one sentence, in the user's language, what holds when the rule is kept."""

    name: str
    summary: str
    find: Finder


RULES: dict[str, Rule] = {}


def rule(name: str, summary: str) -> Callable[[Finder], Finder]:
    """Register a generator of problems as the rule called name."""

    def register(find: Finder) -> Finder:
        assert name not in RULES, f"two rules are called {name}"
        RULES[name] = Rule(name, summary, find)
        return find

    return register
