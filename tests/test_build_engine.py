"""The engine on targets of plain text: what is written, kept, refused and removed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import pytest

from site_builder.build import (
    Batch,
    Output,
    Place,
    Result,
    Sizes,
    Step,
    Target,
    bring_in_line,
    differing,
)
from site_builder.build.manifest import Group, Manifest, save
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
    return Place(folder=root / "site", manifest=root / ".cache/m")


def run(
    root: Path, texts: Mapping[str, str], report: list[tuple[str, str]] | None = None, edition: str = "1"
) -> Sizes:
    said = report if report is not None else []

    def hear(step: Step) -> None:
        said.append((step.what, step.path) if step.what != "made" else (step.why, step.path))

    return bring_in_line(batches(texts), Upper(edition), place=place(root), report=hear)


def batches(texts: Mapping[str, str]) -> list[Batch]:
    """Return the texts as targets, two to a batch."""
    rows = sorted(texts.items())
    return [batch(rows[at : at + 2]) for at in range(0, len(rows), 2)]


def batch(rows: Sequence[tuple[str, str]]) -> Batch:
    return Batch(
        paths=[path for path, _text in rows],
        recipes=["upper"],
        inputs=repr(rows),
        cut=lambda: (
            lambda: [Target(path, "upper", {"text": text}, f"content/{path}.md") for path, text in rows]
        ),
    )


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

    three = batches({"a.html": "a", "b.html": "b", "c.html": "c"})
    with pytest.raises(KeyboardInterrupt):
        bring_in_line(three, Upper(), report=stop, place=place(tmp_path))
    bring_in_line([batch([("a.html", "a")])], Upper(), place=place(tmp_path))
    assert set(files_in(tmp_path / "site")) == {"a.html"}


@pytest.mark.parametrize("damage", [b"", b"\x92", b"\x92\x03\x91\x92\xa1k\x91\x01", b"\x92\x02\x90", b"{}"])
def test_a_damaged_manifest_costs_nothing_but_the_knowledge_of_old_files(
    tmp_path: Path, damage: bytes
) -> None:
    run(tmp_path, {"a.html": "one"})
    for file in (tmp_path / ".cache/m").iterdir():
        file.write_bytes(damage)
    run(tmp_path, {"a.html": "two"})
    assert files_in(tmp_path / "site") == {"a.html": b"TWO"}


def test_an_output_folder_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(SiteError, match="cannot write to"):
        run(tmp_path, {"a.html": "one"})
    assert (tmp_path / "site").read_text("utf-8").startswith("a file")


def test_closing_targets_see_the_sizes_of_the_others(tmp_path: Path) -> None:
    def closing(made: Sizes) -> list[Batch]:
        return [batch([("sizes.txt", f"a is {made['a.html'].size} bytes")])]

    bring_in_line(batches({"a.html": "four"}), Upper(), place=place(tmp_path), closing=closing)
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
    assert differing(batches(texts), Upper(), place=place(tmp_path)) == ["a.html", "b.html", "d.html"]
    assert (tmp_path / "site/a.html").read_text("utf-8") == "ON!"


@pytest.mark.parametrize(
    "path", ["../victim.txt", "a/../../victim.txt", "..\\victim.txt", "C:\\victim.txt", "/full"]
)
def test_a_manifest_from_elsewhere_removes_nothing_outside_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "site").mkdir()
    victim = tmp_path / "victim.txt"
    victim.write_text("mine", "utf-8")
    named = str(victim) if path == "/full" else path
    rows = [Output(named, "", 0), Output("b.html", "", 0)]
    save(tmp_path / ".cache/m", {"": Group("", tuple(rows))}, last=Manifest())
    (tmp_path / "site/b.html").write_text("ours", "utf-8")
    run(tmp_path, {"a.html": "one"})
    assert victim.read_text("utf-8") == "mine"
    assert set(files_in(tmp_path / "site")) == {"a.html"}


def test_a_batch_whose_inputs_stay_is_not_looked_into(tmp_path: Path) -> None:
    looked: list[str] = []

    def look_into(paths: Sequence[str]) -> list[Target]:
        looked.extend(paths)
        return [Target(path, "upper", {"text": path}) for path in paths]

    def some(second: str) -> list[Batch]:
        return [
            Batch(paths=[path], recipes=["upper"], inputs=inputs, cut=partial(partial, look_into, [path]))
            for path, inputs in (("a.html", "1"), ("b.html", second))
        ]

    for second in ("1", "2", "2"):
        bring_in_line(some(second), Upper(), place=place(tmp_path))
    assert looked == ["a.html", "b.html", "b.html"]

    (tmp_path / "site/a.html").unlink()
    bring_in_line(some("2"), Upper(), place=place(tmp_path))
    assert files_in(tmp_path / "site") == {"a.html": b"A.HTML", "b.html": b"B.HTML"}


def test_a_file_that_is_linked_from_elsewhere_is_written_beside_it(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one"})
    os.link(tmp_path / "site/a.html", tmp_path / "copy.html")
    run(tmp_path, {"a.html": "three"})
    assert (tmp_path / "copy.html").read_text("utf-8") == "ONE"
    assert (tmp_path / "site/a.html").read_text("utf-8") == "THREE"


def test_a_link_in_the_output_folder_is_replaced_and_its_target_stays(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one"})
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", "utf-8")
    (tmp_path / "site/a.html").unlink()
    (tmp_path / "site/a.html").symlink_to(mine)
    run(tmp_path, {"a.html": "two"})
    assert mine.read_text("utf-8") == "mine"
    assert not (tmp_path / "site/a.html").is_symlink()
    assert (tmp_path / "site/a.html").read_text("utf-8") == "TWO"


def test_a_shorter_text_leaves_nothing_of_the_longer_one(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "a long text"})
    run(tmp_path, {"a.html": "short"})
    assert files_in(tmp_path / "site") == {"a.html": b"SHORT"}
