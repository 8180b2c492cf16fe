"""A poster that cannot be printed: told once, with the line to mend and what to do, in either language."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from site_builder.cli import group
from tests.site_text import write_site

HUB = """
    -- content/hub.toml --
    name = "测试科普馆"
    formats = ["a4", "1920x1080"]
    -- content/posters/potato.md --
    ---
    title: 发芽洋芋不能吃
    kicker: 示例
    date: 2026-01-05
    theme: food
    {more}
    evidence: [{{who: 世界卫生组织}}]
    ---
    {lead}

    ## 先看皮 {{.do icon=eye}}
    发青的不要吃。

    短：{short}

    ## 轻重 {{.grades}}
    | 程度 | 情况 | 表现 | 怎么办 |
    |---|---|---|---|
    | 轻 | {cell} | 头痛 | 出去 |
    | 重 | 叫不醒 | 昏迷 | 打 120 |
    """
LEAD, GRADES, SHORT, EVENT = 9, 19, 14, 6  # lines
FILE = "content/posters/potato.md"


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("LANGUAGE", request.param)
    return str(request.param)


def told(root: Path, *words: str, **parts: str) -> list[str]:
    """Return the lines that a command says of a hub with one poster, which is not right."""
    usual = {"more": "art: stove", "lead": "见了光会变青。", "short": "先看皮", "cell": "出屋会好"}
    write_site(root, HUB.format(**usual | parts))
    Image.new("RGB", (1600, 1200), "green").save(root / "content/posters/p.jpg")
    result = CliRunner().invoke(group, ["--hub", str(root), *words], catch_exceptions=False)
    assert result.exit_code == 1
    return result.output.splitlines()


def test_what_is_too_long_for_a_screen_is_told_once_though_many_files_show_it(
    tmp_path: Path, language: str
) -> None:
    """Its own picture, that in the player and the pack for television sets."""
    lines = told(tmp_path, "build", "--workers", "1", short="先看皮，" * 225)
    mark = {"en": ": error: ", "zh_CN": ": 错误: "}[language]
    assert [line.split(mark)[0] for line in lines if mark.strip(": ") in line] == [f"{FILE}:{SHORT}"]
    assert "900" in lines[2]


@pytest.mark.parametrize(
    ("parts", "line", "hint"),
    [
        ({"cell": "情况" * 450}, GRADES, "the longest is 轻重 with 900"),
        (
            {"more": f'event: {{from: 2026-12-01, place: "{"广场" * 450}"}}'},
            EVENT,
            "the longest is event with 900",
        ),
        (
            {"more": f'event: {{from: 2026-12-01, link: "https://a.example/{"b" * 882}"}}'},
            EVENT,
            "shorten it to 70",
        ),
        (
            {"lead": f'![画](p.jpg "{"摄影" * 450}")'},
            LEAD,
            "shorten the words that stand there",
        ),
    ],
    ids=["table", "place", "link", "credit"],
)
def test_the_line_to_mend_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts: dict[str, str], line: int, hint: str
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    lines = told(tmp_path, "poster", "potato", "--format", "a4", "--format", "wechat", **parts)
    assert [text for text in lines if text.startswith(f"{FILE}:{line}: error: ")]
    assert [text for text in lines if hint in text]
