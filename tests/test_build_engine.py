"""The engine on targets of plain text: what is written, kept, refused and removed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from site_builder.build import Manifest, Place, Result, Step, Target, bring_in_line, differing
from site_builder.build.manifest import FORMAT
from site_builder.errors import Problem, SiteError
from tests.site_text import files_in


class Upper:
    """A kitchen small enough to read at a glance."""

    def __init__(self, edition: str = "1") -> None:
        self.edition = edition

    def version(self, recipe: str) -> str:
        return recipe + self.edition

    def cost(self, recipe: str) -> int:
        return len(recipe)

    def cook(self, targets: Sequence[Target], /) -> list[Result]:
        return [self._cook(str(target.view["text"])) for target in targets]

    def _cook(self, text: str) -> Result:
        if text == "broken":
            return (Problem("", "cannot be made"),)
        if text == "interrupted":
            raise KeyboardInterrupt
        return text.upper().encode()


def place(root: Path) -> Place:
    return Place(folder=root / "site", manifest=root / ".cache/m.json")


def run(
    root: Path, texts: Mapping[str, str], report: list[tuple[str, str]] | None = None, edition: str = "1"
) -> Manifest:
    said = report if report is not None else []

    def hear(step: Step) -> None:
        said.append((step.what, step.path) if step.what != "made" else (step.why, step.path))

    return bring_in_line(targets(texts), Upper(edition), place=place(root), report=hear)


def targets(texts: Mapping[str, str]) -> list[Target]:
    return [
        Target(path, "upper", {"text": text}, f"content/{path}.md") for path, text in sorted(texts.items())
    ]


def test_targets_become_files(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one", "deep/er/b.html": "two"})
    assert files_in(tmp_path / "site") == {"a.html": b"ONE", "deep/er/b.html": b"TWO"}


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one", "b.html": "two"})
    said: list[tuple[str, str]] = []
    run(tmp_path, {"a.html": "one", "b.html": "three"}, said)
    assert said == [("text", "b.html"), ("written", "b.html")]


def test_a_file_edited_by_hand_is_made_right_again(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one"})
    (tmp_path / "site/a.html").write_text("two", "utf-8")
    run(tmp_path, {"a.html": "one"})
    assert files_in(tmp_path / "site") == {"a.html": b"ONE"}


def test_what_is_no_longer_wanted_goes_with_its_empty_folders(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one", "deep/er/b.html": "two"})
    said: list[tuple[str, str]] = []
    run(tmp_path, {"a.html": "one"}, said)
    assert said == [("removed", "deep/er/b.html")]
    assert sorted(p.name for p in (tmp_path / "site").iterdir()) == ["a.html"]


def test_a_file_that_somebody_else_put_there_stays(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one", "b.html": "two"})
    (tmp_path / "site/CNAME").write_text("kepu.example.cn", "utf-8")
    run(tmp_path, {"a.html": "one"})
    assert set(files_in(tmp_path / "site")) == {"a.html", "CNAME"}


def test_two_sources_of_one_address_are_both_named_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(SiteError) as caught:
        run(tmp_path, {"A.html": "one", "a.html": "two"})
    assert "content/A.html.md" in str(caught.value)
    assert "content/a.html.md" in str(caught.value)
    assert not (tmp_path / "site").exists()


def test_targets_that_cannot_be_made_are_told_together_and_the_old_site_stays(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one"})
    with pytest.raises(SiteError) as caught:
        run(tmp_path, {"a.html": "two", "b.html": "broken", "c.html": "broken"})
    assert [p.where for p in caught.value.problems] == ["content/b.html.md", "content/c.html.md"]
    assert files_in(tmp_path / "site") == {"a.html": b"ONE"}


def test_a_build_stopped_by_hand_leaves_the_old_site(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one"})
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, {"a.html": "two", "b.html": "interrupted"})
    assert files_in(tmp_path / "site") == {"a.html": b"ONE"}


def test_a_build_stopped_while_writing_still_owns_what_it_wrote(tmp_path: Path) -> None:
    def stop(step: Step) -> None:
        if step.what == "written" and step.path == "b.html":
            raise KeyboardInterrupt

    three = targets({"a.html": "a", "b.html": "b", "c.html": "c"})
    with pytest.raises(KeyboardInterrupt):
        bring_in_line(three, Upper(), report=stop, place=place(tmp_path))
    bring_in_line(three[:1], Upper(), place=place(tmp_path))
    assert set(files_in(tmp_path / "site")) == {"a.html"}


@pytest.mark.parametrize("damage", ["", "{", "[1, 2]", '{"a.html": 5}', "\x00"])
def test_a_damaged_manifest_costs_nothing_but_the_knowledge_of_old_files(tmp_path: Path, damage: str) -> None:
    run(tmp_path, {"a.html": "one"})
    (tmp_path / ".cache/m.json").write_text(damage, "utf-8")
    run(tmp_path, {"a.html": "two"})
    assert files_in(tmp_path / "site") == {"a.html": b"TWO"}


def test_an_output_folder_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(SiteError, match="cannot write to"):
        run(tmp_path, {"a.html": "one"})
    assert (tmp_path / "site").read_text("utf-8").startswith("a file")


def test_closing_targets_see_the_sizes_of_the_others(tmp_path: Path) -> None:
    def closing(made: Manifest) -> list[Target]:
        return [Target("sizes.txt", "upper", {"text": f"a is {made['a.html'].size} bytes"})]

    bring_in_line(targets({"a.html": "four"}), Upper(), place=place(tmp_path), closing=closing)
    assert (tmp_path / "site/sizes.txt").read_bytes() == b"A IS 4 BYTES"


def test_nothing_is_made_when_nothing_changed(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one", "b.html": "two"})
    said: list[tuple[str, str]] = []
    run(tmp_path, {"a.html": "one", "b.html": "two"}, said)
    assert said == []


def test_the_reason_names_what_changed(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one", "b.html": "two"})
    said: list[tuple[str, str]] = []
    run(tmp_path, {"a.html": "three", "b.html": "two", "c.html": "new"}, said)
    (tmp_path / "site/b.html").unlink()
    run(tmp_path, {"a.html": "three", "b.html": "two", "c.html": "new"}, said, edition="1")
    run(tmp_path, {"a.html": "three"}, said, edition="2")
    reasons = [row for row in said if row[0] not in ("written", "removed")]
    assert reasons == [
        ("text", "a.html"),
        ("new", "c.html"),
        ("gone", "b.html"),
        ("recipe", "a.html"),
    ]


@pytest.mark.parametrize("keep_time", [False, True])
def test_an_edit_of_the_same_size_is_seen(tmp_path: Path, keep_time: bool) -> None:
    run(tmp_path, {"a.html": "one"})
    file = tmp_path / "site/a.html"
    before = file.stat()
    file.write_text("TWO", "utf-8")
    if keep_time:
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    run(tmp_path, {"a.html": "one"})
    assert file.read_text("utf-8") == "ONE"


def test_a_touched_file_is_left_alone(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one"})
    os.utime(tmp_path / "site/a.html", (1, 1))
    said: list[tuple[str, str]] = []
    run(tmp_path, {"a.html": "one"}, said)
    assert said == []


def test_making_everything_afresh_names_each_file_that_differs(tmp_path: Path) -> None:
    texts = {"a.html": "one", "b.html": "two", "c.html": "three"}
    run(tmp_path, texts | {"d.html": "old"})
    (tmp_path / "site/a.html").write_text("ON!", "utf-8")
    (tmp_path / "site/b.html").unlink()
    assert differing(targets(texts), Upper(), place=place(tmp_path)) == ["a.html", "b.html", "d.html"]
    assert (tmp_path / "site/a.html").read_text("utf-8") == "ON!"


@pytest.mark.parametrize(
    "path", ["../victim.txt", "a/../../victim.txt", "..\\victim.txt", "C:\\victim.txt", "/full"]
)
def test_a_manifest_from_elsewhere_removes_nothing_outside_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "site").mkdir()
    victim = tmp_path / "victim.txt"
    victim.write_text("mine", "utf-8")
    named = str(victim) if path == "/full" else path
    row = ["", -1, "", 0, "", "", 0]
    stored = {"format": FORMAT, "fields": [[]], "rows": {named: row, "b.html": row}}
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache/m.json").write_text(json.dumps(stored), "utf-8")
    (tmp_path / "site/b.html").write_text("ours", "utf-8")
    run(tmp_path, {"a.html": "one"})
    assert victim.read_text("utf-8") == "mine"
    assert set(files_in(tmp_path / "site")) == {"a.html"}
