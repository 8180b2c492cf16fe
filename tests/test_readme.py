"""README names every command, and its examples are content that the reader accepts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from site_builder.cli import group
from site_builder.pipeline import build_hub
from site_builder.settings import Folder
from tests.site_text import write_site

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def commands(command: click.Command, path: str) -> Iterator[str]:
    """Yield the full name of command and of all below it."""
    yield path
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            assert below is not None
            yield from commands(below, f"{path} {name}")


def test_readme_lists_exactly_the_commands_there_are() -> None:
    listed = {
        " ".join(
            re.findall(r"[a-z]+", row.split("FOLDER")[0].split("PATH")[0].split("URL")[0].split("ID")[0])
        )
        for row in re.findall(r"^\| `(kepu [^`]*)`", README, re.MULTILINE)
    }
    assert listed == set(commands(group, "kepu")) - {"kepu"}


def test_the_sample_article_and_poster_of_the_readme_build(tmp_path: Path) -> None:
    first, article, poster = re.findall(r"^```markdown\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    write_site(
        tmp_path,
        '-- content/hub.toml --\nname = "甲"\nbase_url = "https://kepu.example.cn/"\nformats = ["a3"]\n'
        '[[sections]]\nid = "disaster"\nname = "防灾"\n[[sections]]\nid = "health"\nname = "健康"\n'
        '-- content/units.toml --\n[[audiences]]\nid = "village"\nname = "村"\n'
        '[[audiences]]\nid = "school"\nname = "学校"\n'
        "-- content/articles/health/mushroom.md --\n---\ntitle: 蘑菇\ndate: 2026-06-01\n---\n正文。\n"
        "-- content/articles/disaster/flue.svg --\n"
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9"/></svg>\n',
    )
    (tmp_path / "content/articles/disaster/stove.md").write_text(article, "utf-8")
    (tmp_path / "content/posters").mkdir()
    (tmp_path / "content/posters/stove.md").write_text(poster, "utf-8")
    (tmp_path / "content/posters/wash.md").write_text(first, "utf-8")
    built = build_hub(Folder(tmp_path), today=date(2026, 11, 23))
    wanted = {"articles/disaster/stove.html", "posters/stove/stove-a3.pdf", "posters/wash/wash-a3.pdf"}
    assert wanted <= set(built.files)
    assert [problem.message for problem in built.warnings if "posters/wash" in problem.where] == []


def test_readme_names_every_icon_and_drawing() -> None:
    for mark, folder in (("icons", "icons"), ("art", "art")):
        found = re.search(rf"<!-- {mark} -->\n(.*?)\n\n", README, re.DOTALL)
        assert found
        files = (Path(__file__).parent.parent / "templates/posters" / folder).glob("[!_]*.svg")
        assert found[1].split() == sorted(file.stem for file in files)
