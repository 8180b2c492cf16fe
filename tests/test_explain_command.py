"""`kepu explain`, `kepu clean` and `kepu build --verify` as their user meets them."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

import pytest

from tests.site_text import files_in, write_site
from tests.test_build_command import HUB, build, kepu

TWO_MORE = """\
    -- content/articles/health/yi.md --
    ---
    title: 乙
    date: 2026-11-02
    ---
    正文。
    -- content/articles/health/bing.md --
    ---
    title: 丙
    date: 2026-11-03
    ---
    正文。
    """


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    write_site(tmp_path, HUB)
    build(write_site(tmp_path, TWO_MORE))
    return tmp_path


def explain(root: Path, path: str) -> str:
    return kepu(root, "explain", path, "--date", "2026-11-23").output


def test_a_neighbour_s_new_title_is_the_reason(hub: Path) -> None:
    file = hub / "content/articles/health/yi.md"
    file.write_text(file.read_text("utf-8").replace("乙", "新乙"), "utf-8")
    assert "makes it again because: changed: previous" in explain(hub, "articles/health/bing.html")
    build(hub)
    said = explain(hub, "articles/health/bing.html")
    assert "last made because: changed: previous" in said
    assert "the next build leaves it as it is" in said
    assert "content/articles/health/bing.md" in said


@pytest.mark.parametrize("way", ["index.html", "./index.html", "output/site/index.html", "/full"])
def test_a_file_may_be_named_in_several_ways(hub: Path, way: str) -> None:
    path = str(hub / "output/site/index.html") if way == "/full" else way
    assert explain(hub, path).startswith("index.html: recipe home.html")


def test_a_template_or_a_hand_is_named_too(hub: Path) -> None:
    (hub / "output/site/index.html").write_text("by hand", "utf-8")
    assert "missing or edited by hand" in explain(hub, "index.html")
    write_site(hub, "-- templates/_footer.html --\n<footer>neu</footer>\n")
    assert "code or a template changed" in explain(hub, "articles/health/yi.html")


def test_a_file_that_no_build_makes_is_told(hub: Path) -> None:
    result = kepu(hub, "explain", "articles/health/ding.html")
    assert result.exit_code == 1
    assert "no build makes this file: articles/health/ding.html" in result.stderr


def test_clean_takes_what_builds_made_and_leaves_what_others_put_there(hub: Path) -> None:
    (hub / "output/site/CNAME").write_text("kepu.example.cn", "utf-8")
    assert kepu(hub, "clean").exit_code == 0
    assert set(files_in(hub / "output")) == {"site/CNAME"}
    assert (hub / "content/articles/health/yi.md").is_file()
    assert build(hub).exit_code == 0


def test_verify_names_the_file_that_differs(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Verified" in build(hub, "--verify").output
    monkeypatch.setattr("site_builder.build.manifest.seen", lambda _root, row: row)
    (hub / "output/site/articles/health/yi.html").write_text("by hand", "utf-8")
    result = build(hub, "--verify")
    assert result.exit_code == 1
    assert "articles/health/yi.html" in result.stderr


def test_verify_names_a_page_left_over_because_the_cache_was_deleted(hub: Path) -> None:
    (hub / "output/site/CNAME").write_text("kepu.example.cn", "utf-8")
    (hub / "content/articles/health/yi.md").unlink()
    rmtree(hub / ".cache")
    result = build(hub, "--verify")
    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if "no build makes" in line] == [
        "no build makes this file: articles/health/yi.html",
        "Delete what no build makes, unless you have put it there yourself.",
    ]
    assert "Verified" not in result.output
    (hub / "output/site/articles/health/yi.html").unlink()
    assert "Verified" in build(hub, "--verify").output


def test_a_page_that_is_not_there_yet_is_told_as_such(hub: Path) -> None:
    write_site(hub, "-- content/articles/health/neu.md --\n---\ntitle: 新\ndate: 2026-11-02\n---\n新。\n")
    assert "it is not there yet; the next build makes it\n" in explain(hub, "articles/health/neu.html")
    rmtree(hub / ".cache")
    assert "no earlier build is known to have made it" in explain(hub, "articles/health/yi.html")


@pytest.mark.parametrize(
    ("line", "reason"), [("draft: true", "it is a draft"), ("updated: 2026-12-02", "it is dated 2026-12-01")]
)
def test_a_text_that_is_kept_back_is_the_reason_why_there_is_no_page(
    hub: Path, line: str, reason: str
) -> None:
    file = "content/articles/health/neu.md"
    write_site(hub, f"-- {file} --\n---\ntitle: 新\ndate: 2026-12-01\n{line}\n---\n新。\n")
    result = kepu(hub, "explain", "articles/health/neu.html", "--date", "2026-11-23")
    assert result.exit_code == 1
    assert f"{file}: not published: {reason}" in result.stderr
    assert explain(hub, file) == f"{file}: not published: {reason}\n"


@pytest.mark.parametrize("start", ["content/articles/health/yi.md", "articles/health/yi.md", "/full"])
def test_a_content_file_names_what_is_made_from_it(hub: Path, start: str) -> None:
    path = str(hub / "content/articles/health/yi.md") if start == "/full" else start
    assert explain(hub, path) == (
        "content/articles/health/yi.md: the build makes from it:\n    articles/health/yi.html\n"
    )


def test_a_content_file_that_is_no_text_says_so(hub: Path) -> None:
    said = kepu(hub, "explain", "content/hub.toml").stderr
    assert "no page or poster is made from this file alone: content/hub.toml" in said
