"""`kepu pull` and `kepu inbox` as a person types them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import group
from site_builder.cli import inbox as inbox_command
from site_builder.cli import pull as pull_command
from site_builder.settings import Folder
from tests.loopback import Loopback, Reply, serve_routes
from tests.pull_hub import hub, inbox_files, item, rss


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def kepu(folder: Folder, *words: str) -> Result:
    return CliRunner().invoke(group, ["--hub", str(folder.root), *words])


def sources(folder: Folder, server: Loopback, *paths: str) -> None:
    rows = (
        f'[[source]]\nid = "{path}"\nname = "{path}站"\nurl = "{server.base}/{path}"\n'
        f'section = "health"\nallow = ["127.0.0.0/8"]\n'
        for path in paths
    )
    (folder.content / "sources.toml").write_text("\n".join(rows), "utf-8")


def feed(*titles: str) -> str:
    return rss(
        *(item(title, link=f"/{title}", pubDate="2026-11-20", description="摘要。") for title in titles)
    )


def test_pull_then_decide(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/a": feed("甲", "乙", "丙")}) as server:
        sources(folder, server, "a")
        assert kepu(folder, "inbox").output.startswith("The inbox is empty")
        result = kepu(folder, "pull")
        assert result.exit_code == 0
        assert "a站: 3 new, 0 changed" in result.output
        assert "not due yet: 1" in kepu(folder, "pull").output
        assert len(server.log) == 1
        assert "not due yet: 0" in kepu(folder, "pull", "--force").output

    table = kepu(folder, "inbox").output.splitlines()
    ids = {row.split()[3]: row.split()[0] for row in table}
    assert [row.split()[1:3] for row in table] == [["2026-11-20", "a"]] * 3
    assert "摘要。" in kepu(folder, "inbox", "show", ids["甲"][:5]).output
    accepted = kepu(folder, "inbox", "accept", ids["甲"]).output
    assert "articles/health/jia.md" in accepted
    assert "then  kepu build" in accepted
    assert kepu(folder, "inbox", "reject", ids["乙"], "--reason", "广告").exit_code == 0
    assert [row.split()[3] for row in kepu(folder, "inbox").output.splitlines()] == ["丙"]


def test_the_user_agent_names_the_hub(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/a": feed("甲")}) as server:
        sources(folder, server, "a")
        kepu(folder, "pull")

        agent = server.log[0].headers["user-agent"]
        assert agent.startswith("kepu/")
        assert agent.endswith(" (+https://kepu.example.cn/)")


def test_a_failed_source_is_one_plain_line_and_status_1(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/a": Reply(status=500), "/b": feed("甲")}) as server:
        sources(folder, server, "a", "b")
        result = kepu(folder, "pull")

    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if line] == [
        "a站: the site has a fault (500 Internal Server Error) → nothing to do: it is asked again later"
    ]
    assert "1 new" in result.stdout
    assert "failed: 1" in result.stdout
    assert "failed lately: 1. Ask them now:  kepu pull --force" in kepu(folder, "pull").stdout


def test_only_the_named_source_is_asked(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/a": feed("甲"), "/b": feed("乙")}) as server:
        sources(folder, server, "a", "b")
        assert kepu(folder, "pull", "--only", "b").exit_code == 0
        assert server.paths == ["/b"]
        result = kepu(folder, "pull", "--only", "bb")

    assert result.exit_code == 1
    assert "there is no source “bb”" in result.stderr


def test_a_page_is_added(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    text = "打雷时不要站在大树下。" * 5
    page = f"<html><title>防雷</title><h1>防雷知识要记牢</h1><div id=zoom>{text}</div></html>"
    with serve_routes({"/a": feed(), "/t.html": page}) as server:
        sources(folder, server, "a")
        result = kepu(folder, "pull", "add", f"{server.base}/t.html", "--section", "farming")
        again = kepu(folder, "pull", "add", f"{server.base}/t.html", "--section", "farming")
        wrong = kepu(folder, "pull", "add", f"{server.base}/t.html", "--section", "nosuch")
        refused = kepu(folder, "pull", "add", "http://127.0.0.2:1/")

    assert result.exit_code == 0, result.output
    assert "In the inbox" in result.output
    assert "Already known" in again.output
    assert refused.exit_code == wrong.exit_code == 1
    assert "health farming; for example  kepu pull add" in wrong.stderr
    assert 'section: "farming"' in "".join(inbox_files(folder).values())


def test_one_bad_id_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/a": feed("甲", "乙")}) as server:
        sources(folder, server, "a")
        kepu(folder, "pull")
    ids = [row.split()[0] for row in kepu(folder, "inbox").output.splitlines()]
    result = kepu(folder, "inbox", "accept", "zzzz", *ids, "--section", "farming")

    assert result.exit_code == 1
    assert "the inbox has no item zzzz" in result.stderr
    assert len(list((folder.content / "articles" / "farming").iterdir())) == 2


def test_accepting_reads_the_article_as_the_next_build_will(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/a": feed("很长的标题" * 20)}) as server:
        sources(folder, server, "a")
        kepu(folder, "pull")
    (id_,) = [row.split()[0] for row in kepu(folder, "inbox").output.splitlines()]
    result = kepu(folder, "inbox", "accept", id_)

    assert result.exit_code == 1
    assert f"-{id_}.md" in result.stderr
    assert "the title is too long" in result.stderr
    assert not (folder.content / "articles").exists()


def test_ctrl_c_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = hub(tmp_path)

    def stop(*_values: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with serve_routes({"/a": feed("甲")}) as server:
        sources(folder, server, "a")
        monkeypatch.setattr("site_builder.pull.pull_all", stop)
        result = kepu(folder, "pull")

    assert result.exit_code == 130
    assert result.stderr.startswith("Stopped")
    assert result.stderr.count("\n") == 1


def test_without_sources_there_is_nothing_to_do(tmp_path: Path) -> None:
    result = kepu(hub(tmp_path), "pull")

    assert result.exit_code == 0
    assert "sources.toml" in result.output


def test_the_commands_work_on_a_hub_that_is_handed_to_them(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    for command in (pull_command.command, inbox_command.command):
        assert CliRunner().invoke(command, [], obj=folder).exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        *(["pull", "--help"], ["pull", "add", "--help"], ["inbox", "--help"], ["inbox", "show", "--help"]),
        *(["inbox", "accept", "--help"], ["inbox", "reject", "--help"]),
    ],
)
def test_every_help_has_an_example(words: list[str]) -> None:
    result = CliRunner().invoke(group, words)

    assert result.exit_code == 0
    assert "Example:\n  " in result.output
    assert f"  kepu {' '.join(words[:-1])}" in result.output


@pytest.mark.parametrize(
    "words", [["pull", "who"], ["inbox", "reject", "12"], ["inbox", "accept"], ["pull", "add"]]
)
def test_a_usage_error_is_status_2(tmp_path: Path, words: list[str]) -> None:
    assert kepu(hub(tmp_path), *words).exit_code == 2
