"""Steps, pairs, rumour cards, pictures with call-outs and activities on posters, as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from site_builder.errors import Problem
from site_builder.model import Event, Poster, Scene
from site_builder.read import Words, read_hub
from site_builder.read.poster.numbers import missing_numbers
from tests.site_text import write_site

FILE = "content/posters/p.md"
STEPS = "\n".join(f"## 第{n}步 {{.step icon=tap}}\n冲洗伤口。\n" for n in "一二三")
ADVICE = "\n".join(f"## 留条{n} {{.do icon=window}}\n门窗留一条缝。\n" for n in "甲乙丙丁")
RUMOUR = """
## 银筷变黑才有毒 {.claim}
银筷子不变黑，菌子就没毒。
## {.truth}
菌毒不让银变黑。
## 依据 {.basis}
中国疾控中心。
"""
GRADES = "\n## 轻重 {.grades}\n|a|b|c|d|\n|-|-|-|-|\n|1|2|3|4|\n|1|2|3|4|\n"


def read(root: Path, body: str, *front: str) -> tuple[Poster | None, Sequence[Problem]]:
    keys = "\n".join(["title: 题目", "date: 2026-11-01", *front])
    file = write_site(root, "-- content/hub.toml --\n") / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{keys}\n---\n{body}", "utf-8")
    hub, problems = read_hub(root / "content", Words())
    return (hub.posters[0] if hub.posters else None), problems


def poster(root: Path, body: str, *front: str) -> Poster:
    found, problems = read(root, body, *front)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert found
    return found


def picture(root: Path, name: str, kind: str, mode: str = "RGB", **options: object) -> None:
    out = BytesIO()
    Image.new(mode, (1600, 1000)).save(out, kind, **options)
    (root / "content/posters").mkdir(parents=True, exist_ok=True)
    (root / "content/posters" / name).write_bytes(out.getvalue())


@pytest.mark.parametrize(
    ("body", "front", "layout"),
    [
        (ADVICE, (), "panels"),
        (ADVICE + GRADES, (), "panels"),
        (STEPS, (), "steps"),
        (STEPS + "## 再就医 {icon=hospital}\n去门诊。\n", (), "steps"),
        (STEPS, ("layout: panels",), "panels"),
        (GRADES, (), "grades"),
        (ADVICE + GRADES, ("layout: grades",), "grades"),
        (RUMOUR, (), "rumour"),
        ("![炉子](art:stove)\n" + ADVICE, (), "figure"),
        (ADVICE, ("event: {from: 2026-12-01}",), "notice"),
        ("来玩。", ("event: {from: 2026-12-01}",), "notice"),
    ],
)
def test_the_content_chooses_the_layout_unless_the_front_matter_does(
    tmp_path: Path, body: str, front: tuple[str, ...], layout: str
) -> None:
    assert poster(tmp_path, body, *front).layout == layout


def test_blocks_know_what_they_are(tmp_path: Path) -> None:
    body = "## 敞炉烤 {.before icon=stove}\n烟熏。\n## 装烟囱 {.after icon=chimney}\n烟出屋。\n" * 2

    assert [block.kind for block in poster(tmp_path, body).blocks] == ["before", "after"] * 2
    rumour = poster(tmp_path, RUMOUR).blocks
    assert [(block.kind, block.heading, block.icon) for block in rumour] == [
        ("claim", "银筷变黑才有毒", ""),
        ("truth", "", ""),
        ("basis", "依据", ""),
    ]


def test_a_picture_above_the_blocks_has_call_outs_and_is_no_part_of_the_lead(tmp_path: Path) -> None:
    picture(tmp_path, "cave.jpg", "JPEG")
    body = """
溶洞是水滴出来的。

![洞里的石笋](cave.jpg "摄影：示例")

## 石笋 {at=30,62}
一百年长一厘米。
## 石钟乳 {at=70.5，12 icon=cave}
从洞顶往下长。
"""
    found, problems = read(tmp_path, body)

    assert problems == ()
    assert found
    assert found.lead == "溶洞是水滴出来的。"
    assert found.picture == Scene(source="posters/cave.jpg", alt="洞里的石笋", credit="摄影：示例", line=8)
    assert [(block.at, block.icon) for block in found.blocks] == [((30, 62), ""), ((70.5, 12), "cave")]


def test_a_drawing_of_ours_may_be_the_picture(tmp_path: Path) -> None:
    body = '溶洞。\n![地下河](art:karst "示意图")\n' + ADVICE
    found = poster(tmp_path, body)

    assert found.picture == Scene(source="art:karst", alt="地下河", credit="示意图", line=6)
    assert found.lead == "溶洞。"


def test_an_activity_on_a_poster_is_that_of_a_notice(tmp_path: Path) -> None:
    event = (
        'event: {from: 2026-12-01, to: 2026-12-03, place: 广场, link: "https://e.example/", organiser: 甲}'
    )

    assert poster(tmp_path, "来玩。", event).event == Event(
        start=date(2026, 12, 1),
        end=date(2026, 12, 3),
        place="广场",
        link="https://e.example/",
        organiser="甲",
    )


@pytest.mark.parametrize(
    ("name", "kind", "mode", "options", "message"),
    [
        ("p.jpg", "JPEG", "CMYK", {}, "colours of a printing press (CMYK): posters/p.jpg"),
        (
            "p.gif",
            "GIF",
            "RGB",
            {"save_all": True, "append_images": [Image.new("RGB", (1600, 1000), "red")]},
            "cannot show a moving picture: posters/p.gif",
        ),
    ],
)
def test_a_picture_that_no_printer_can_print_is_refused_on_a_poster(
    tmp_path: Path, name: str, kind: str, mode: str, options: dict[str, object], message: str
) -> None:
    picture(tmp_path, name, kind, mode, **options)

    found, (problem,) = read(tmp_path, f'![图]({name} "甲摄")\n' + ADVICE)

    assert found is None
    assert message in problem.message
    assert (problem.where, problem.severity) == (f"{FILE}:5", "error")
    assert problem.hint


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ('<script>alert("x")</script>', "<script>"),
        ('<image href="https://a.example/x.png"/>', "points outside"),
        ('<rect style="fill:url(https://a.example/x)"/>', "reaches outside"),
        ("<text>A<tspan>B</tspan></text>", "holds words, which would not be printed: posters/d.svg"),
        ("", "does not say how large it is"),
    ],
)
def test_a_drawing_unfit_for_a_printer_is_refused(tmp_path: Path, inside: str, message: str) -> None:
    box = 'viewBox="0 0 9 9"' if inside else ""
    write_site(
        tmp_path,
        f'-- content/posters/d.svg --\n<svg xmlns="http://www.w3.org/2000/svg" {box}>{inside}</svg>\n',
    )

    found, (problem,) = read(tmp_path, '![图](d.svg "甲绘")\n' + ADVICE)

    assert found is None
    assert message in problem.message
    assert problem.where == f"{FILE}:5"


def test_a_picture_of_sixty_million_points_is_refused(tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("1", (10_000, 6_000)).save(out, "PNG")
    (tmp_path / "content/posters").mkdir(parents=True)
    (tmp_path / "content/posters/big.png").write_bytes(out.getvalue())

    found, (problem,) = read(tmp_path, '![图](big.png "甲摄")\n' + ADVICE)

    assert found is None
    assert "too many points" in problem.message


def test_a_small_picture_and_one_of_nobody_are_warned_about(tmp_path: Path) -> None:
    write_site(tmp_path, "-- content/posters/x --\n")
    Image.new("RGB", (640, 480)).save(tmp_path / "content/posters/s.jpg")

    found, problems = read(tmp_path, "![图](s.jpg)\n" + ADVICE)

    assert found
    assert {problem.severity for problem in problems} == {"warning"}
    assert {problem.where for problem in problems} == {f"{FILE}:5"}
    told = " ".join(problem.message for problem in problems)
    assert "640 × 480" in told
    assert "whose picture" in told


@pytest.mark.parametrize(
    ("short", "text", "missing"),
    [
        ("冲 15 分钟", "用流动的水冲洗 15 分钟。", []),
        ("冲15分钟", "用流动的水冲洗十五分钟。", []),
        ("冲 20 分钟", "用流动的水冲洗 15 分钟。", ["20"]),
        ("1 到 2 小时换气", "隔一两个小时换换气。", []),
        ("两百人", "200 人", []),
        ("1,200 米以上", "海拔 1200 米以上", []),
        ("0.50 毫克", "0.5 毫克", []),
        ("１２０", "打 120。", []),
        ("打 119", "打 120。", ["119"]),
        ("12000 人", "一万二千人", []),
        ("换气", "换 3 次气", []),
    ],
)
def test_a_number_of_the_short_form_must_be_in_the_text(short: str, text: str, missing: list[str]) -> None:
    assert missing_numbers(short, text) == missing


def test_a_short_form_with_another_number_is_warned_about_at_its_line(tmp_path: Path) -> None:
    body = ADVICE + "## 快冲洗 {.do icon=tap}\n冲洗 15 分钟。\n短：冲 20 分钟\n" + ADVICE[: len(ADVICE) // 4]

    _found, (problem,) = read(tmp_path, body)

    assert (problem.where, problem.severity) == (f"{FILE}:18", "warning")
    assert "20" in problem.message


def test_a_code_of_one_s_own_is_kept(tmp_path: Path) -> None:
    assert poster(tmp_path, ADVICE, "code: 003112").code == "003112"
