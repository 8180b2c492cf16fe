"""No finished page or poster is left over of a text that is gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import rmtree

import pytest

from site_builder.check import check_hub
from site_builder.pipeline import build_hub
from site_builder.settings import Folder
from tests.checked_hub import hub_with, told
from tests.site_text import write_site

TODAY = date(2026, 11, 23)
MADE = ["index.html", "articles/health/a.html"]


@pytest.mark.parametrize(
    "path",
    ["old.html", "articles/health/b.html", "posters/p/p-a3.pdf", "media/flue.0a.JPG", "assets/hub.0a.svg"],
)
def test_a_file_that_looks_like_ours_and_that_nothing_makes_is_a_warning(path: str) -> None:
    checked = hub_with(site=dict.fromkeys([*MADE, path], ""), made=MADE)
    assert told("strays", checked) == [("warning", f"output/site/{path}", "no text makes this file any more")]


@pytest.mark.parametrize("path", ["robots.txt", "CNAME", ".well-known/a.json", "downloads/form.pdf"])
def test_what_a_person_put_beside_the_pages_is_no_problem(path: str) -> None:
    assert told("strays", hub_with(site=dict.fromkeys([*MADE, path], ""), made=MADE)) == []


def test_nothing_is_said_when_it_cannot_be_told_what_a_build_makes() -> None:
    assert told("strays", hub_with(site={"old.html": ""})) == []


def test_a_page_left_over_because_the_cache_was_deleted_is_told(tmp_path: Path) -> None:
    text = """\
        -- content/hub.toml --
        name = "示例"
        -- content/pages/one.md --
        ---
        title: 一
        ---
        一。
        -- content/pages/two.md --
        ---
        title: 二
        ---
        二。
        """
    folder = Folder(write_site(tmp_path, text))
    build_hub(folder, today=TODAY)
    (folder.content / "pages" / "two.md").unlink()
    assert "output/site/two.html" not in {problem.where for problem in check_hub(folder, today=TODAY)}
    rmtree(folder.cache)
    build_hub(folder, today=TODAY)
    assert [problem.where for problem in check_hub(folder, today=TODAY)] == ["output/site/two.html"]
