"""`kepu inbox` at a terminal: one key a decision, and nothing is lost when it ends early."""

from __future__ import annotations

import os
import select
import signal
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import group
from site_builder.cli import inbox as inbox_command
from site_builder.pull import read_inbox
from site_builder.settings import Folder
from tests.desk_hub import desk_hub
from tests.pull_hub import inbox_files
from tests.site_text import files_in

PATIENCE, QUIET = 20, 3.0  # times a key is typed; seconds of silence after which it was not heard
FLU = "秋冬季流感疫苗怎么打"


def kepu(folder: Folder, *words: str, keys: str = "") -> Result:
    return CliRunner().invoke(group, ["--hub", str(folder.root), *words], input=keys)


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_command, "at_terminal", lambda: True)


def order(folder: Folder) -> list[str]:
    return [row.split()[-1] for row in kepu(folder, "inbox").output.splitlines()]


@pytest.mark.usefixtures("at_terminal")
def test_the_table_comes_first_then_item_after_item(tmp_path: Path) -> None:
    folder = desk_hub(tmp_path)
    before = files_in(folder.content)
    result = kepu(folder, "inbox", keys="ssq")
    lines = result.output.splitlines()

    assert result.exit_code == 0, result.output
    assert [line.split()[0] for line in lines[:20]] == sorted(
        (line.split()[0] for line in lines[:20]), key=("high", "middle", "low").index
    )
    assert "冬季烤火防中毒：先看烟囱" in lines[0]
    assert "danger to life (煤气)" in result.output
    assert "like articles/disaster/stove.md (98%): 冬天烤火，先看烟囱" in result.output
    assert "    ~ 天一冷，家家户户生火。" in result.output
    assert lines[-1] == "Decided: 0, left: 20"
    assert files_in(folder.content) == before


@pytest.mark.usefixtures("at_terminal")
def test_accept_link_reject_and_undo_are_one_key_each(tmp_path: Path) -> None:
    folder = desk_hub(tmp_path, 3)
    titles = [one.entry.title for one in read_inbox(folder.content)[0]]
    result = kepu(folder, "inbox", keys="a科普部\nr1\nur私下的话\nl")

    assert result.exit_code == 0, result.output
    assert [name for name in inbox_files(folder) if name.endswith(".md")] == []
    made = [file.read_text("utf-8") for file in (folder.content / "articles" / "truth").glob("*.md")]
    assert len(made) == 2
    assert all('reviewed: {by: "科普部"' in text for text in made)
    assert sum("summary:" in text for text in made) == 1
    assert inbox_files(folder)["rejected.txt"].endswith("| 私下的话\n")
    assert "Taken back:" in result.output
    assert "Decided: 3, left: 0" in result.output
    assert all(title in result.output for title in titles)


@pytest.mark.usefixtures("at_terminal")
def test_a_full_text_asks_who_says_so(tmp_path: Path) -> None:
    folder = desk_hub(tmp_path, 8)
    number = next(
        n for n, row in enumerate(kepu(folder, "inbox", keys="q").output.splitlines()) if FLU in row
    )
    skips = "s" * number
    before = files_in(folder.content)
    assert kepu(folder, "inbox", keys=f"{skips}a\nq").exit_code == 0
    assert files_in(folder.content) == before

    result = kepu(folder, "inbox", keys=f"{skips}a示例疾控中心\na科普部\nq")
    (file,) = (folder.content / "articles" / "health").glob("*.md")
    assert result.exit_code == 0, result.output
    assert 'evidence: [{who: "示例疾控中心"}]' in file.read_text("utf-8")


@pytest.mark.usefixtures("at_terminal")
def test_an_item_of_no_section_asks_for_one(tmp_path: Path) -> None:
    folder = desk_hub(tmp_path, 1)
    (one,) = read_inbox(folder.content)[0]
    one.file.write_text(one.file.read_text("utf-8").replace('section: "truth"\n', ""), "utf-8")
    result = kepu(folder, "inbox", keys="a科普部\n3\n")

    assert "3 农业科技" in result.output
    assert len(list((folder.content / "articles" / "farming").iterdir())) == 1


@pytest.mark.usefixtures("at_terminal")
def test_a_change_of_the_source_is_shown_and_one_version_chosen(tmp_path: Path) -> None:
    folder = desk_hub(tmp_path, 5)
    result = kepu(folder, "inbox", keys="snq")

    assert "[-慢行、不急刹；-]" in result.output or "[+不急刹、不急打方向；+]" in result.output
    assert [name for name in inbox_files(folder) if name.endswith(".new")] == []
    assert "不急打方向" in "".join(inbox_files(folder).values())


@pytest.mark.usefixtures("at_terminal")
def test_what_goes_wrong_is_told_and_the_item_stays(tmp_path: Path) -> None:
    folder = desk_hub(tmp_path, 1)
    (one,) = read_inbox(folder.content)[0]
    one.file.write_text(one.file.read_text("utf-8").replace("手机放枕边", "手机放枕边" * 12), "utf-8")
    result = kepu(folder, "inbox", keys="a科普部\nuq")

    assert "the title is too long" in result.stderr
    assert "there is no decision to take back" in result.stderr
    assert "Decided: 0, left: 1" in result.output


def test_commands_do_the_same_and_take_it_back(tmp_path: Path) -> None:
    folder = desk_hub(tmp_path, 3)
    before = files_in(folder.content)
    first, second, third = (one.entry.id for one in read_inbox(folder.content)[0])
    assert kepu(folder, "inbox", "accept", first, "--reviewer", "科普部").exit_code == 0
    assert (
        "Accepted: content/articles/health/"
        in kepu(folder, "inbox", "link", second, "--section", "health").output
    )
    kepu(folder, "inbox", "reject", third, "--reason", "广告")
    again = kepu(folder, "inbox", "accept", third)
    assert f"{third} was rejected: 广告" in again.stderr

    undone = kepu(folder, "inbox", "undo", first, second)
    assert (undone.exit_code, undone.output.count("Taken back")) == (0, 2)
    assert kepu(folder, "inbox", "undo").exit_code == 0
    assert files_in(folder.content) == before
    assert kepu(folder, "inbox", "undo").exit_code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_at_a_real_terminal_ctrl_c_loses_nothing(tmp_path: Path) -> None:
    import pty

    folder = desk_hub(tmp_path, 3)
    command = [sys.executable, "-m", "site_builder", "--hub", str(folder.root), "inbox"]
    environment = {**os.environ, "LANGUAGE": "zh_CN", "PYTHONUTF8": "1"}
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, environment)
    said = press(terminal, "", until="Q 结束")
    said += press(terminal, "l", until="谁审核")
    said += press(terminal, "科普部\n", until="Q 结束")
    said += press(terminal, "\x03", until="已停止")
    _pid, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) in (130, -signal.SIGINT)
    assert "已采用" in said
    assert len(read_inbox(folder.content)[0]) == 2
    assert "Traceback" not in said


def press(terminal: int, keys: str, *, until: str) -> str:
    """Type keys, and return what is said until some words come.

    A terminal forgets what was typed before a program asks for single keys: that is typed again.
    """
    said = b""
    for _time in range(PATIENCE):
        os.write(terminal, keys.encode())
        while until.encode() not in said and select.select([terminal], [], [], QUIET)[0]:
            said += os.read(terminal, 4096)
        if until.encode() in said:
            return said.decode("utf-8", "replace")
    raise AssertionError(f"{until} never came after: {said.decode('utf-8', 'replace')}")
