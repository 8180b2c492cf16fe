"""`kepu check` tells everything in one run, in order, with a count and an exit status."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.check import RULES, check_hub
from site_builder.cli import group
from site_builder.cli.hire import processes
from site_builder.pipeline import Built, build_hub
from site_builder.settings import Folder
from tests.conftest import SAMPLE_DAY
from tests.site_text import files_in, write_site

TODAY = date(2026, 11, 23)
HUB = """\
    -- content/hub.toml --
    name = "示例"
    [[sections]]
    id = "health"
    name = "健康"
    -- content/articles/health/one.md --
    ---
    title: 一
    date: 2026-11-01
    evidence: [{who: 世界卫生组织}]
    reviewed: {by: 科普部, on: 2026-11-01}
    ---
    看[二](two.md)。
    -- content/articles/health/two.md --
    ---
    title: 二
    date: 2026-11-02
    evidence: [{who: 世界卫生组织}]
    reviewed: {by: 科普部, on: 2026-11-01, again: 2027-11-01}
    ---
    看[一](one.md)。
    """


@pytest.fixture
def hub(tmp_path: Path) -> Folder:
    folder = Folder(write_site(tmp_path, HUB))
    build_hub(folder, today=TODAY)
    return folder


def check(folder: Folder, *options: str) -> Result:
    return CliRunner().invoke(group, ["--hub", str(folder.root), "check", "--date", "2026-11-23", *options])


def test_a_sound_hub_passes_and_nothing_is_written(hub: Folder) -> None:
    before = files_in(hub.root)
    result = check(hub, "--strict")
    assert (result.exit_code, result.output) == (0, "Checked. Errors: 0, warnings: 0\n")
    assert files_in(hub.root) == before


def test_all_problems_are_told_at_once_errors_first_each_kind_by_place(hub: Folder) -> None:
    write_site(
        hub.root,
        """\
        -- content/articles/health/one.md --
        ---
        title: 一
        date: 2026-11-01
        ---
        看[二](two.md#gone)。

        再看[三](tree.md)。
        """,
    )
    build_hub(hub, today=TODAY)
    result = check(hub)
    lines = [line for line in result.stderr.splitlines() if line.startswith("content/")]
    assert [line.split(" ")[0] + " " + line.split(" ")[1] for line in lines] == [
        "content/articles/health/one.md:5: error:",
        "content/articles/health/one.md:7: error:",
        "content/articles/health/one.md: warning:",
        "content/articles/health/one.md: warning:",
    ]
    assert "Checked. Errors: 2, warnings: 2" in result.stdout
    assert result.exit_code == 1


def test_warnings_stop_only_a_strict_check(hub: Folder) -> None:
    text = hub.content / "articles" / "health" / "one.md"
    text.write_text(text.read_text("utf-8").replace("evidence: [{who: 世界卫生组织}]\n", ""), "utf-8")
    build_hub(hub, today=TODAY)
    assert (check(hub).exit_code, check(hub, "--strict").exit_code) == (0, 1)


def test_a_hub_that_was_never_built_is_told_to_build(tmp_path: Path) -> None:
    result = check(Folder(write_site(tmp_path, HUB)))
    assert "there is no finished hub to check yet" in result.stderr
    assert "kepu build" in result.stderr
    assert result.exit_code == 1


def test_a_text_changed_after_the_build_is_told(hub: Folder) -> None:
    text = hub.content / "articles" / "health" / "two.md"
    text.write_text(text.read_text("utf-8") + "\n又一段。\n", "utf-8")
    problems = check_hub(hub, today=TODAY)
    assert [(problem.severity, problem.where) for problem in problems] == [
        ("error", "content/articles/health/two.md")
    ]


def test_a_hub_built_in_another_month_is_told_to_build_again(hub: Folder) -> None:
    problems = check_hub(hub, today=date(2026, 12, 1))
    assert [problem.where for problem in problems] == ["output/site/figures/index.html"]  # the first of them


def test_a_text_that_cannot_be_read_does_not_hide_the_rest(hub: Folder) -> None:
    write_site(hub.root, "-- content/articles/health/three.md --\n---\ntitel: 三\n---\n三。\n")
    (hub.site / "articles" / "health" / "one.html").unlink()
    wheres = {problem.where.partition(":")[0] for problem in check_hub(hub, today=TODAY)}
    assert "content/articles/health/three.md" in wheres
    assert any(where.endswith("two.md") for where in wheres)


def test_the_sample_hub_passes_a_strict_check(sample_folder: Folder, sample_hub: Built) -> None:
    assert sample_hub.files
    with processes(2) as executor:
        assert check_hub(sample_folder, today=SAMPLE_DAY, executor=executor) == ()


def test_list_names_every_rule_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = CliRunner().invoke(group, ["check", "--list"]).stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert all(line.endswith(".") for line in lines)


@pytest.mark.parametrize("day", ["12月1日", "2026/12/01", "2026-13-01", "20261201", "2026-12-1", ""])
def test_a_day_written_otherwise_is_told_how_to_write_it(hub: Folder, day: str) -> None:
    result = CliRunner().invoke(group, ["--hub", str(hub.root), "check", "--date", day])
    assert result.exit_code == 2
    assert f"“{day}” is no day: write it like 2026-12-01" in result.stderr
    assert "%" not in result.stderr


def test_help_shows_a_day_as_it_is_written() -> None:
    assert "--date 2026-12-01" in CliRunner().invoke(group, ["check", "--help"]).stdout
