"""`kepu build` as its user meets it: what it says, what it leaves behind when something is wrong."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from site_builder.cli import group
from site_builder.stamps import RACY
from tests.site_text import files_in, write_site

HUB = """\
    -- content/hub.toml --
    name = "科普毕节"
    formats = ["a4"]
    [[sections]]
    id = "health"
    name = "健康"
    -- content/articles/health/jia.md --
    ---
    title: 甲
    date: 2026-11-01
    ---
    正文。
    """


def kepu(root: Path, *words: str) -> Result:
    """Run the command on the hub in root; an exception that is not an exit is the test's failure."""
    result = CliRunner().invoke(group, ["--hub", str(root), *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def build(root: Path, *words: str) -> Result:
    return kepu(root, "build", "--date", "2026-11-23", *words)


def test_a_hub_is_built_and_its_first_page_named(tmp_path: Path) -> None:
    result = build(write_site(tmp_path, HUB))
    assert result.exit_code == 0
    assert str(tmp_path / "output/site/index.html") in result.output
    assert "正文" in (tmp_path / "output/site/articles/health/jia.html").read_text("utf-8")


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    build(write_site(tmp_path, HUB))
    assert ", 0 written, 0 removed" in build(tmp_path).output


def test_a_hub_with_settings_only_is_a_hub(tmp_path: Path) -> None:
    result = build(write_site(tmp_path, '-- content/hub.toml --\nname = "甲"\n'))
    assert result.exit_code == 0
    assert "甲" in (tmp_path / "output/site/index.html").read_text("utf-8")


def test_no_content_folder_is_one_clear_line(tmp_path: Path) -> None:
    result = build(tmp_path)
    assert result.exit_code == 1
    assert "content/hub.toml" in result.stderr
    assert "kepu new" in result.stderr


PICTURE = """\
-- content/articles/health/a.jpg --
<html>
-- content/articles/health/yi.md --
---
title: 乙
date: 2026-11-01
---
![图](a.jpg)
"""
BROKEN: Sequence[tuple[str, str, Sequence[str]]] = [
    (
        "-- content/articles/health/yi.md --\n---\ntitle: 乙\ndate: 2026-13-01\n---\n",
        "yi.md:3",
        ["2026-13-01"],
    ),
    (
        "-- content/articles/health/yi.md --\n---\ntitle: 乙\ndate: 2026-11-01\ntag: [甲]\n---\n",
        "yi.md:4",
        ["tags"],
    ),
    (
        "-- content/articles/health/Jia/index.md --\n---\ntitle: 乙\ndate: 2026-11-01\n---\n字。\n",
        "content/articles/health/",
        ["jia.md", "Jia/index.md", "articles/health/jia.html"],
    ),
    (
        PICTURE,
        "yi.md:5",
        ["a.jpg"],
    ),
    ("-- templates/article.html --\n<p>\n{% if %}\n", "templates/article.html:2", ["mistake"]),
    (
        '-- content/hub.toml --\nname = "甲"\nname = "乙"\n',
        "content/hub.toml:2",
        ["name stands in line 1 already"],
    ),
]


@pytest.mark.parametrize(("change", "where", "parts"), BROKEN)
def test_a_mistake_is_told_with_its_place_and_the_old_site_stays(
    tmp_path: Path, change: str, where: str, parts: Sequence[str]
) -> None:
    build(write_site(tmp_path, HUB))
    before = files_in(tmp_path / "output/site")
    result = build(write_site(tmp_path, change))
    assert result.exit_code == 1
    assert where in result.stderr
    assert all(part in result.stderr for part in parts)
    assert "Traceback" not in result.output
    assert files_in(tmp_path / "output/site") == before


def test_mistakes_of_all_files_are_told_in_one_run(tmp_path: Path) -> None:
    write_site(tmp_path, HUB)
    for name in ("a", "b", "c"):
        write_site(tmp_path, f"-- content/articles/health/{name}.md --\n---\ntitle: 甲\ndate: soon\n---\n")
    told = build(tmp_path).stderr
    assert all(f"content/articles/health/{name}.md:3" in told for name in "abc")


def test_the_line_with_the_mistake_is_shown(tmp_path: Path) -> None:
    write_site(tmp_path, HUB)
    write_site(tmp_path, "-- content/articles/health/yi.md --\n---\ntitle: 乙\ndate: 明天\n---\n")
    assert "    date: 明天\n" in build(tmp_path).stderr


def test_the_line_of_a_file_in_gbk_is_shown_too(tmp_path: Path) -> None:
    write_site(tmp_path, HUB)
    text = "---\ntitle: 乙\ndate: 明天\n---\n正文。\n"
    (tmp_path / "content/articles/health/yi.md").write_bytes(text.encode("gbk"))
    assert "    date: 明天\n" in build(tmp_path).stderr


def test_a_build_that_fails_says_that_the_old_site_stays(tmp_path: Path) -> None:
    write_site(tmp_path, HUB)
    write_site(tmp_path, "-- content/articles/health/yi.md --\n---\ntitle: 乙\ndate: 明天\n---\n")
    assert build(tmp_path).stderr.endswith("Not built. What was in output/site is as it was.\n")


def test_an_example_address_is_told_before_it_is_printed(tmp_path: Path) -> None:
    write_site(tmp_path, '-- content/hub.toml --\nname = "甲"\nbase_url = "https://kepu.example.cn/"\n')
    assert "QR codes" in build(tmp_path).stderr
    write_site(tmp_path, '-- content/hub.toml --\nname = "甲"\nbase_url = "https://kepu.bijie.invalid/"\n')
    assert build(tmp_path).stderr == ""


def test_an_output_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    write_site(tmp_path, HUB)
    (tmp_path / "output").write_text("", "utf-8")
    result = build(tmp_path)
    assert result.exit_code == 1
    assert f"cannot write to {tmp_path / 'output'}" in result.stderr
    assert "move it away or delete it" in result.stderr


@pytest.mark.parametrize(
    ("file", "is_folder"), [("output/site/index.html", True), ("output/site/articles", False)]
)
def test_what_stands_in_the_way_of_the_site_is_named(tmp_path: Path, file: str, is_folder: bool) -> None:
    write_site(tmp_path, HUB)
    write_site(tmp_path, f"-- {file}/inside --\n" if is_folder else f"-- {file} --\n")
    told = build(tmp_path).stderr
    assert f"cannot write to {tmp_path / file}: " in told
    assert "move it away or delete it" in told


def test_a_cache_that_cannot_be_written_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, HUB)
    (tmp_path / ".cache").write_text("", "utf-8")
    assert "move it away or delete it" in build(tmp_path).stderr
    (tmp_path / ".cache").unlink()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no", str(tmp_path / ".cache"))

    monkeypatch.setattr("site_builder.pipeline.FileLock.acquire", refuse)
    assert "see that it may be written to" in build(tmp_path).stderr


def test_a_page_that_another_program_holds_need_not_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(write_site(tmp_path, HUB))
    page = str(tmp_path / "output/site/index.html")

    def refuse(path: str, _data: bytes) -> None:
        raise PermissionError(13, "no", page)

    monkeypatch.setattr("site_builder.build.builder.overwrite", refuse)
    told = build(write_site(tmp_path, HUB.replace("甲", "乙"))).stderr
    assert f"cannot write to {page}: permission denied" in told
    assert "see that it may be written to" in told


def test_what_is_not_published_is_told(tmp_path: Path) -> None:
    write_site(tmp_path, HUB)
    write_site(
        tmp_path, "-- content/articles/health/yi.md --\n---\ntitle: 乙\ndate: 2026-12-01\n---\n明天。\n"
    )
    result = build(tmp_path)
    assert "content/articles/health/yi.md: warning: not published: it is dated 2026-12-01" in result.stderr
    assert not (tmp_path / "output/site/articles/health/yi.html").exists()
    build(tmp_path, "--date", "2026-12-01")
    assert (tmp_path / "output/site/articles/health/yi.html").exists()


def test_an_expired_text_leaves_every_page(tmp_path: Path) -> None:
    write_site(tmp_path, HUB)
    old = "---\ntitle: 过期的事\ndate: 2026-01-01\nexpires: 2026-11-23\ntags: [旧]\n---\n旧正文。\n"
    write_site(tmp_path, f"-- content/articles/health/yi.md --\n{old}")
    build(tmp_path, "--date", "2026-11-22")
    assert any("过期的事".encode() in data for data in files_in(tmp_path / "output/site").values())
    build(tmp_path)
    assert not any("过期的事".encode() in data for data in files_in(tmp_path / "output/site").values())


def test_ctrl_c_is_one_line_and_the_old_site_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(write_site(tmp_path, HUB))
    before = files_in(tmp_path / "output/site")

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("site_builder.pipeline.plan", stop)
    result = build(write_site(tmp_path, HUB.replace("甲", "丁")))
    assert result.exit_code == 130
    assert result.stderr.startswith("Stopped.")
    assert files_in(tmp_path / "output/site") == before


def test_nothing_in_the_inbox_is_published(tmp_path: Path) -> None:
    write_site(tmp_path, HUB)
    write_site(
        tmp_path, "-- content/inbox/demo/2026-11-01-abcdef12.md --\n---\ntitle: 收件\n---\n未审的字。\n"
    )
    build(tmp_path)
    assert not any("未审的字".encode() in data for data in files_in(tmp_path / "output").values())


def test_a_second_build_at_the_same_time_is_told_to_wait(tmp_path: Path) -> None:
    write_site(tmp_path, HUB)
    (tmp_path / ".cache").mkdir()
    with FileLock(tmp_path / ".cache/build.lock"):
        result = build(tmp_path)
    assert result.exit_code == 1
    assert "another build of this hub is running" in result.stderr
    assert build(tmp_path).exit_code == 0


def settle(root: Path) -> None:
    """Wait until the stamps of the last build are old enough to be trusted, then build once more."""
    time.sleep(2 * RACY / 1e9)
    build(root)
    time.sleep(2 * RACY / 1e9)
    build(root)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no stamp that every edit changes")
@pytest.mark.parametrize(
    "edit",
    [
        lambda root: write_site(root, HUB.replace("甲", "丁")),
        lambda root: (root / "output/site/index.html").unlink(),
        lambda root: (root / "output/site/index.html").write_text("by hand", "utf-8"),
        lambda root: write_site(root, "-- templates/_footer.html --\n<footer>新</footer>\n"),
        lambda root: write_site(root, "-- content/pages/neu.md --\n---\ntitle: 新\n---\n新。\n"),
    ],
)
def test_an_unchanged_hub_is_not_even_read_but_any_edit_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: Callable[[Path], object]
) -> None:
    build(write_site(tmp_path, HUB))
    settle(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("site_builder.pipeline.build_hub", None)
        assert ", 0 made, 0 written, 0 removed" in build(tmp_path).output
    edit(tmp_path)
    assert ", 0 made, 0 written" not in build(tmp_path).output
