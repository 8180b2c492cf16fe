"""All rules over one hub."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from datetime import date

import site_builder.check.rules  # noqa: F401 - importing the rules registers them
from site_builder.check.checked import Checked
from site_builder.check.gather import gather
from site_builder.check.rule import RULES
from site_builder.errors import Problem, SiteError, once
from site_builder.settings import Folder


def check_hub(folder: Folder, *, today: date, executor: Executor | None = None) -> tuple[Problem, ...]:
    """Return every problem of the hub and its finished pages, errors first, each kind by place.

    With an `executor` poster files are proven by its processes.
    Raises SiteError when the settings cannot be read, for without them nothing can be told.
    """
    checked, problems = gather(folder, today=today, executor=executor)
    return in_order([*problems, *run_rules(checked)])


def run_rules(checked: Checked) -> Iterable[Problem]:
    return [problem for rule in RULES.values() for problem in rule.find(checked)]


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems once each, errors before warnings, in the order of their files and lines."""
    rows = once(problems)
    errors = [row for row in rows if row.severity == "error"]
    warnings = [row for row in rows if row.severity == "warning"]
    return SiteError.of(errors).problems + SiteError.of(warnings).problems
