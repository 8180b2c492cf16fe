"""`kepu new` makes a hub that builds, passes its check, and never overwrites anything."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from site_builder.cli import group
from tests.site_text import files_in


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(group, words)
    return result.exit_code, result.output


def test_a_new_hub_builds_and_passes_a_strict_check_once_it_says_whose_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "not there yet" / "hub"
    status, said = run("new", str(folder))
    assert status == 0
    assert f'kepu --hub "{folder}" build' in said
    settings = folder / "content" / "hub.toml"
    for words in (["build"], ["check"], ["poster", "sprouted-potato", "--out", str(tmp_path)]):
        status, said = run("--hub", str(folder), *words)
        assert status == 0
        assert "content/hub.toml:16: warning: the organiser is only an example, and posters bear it" in said
    settings.write_text(settings.read_text("utf-8").replace("主办单位（请修改）", "某某乡科协"), "utf-8")
    assert "warning" not in run("--hub", str(folder), "build")[1]
    assert run("--hub", str(folder), "check", "--strict") == (0, "Checked. Errors: 0, warnings: 0\n")
    pages = {path for path in files_in(folder / "output" / "site") if path.endswith((".html", ".pdf"))}
    assert {"index.html", "about.html", "posters/sprouted-potato/sprouted-potato-a4.pdf"} <= pages


def test_what_a_build_makes_is_kept_out_of_git(tmp_path: Path) -> None:
    run("new", str(tmp_path / "hub"))
    assert ".cache/" in (tmp_path / "hub" / ".gitignore").read_text("utf-8").splitlines()
    assert (tmp_path / "hub" / "output" / ".gitkeep").is_file()


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("不要动", "utf-8")
    status, said = run("new", str(tmp_path))
    assert status == 1
    assert "is not empty: it has letter.txt" in said
    assert files_in(tmp_path) == {"letter.txt": "不要动".encode()}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert run("new", str(tmp_path))[0] == 0


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "hub").write_text("", "utf-8")
    status, said = run("new", str(tmp_path / "hub"))
    assert status == 1
    assert "there is a file called" in said
    status, said = run("new", str(tmp_path / "hub" / "inner"))
    assert status == 1
    assert f"there is a file called {tmp_path / 'hub'}\n" in said
