"""What somebody else has written is shown only on terms that sources.toml names."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import group
from site_builder.model import Source
from site_builder.settings import FeedSource
from tests.checked_hub import article, hub_with, told
from tests.site_text import write_site

CLINIC = FeedSource(id="clinic", name="示例疾控中心", url="https://www.clinic.example.org/feed.xml")


@pytest.mark.parametrize(
    ("source", "refused"),
    [
        (None, ""),
        (Source(name="示例市科协"), ""),
        (Source(name="示例市科协", url="https://elsewhere.example.net/1"), ""),
        (Source(name="某栏目", url="https://clinic.example.org/7.html", license="link-only"), ""),
        (Source(name="某栏目", url="https://news.clinic.example.org/7", license="permitted"), ""),
        (Source(name="示例疾控中心", license="link-only"), ""),
        (Source(name="clinic", license="link-only"), ""),
        (
            Source(name="某网", url="https://other.example.net/7", license="link-only"),
            "https://other.example.net/7",
        ),
        (
            Source(name="某网", url="https://notclinic.example.org/7", license="cc-by-4.0"),
            "https://notclinic",
        ),
        (Source(name="某网", url="https://[/", license="link-only"), "https://[/"),
        (Source(name="某报", license="permitted", permission="口头"), "某报"),
    ],
)
def test_only_registered_sources_and_the_office_itself_pass(source: Source | None, refused: str) -> None:
    found = told("sources", hub_with([article("a", source=source)], sources=[CLINIC]))

    assert [(severity, where) for severity, where, _words in found] == (
        [("error", "content/articles/health/a.md")] if refused else []
    )
    assert all(refused in words for _severity, _where, words in found)


def test_kepu_check_names_the_text_and_a_sources_file_with_a_mistake(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """
        -- content/hub.toml --
        name = "示例"
        -- content/articles/health/a.md --
        ---
        title: 甲
        date: 2026-11-01
        source: {name: 某网, url: "https://other.example.net/7", license: link-only}
        ---
        正文。
        """,
    )
    words = ["--hub", str(tmp_path), "check", "--date", "2026-11-23"]
    refused = CliRunner().invoke(group, words)
    (tmp_path / "content" / "sources.toml").write_text("[[source]]\nid = 'a'\n", "utf-8")
    broken = CliRunner().invoke(group, words)

    assert refused.exit_code == 1
    assert "content/articles/health/a.md: error: the source is not registered" in refused.stderr
    assert broken.exit_code == 1
    assert "not registered" not in broken.stderr
    assert "content/sources.toml" in broken.stderr
