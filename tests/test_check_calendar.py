"""Days that are made known each year are those of this year."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.calendar_rows import good
from tests.checked_hub import hub_with, told


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (("week,科技周,announced",), []),
        (("week,科技周,announced", "week,,on:2025-05-24"), [2]),
        (("week,科技周,announced", "week,,on:2025-05-24", "week,,on:2026-05-23"), []),
        (("fire,消防日,fixed:11-09", "fire,,on:2025-11-08"), []),
        (("fair,赶集讲座,on:2025-03-01",), [2]),
    ],
)
def test_last_year_s_days_are_told_until_this_year_s_are_written(
    tmp_path: Path, rows: tuple[str, ...], lines: list[int]
) -> None:
    checked = replace(hub_with(), calendar=good(tmp_path, *rows))
    assert [where for _severity, where, _message in told("calendar", checked)] == [
        f"content/calendar.csv:{line}" for line in lines
    ]
