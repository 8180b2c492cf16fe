"""Printed lines by the rules of Chinese typography (GB/T 15834, CLREQ), measured in the PDFs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from site_builder.build import Target, described
from site_builder.pipeline import Built, read_folder
from site_builder.render.posters.marks import GAPS, SQUEEZE, THIN
from site_builder.render.posters.proof import read_sheet
from site_builder.render.posters.proof.words import bare, headlines
from site_builder.render.posters.titles import split_title
from site_builder.render.posters.typography import clauses, label
from site_builder.settings import Folder
from tests.conftest import SAMPLE_DAY
from tests.poster_lines import faults, lines_of, steps
from tests.poster_text import block, pdf, view

SQUEEZED, THINNED = 1 + GAPS[SQUEEZE], GAPS[THIN]


def sample_sheets(folder: Folder, day: date) -> list[Target]:
    targets = described(read_folder(folder).plan(day).batches)
    return [target for target in targets if target.recipe in ("poster.pdf", "poster.png")]


def test_no_line_of_any_sample_poster_breaks_a_rule(sample_folder: Folder, sample_hub: Built) -> None:
    assert sample_hub.files
    kitchen, told, count = read_folder(sample_folder).kitchen(), [], 0
    for target in sample_sheets(sample_folder, SAMPLE_DAY):
        (data,) = kitchen.cook([Target(target.path, "poster.pdf", target.view, target.origin)])
        assert isinstance(data, bytes)
        poster, sheet = target.view["poster"], target.view["format"]
        for lines in lines_of(data, poster, sheet):  # type: ignore[arg-type]
            count += 1
            told += [f"{target.path}: {fault}: {' / '.join(lines)}" for fault in faults(lines)]
            if "".join(lines) in map(bare, headlines(str(poster["title"]))) and is_lopsided(lines):  # type: ignore[index,call-overload]
                told.append(f"{target.path}: the title is lopsided: {' / '.join(lines)}")
    assert told == []
    assert count > 1000


def is_lopsided(lines: list[str]) -> bool:
    """Say whether one of two lines has less than a third of the characters, and so looks torn off."""
    return len(lines) == 2 and min(map(len, lines)) * 3 < sum(map(len, lines))


# Every mark, sign and kind of word at every width: the text is set on lines of 60 lengths.
HARD = (
    "“看、听、跑”（三样）都要记牢：雷声一停30分钟内，《防雷减灾管理办法》第3条还管用——别急着出门……",
    "气温在0℃～5℃、湿度超过85%时，海拔1500m以上的路面会结冰；车距留到100m，时速不过20km/h。",
    "看见Wi-Fi、LED、PM2.5这些字母别怕：https://kepu.example.cn/posters/stove.html上都有解释，CO是一氧化碳，CO₂不是。",
    "约翰·斯诺（John Snow，1813—1858）在伦敦找到了那口井：“水，才是病根！”他说；大家都信了。",
)


def all_lines(root: Path, text: str) -> Iterator[list[str]]:
    """Yield the lines of a text that begins later and later, on lines of two lengths."""
    for extra in range(0, 20, 3):
        lead, *texts = ("很" * (extra + more) + text for more in range(3))
        shown = view("a4", lead=lead, blocks=[block(0, text=texts[0]), block(1, text=texts[1])], grades=None)
        yield from lines_of(pdf(root, shown), shown["poster"], shown["format"])


@pytest.mark.parametrize("text", HARD)
def test_hard_texts_break_no_rule_wherever_their_lines_end(tmp_path: Path, text: str) -> None:
    rows = list(all_lines(tmp_path, text))

    assert [f"{fault}: {' / '.join(lines)}" for lines in rows for fault in faults(lines)] == []
    assert [lines for lines in rows if torn(lines, "——") or torn(lines, "……")] == []


def torn(lines: list[str], pair: str) -> bool:
    return any(a.endswith(pair[0]) and b.startswith(pair[1]) for a, b in pairwise(lines))


def test_marks_that_stand_together_share_a_square(tmp_path: Path) -> None:
    text = "他大声说：“跑！”（快）。"
    data = pdf(tmp_path, view("a4", lead=text))

    found = dict(zip(pairwise(text), steps(data, text), strict=True))

    assert found["：", "“"] == pytest.approx(SQUEEZED, abs=0.02)
    assert found["”", "（"] == pytest.approx(SQUEEZED, abs=0.02)
    assert found["）", "。"] == pytest.approx(SQUEEZED, abs=0.02)
    assert found["大", "声"] == pytest.approx(1.0, abs=0.02)
    assert found["声", "说"] == pytest.approx(1.0, abs=0.02)


def test_han_and_latin_have_a_thin_space_between_them(tmp_path: Path) -> None:
    text = "下雨50毫米LED灯亮"
    data = pdf(tmp_path, view("a4", lead=text))

    found = steps(data, text)

    assert found[1] == pytest.approx(1 + THINNED, abs=0.02)  # 雨5
    assert found[0] == pytest.approx(1.0, abs=0.02)  # 下雨
    assert found[text.index("米")] == pytest.approx(1 + THINNED, abs=0.02)


def test_two_dashes_are_one_line(tmp_path: Path) -> None:
    data = pdf(tmp_path, view("a4", lead="到了——别停", title="雨来了——快走", highlight=""))
    dashes = [glyph.box for glyph in read_sheet(data).glyphs if glyph.char == "—"]

    assert len(dashes) == 4
    for first, second in (dashes[:2], dashes[2:]):
        assert second.left <= first.right + 0.01
        assert second.right > first.right + 0.5 * (first.right - first.left)


def test_a_small_digit_is_a_small_digit(tmp_path: Path) -> None:
    lead = "空气里的CO₂多了头晕，每亩10⁵株"
    data = pdf(tmp_path, view("a4", lead=lead, phones=[], date="", code="", until="", grades=None))
    rows = {glyph.char: glyph.box for glyph in read_sheet(data).glyphs if glyph.box.height < 5}

    assert rows["2"].height < 0.75 * rows["O"].height
    assert rows["2"].bottom < rows["O"].bottom - 0.1
    assert rows["5"].top > rows["O"].top - 0.1
    assert "空气里的CO2多了头晕,每亩105株" in bare(read_sheet(data).words)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("上下又连阴雨，最易发病", "最易发病"),
        ("玉米水分在这以下再进仓", "再进仓"),
        ("水变浑了，走", "了，走"),
    ],
)
def test_a_label_breaks_before_its_last_words(text: str, end: str) -> None:
    assert str(label(text)).endswith(f'<span class="nb">{end}</span>')


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("全市今冬预计有1200次凝冻来袭", "1200次"),
        ("一氧化碳CO和甲烷CH4都会要命", "CH4"),
        ("气温低到零下10℃～15℃怎么办", "10℃～15℃"),
        ("看懂《防雷减灾管理办法》第3条", "第3条"),
        ("认识WeChat里的Wi-Fi骗局", "WeChat"),
    ],
)
def test_a_title_of_two_lines_breaks_near_its_middle_and_not_within_a_word(title: str, whole: str) -> None:
    first, second = split_title(title, "", 2)

    assert whole in first or whole in second
    assert min(len(first), len(second)) >= 0.3 * len(title)


@pytest.mark.parametrize("text", ["", "冲洗", "冲洗伤"])
def test_a_label_of_a_few_characters_is_left_alone(text: str) -> None:
    assert str(label(text)) == text


def test_a_last_clause_of_one_character_stays_with_the_one_before() -> None:
    assert str(clauses("水变浑，有轰鸣，走", 12)).count('class="nb"') == 2


NUMBERS = ("0℃～5℃", "50\u00a0毫米", "第3条", "30分钟", "1813—1858", "20km/h", "85%", "100m")


def test_a_number_is_never_torn_from_what_it_counts(tmp_path: Path) -> None:
    text = "".join(f"又有{number}这一个" for number in NUMBERS).replace("\u00a0", " ")
    rows = [lines for lines in all_lines(tmp_path, text) if bare(text) in "".join(lines)]

    assert len(rows) >= 21
    for number in map(bare, NUMBERS):
        assert [lines for lines in rows if not any(number in line for line in lines)] == []
