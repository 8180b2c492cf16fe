"""Broken files: what a manager writes wrong, where it is told, and what is said to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.read import read_hub
from tests.broken_files import A_POSTER, ALL, ARTICLE, GOOD, POSTER, WORDS, Broken
from tests.site_text import write_site


@pytest.mark.parametrize("broken", ALL, ids=lambda broken: broken.name)
def test_broken_file_is_told_with_its_line_and_its_cure(tmp_path: Path, broken: Broken) -> None:
    _write(tmp_path / "content", broken.path, broken.text)

    hub, problems = read_hub(tmp_path / "content", WORDS)

    told = [problem for problem in problems if broken.message in problem.message]
    assert told, problems
    place = told[0].where.split(":")
    assert place[0] == f"content/{broken.path}"
    assert [int(number) for number in place[1:2]] == ([broken.line] if broken.line else [])
    assert broken.hint in told[0].hint
    assert told[0].severity == "error"
    assert (hub.articles, hub.posters, hub.notices, hub.pages) == ((), (), (), ())
    errors = [problem for problem in problems if problem.severity == "error"]
    assert len(errors) == 1, errors


def test_the_good_texts_that_the_broken_ones_are_made_from_are_good(tmp_path: Path) -> None:
    _write(tmp_path / "content", ARTICLE, GOOD)
    _write(tmp_path / "content", A_POSTER, POSTER)

    hub, problems = read_hub(tmp_path / "content", WORDS)

    assert problems == ()
    assert (len(hub.articles), len(hub.posters)) == (1, 1)


def test_all_mistakes_of_all_files_are_told_in_one_run_and_good_files_are_read(tmp_path: Path) -> None:
    content = tmp_path / "content"
    chosen = [broken for broken in ALL if broken.path == ARTICLE][:8] + [
        b for b in ALL if b.path == A_POSTER
    ][:4]
    for number, broken in enumerate(chosen):
        folder = broken.path.rpartition("/")[0]
        _write(content, f"{folder}/broken-{number:02}.md", broken.text)
    _write(content, "articles/health/good.md", GOOD)
    _write(content, "posters/good.md", POSTER)

    hub, problems = read_hub(content, WORDS)

    assert [article.path for article in hub.articles] == ["articles/health/good.md"]
    assert [found.path for found in hub.posters] == ["posters/good.md"]
    assert len({problem.where.split(":")[0] for problem in problems}) == len(chosen)
    assert [problem.where for problem in problems] == sorted(problem.where for problem in problems)


def test_one_file_with_many_mistakes_tells_them_all(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """
        -- content/articles/health/a.md --
        ---
        title: 题目
        date: 2026/11/1
        season: [13]
        audience: [vilage]
        zzz: 1
        ---
        [看](/x.md) ![图](a.png)

        ![图](http://a.cn/b.png)
        """,
    )

    _hub, problems = read_hub(tmp_path / "content", WORDS)

    lines = sorted({int(problem.where.split(":")[1]) for problem in problems})
    assert lines == [3, 4, 5, 6, 8, 10]


def _write(content: Path, path: str, text: str) -> None:
    file = content / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
