"""LED lines: what a card can show, in three lengths, and the dots of a strip."""

from __future__ import annotations

import io
import random
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from site_builder.model import Block, Event, Poster
from site_builder.model.led import LIMITS, cells, lacking, to_card
from site_builder.plan.led import led_lines
from site_builder.render.screens import led_strip
from site_builder.settings import Folder
from tests.page_hub import poster
from tests.sample_posters import sample_posters


def with_words(**changes: object) -> Poster:
    """Return a poster titled 冬天烤火先看烟囱 with three phrases and two blocks."""
    blocks = (
        Block(heading="闷火", kind="dont", icon="", text="睡前熄火。", short="整夜闷火过夜", line=2),
        Block(heading="早认出", kind="plain", icon="", text="头晕就走。", short="头晕恶心，想到煤气", line=3),
    )
    values: dict[str, Any] = {"subtitle": ("烟囱通", "留条缝", "睡前熄火"), "blocks": blocks}
    return replace(poster("stove", title="冬天烤火先看烟囱"), **(values | changes))


def is_on_every_card(line: str) -> bool:
    return line.encode("gb2312").decode("gbk") == line and not lacking(line)


def test_three_lengths_hold_as_much_as_fits() -> None:
    assert led_lines(with_words()) == (
        "冬天烤火先看烟囱",
        "冬天烤火先看烟囱：烟囱通，留条缝，睡前熄火",
        "冬天烤火先看烟囱：烟囱通，留条缝，睡前熄火；别闷火；头晕恶心，想到煤气",
    )


def test_what_must_not_be_done_is_never_shown_without_the_word_that_forbids_it() -> None:
    assert "整夜闷火过夜" not in led_lines(with_words())[2]


def test_a_rumour_stands_on_no_strip() -> None:
    said = Block(heading="放盆水管用", kind="claim", icon="", text="火边放盆水。", short="放盆水", line=2)
    true = Block(heading="要通风", kind="truth", icon="", text="开窗。", short="开窗才管用", line=3)
    line = led_lines(with_words(blocks=(said, true)))[2]
    assert "放盆水" not in line
    assert line.endswith("；开窗才管用")


def test_an_activity_is_shown_with_its_day_and_its_place() -> None:
    event = Event(start=date(2026, 12, 1), end=date(2026, 12, 1), place="文化广场")
    assert led_lines(with_words(event=event))[1] == "冬天烤火先看烟囱：12月1日，文化广场，烟囱通"


def test_a_line_of_its_own_is_cut_at_the_end_of_a_clause() -> None:
    own = with_words(led='今晚有"冰雹",人进屋,车入库,牲口入圈,看好老人和孩子')
    assert led_lines(own) == (
        "今晚有“冰雹”，人进屋",
        "今晚有“冰雹”，人进屋，车入库，牲口入圈",
        "今晚有“冰雹”，人进屋，车入库，牲口入圈，看好老人和孩子",
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('说"不"', "说“不”"),
        ("注意, 快走!", "注意，快走！"),
        ("冲洗 15 分钟", "冲洗15分钟"),
        ("100–120 次", "100至120次"),
        ("100-120 次", "100至120次"),
        ("3 - 5 天", "3至5天"),
        ("打0857–8223344", "打0857-8223344"),
        ("100－120 次", "100至120次"),
        ("0–4℃", "0至4℃"),
        ("10%–20%", "10%至20%"),
        ("8:00-12:00", "8:00至12:00"),
        ("12月1日—5日", "12月1日至5日"),
        ("2024-2025年", "2024至2025年"),
        ("2026年12月-2027年1月", "2026年12月至2027年1月"),
        ("1,000米,7:30出发", "1,000米，7:30出发"),
        ("烟囱通 · 留条缝", "烟囱通、留条缝"),
        ("䴙䴘是水鸟", "水鸟是水鸟"),
        ("一氧化碳——煤气", "一氧化碳，煤气"),
        ("80㎡", "80平方米"),
    ],
)
def test_marks_and_rare_characters_become_what_cards_have(text: str, shown: str) -> None:
    assert to_card(text) == shown
    assert is_on_every_card(shown)


@pytest.mark.parametrize(
    "text",
    [
        "报名打0857-8223344，11-30截止",
        "400-820-8820",
        "138-0013-8000",
        "打822-3344",
        "2026-11-30",
        "11-30前报名",
        "3-0胜",
        "气温降到-5℃",
        "B1-2号",
    ],
)
def test_telephone_numbers_days_and_scores_keep_their_hyphens(text: str) -> None:
    assert to_card(text) == text


def test_what_no_card_has_is_named() -> None:
    assert lacking("骉马鱻A①𠮷") == ("骉", "鱻", "𠮷")


def test_a_phrase_that_no_card_can_show_is_left_out() -> None:
    line = led_lines(with_words(subtitle=("骉马来了", "留条缝", "睡前熄火")))[2]
    assert line.startswith("冬天烤火先看烟囱：留条缝，睡前熄火")


@pytest.mark.parametrize(("text", "count"), [("烤火", 2), ("打120", 3), ("12379", 3), ("", 0), ("a“b”", 3)])
def test_cells_are_counted_as_on_the_card(text: str, count: int) -> None:
    assert cells(text) == count


def test_every_line_of_the_sample_posters_can_be_shown_and_fits(sample_folder: Folder) -> None:
    for one in sample_posters(sample_folder):
        lines = led_lines(one)
        assert all(lines), one.path
        for line, limit in zip(lines, LIMITS, strict=True):
            assert is_on_every_card(line), line
            assert cells(line) <= limit


def test_whatever_is_written_a_line_fits_and_can_be_shown() -> None:
    pick = random.Random(7)
    letters = '烟囱通留条缝骉䴙䴘,，。；"“”!?()120%～—-–·•²〇:\u3000 ab'
    for _ in range(2000):
        words = ["".join(pick.choices(letters, k=pick.randint(0, 14))) for _ in range(5)]
        title, *subtitle = words
        one = replace(poster("a", title=title or "题"), subtitle=tuple(subtitle[:3]))
        for line, limit in zip(led_lines(one), LIMITS, strict=True):
            assert cells(line) <= limit
            assert is_on_every_card(line), (words, line)


def test_a_strip_has_one_bit_a_dot_and_is_as_high_as_the_card() -> None:
    for dots in (16, 32):
        strip = Image.open(io.BytesIO(led_strip({"text": "烤火看烟囱120", "dots": dots})))
        assert (strip.format, strip.mode, strip.size) == ("PNG", "1", (5 * dots + 3 * dots // 2, dots))


def test_every_character_of_a_strip_stays_in_its_cell_and_is_its_own() -> None:
    """No stroke is cut away at the edge of a strip, no two characters look the same."""
    seen = {}
    for char in "一口日目田囗回四图国霉囊警疆管0123456789？！":
        strip = Image.open(io.BytesIO(led_strip({"text": char, "dots": 16})))
        lit = strip.convert("L").histogram()[255]
        assert 0 < lit < strip.width * 16 * 0.62, char
        assert seen.setdefault(strip.tobytes(), char) == char


def lit(char: str, dots: int = 16) -> list[str]:
    """Return the dots of a character, row by row: # is lit."""
    strip = Image.open(io.BytesIO(led_strip({"text": char, "dots": dots}))).convert("L")
    dots_in_order = ["#" if light else "." for light in strip.tobytes()]
    return ["".join(dots_in_order[at : at + strip.width]) for at in range(0, len(dots_in_order), strip.width)]


@pytest.mark.parametrize("char", "一二三王十工山目1")
def test_level_and_upright_strokes_are_one_dot_thin(char: str) -> None:
    """A stroke between two rows of dots would light both, or neither."""
    rows = lit(char)
    for lines in (rows, ["".join(column) for column in zip(*rows, strict=True)]):
        strokes = "".join("#" if line.count("#") > 0.4 * len(line) else "." for line in lines)
        assert "##" not in strokes, strokes


@pytest.mark.parametrize("dots", [16, 32])
@pytest.mark.parametrize(
    ("char", "holes"), [("口", 1), ("日", 2), ("目", 3), ("田", 4), ("晶", 6), ("回", 2), ("08", 3)]
)
def test_what_a_character_encloses_stays_open(char: str, holes: int, dots: int) -> None:
    rows = lit(char, dots)
    dark = {(x, y) for y, row in enumerate(rows) for x, dot in enumerate(row) if dot == "."}
    dark |= {(x, y) for x in (-1, len(rows[0])) for y in range(-1, dots + 1)}
    dark |= {(x, y) for x in range(len(rows[0])) for y in (-1, dots)}
    patches = 0
    while dark:
        patches, waiting = patches + 1, [dark.pop()]
        while waiting:
            x, y = waiting.pop()
            near = {(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)} & dark
            dark -= near
            waiting += near
    assert patches - 1 == holes
