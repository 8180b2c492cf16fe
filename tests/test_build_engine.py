"""The engine on targets of plain text: what is written, kept, refused and removed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from site_builder.build import Manifest, Step, Target, bring_in_line
from site_builder.digest import View
from site_builder.errors import SiteError
from tests.site_text import files_in


def upper(view: View) -> bytes:
    text = str(view["text"])
    if text == "broken":
        raise SiteError("cannot be made")
    if text == "interrupted":
        raise KeyboardInterrupt
    return text.upper().encode()


def run(tmp_path: Path, texts: Mapping[str, str], report: list[tuple[str, str]] | None = None) -> Manifest:
    targets = [
        Target(path, "upper", {"text": text}, f"content/{path}.md") for path, text in sorted(texts.items())
    ]
    said = report if report is not None else []

    def hear(step: Step) -> None:
        if step.what != "made":
            said.append((step.what, step.path))

    return bring_in_line(
        targets, {"upper": upper}, folder=tmp_path / "site", manifest=tmp_path / ".cache/m.json", report=hear
    )


def test_targets_become_files(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one", "deep/er/b.html": "two"})
    assert files_in(tmp_path / "site") == {"a.html": b"ONE", "deep/er/b.html": b"TWO"}


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    run(tmp_path, {"a.html": "one", "b.html": "two"})
    said: list[tuple[str, str]] = []
    run(tmp_path, {"a.html": "one", "b.html": "three"}, said)
    assert said == [("written", "b.html")]


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

    targets = [Target(path, "upper", {"text": path}) for path in ("a.html", "b.html", "c.html")]
    places = {"folder": tmp_path / "site", "manifest": tmp_path / ".cache/m.json"}
    with pytest.raises(KeyboardInterrupt):
        bring_in_line(targets, {"upper": upper}, report=stop, **places)
    bring_in_line(targets[:1], {"upper": upper}, **places)
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

    bring_in_line(
        [Target("a.html", "upper", {"text": "four"})],
        {"upper": upper},
        folder=tmp_path / "site",
        manifest=tmp_path / "m.json",
        closing=closing,
    )
    assert (tmp_path / "site/sizes.txt").read_bytes() == b"A IS 4 BYTES"
