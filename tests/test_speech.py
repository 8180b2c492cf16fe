"""The loudspeaker's script: words to be read aloud, a minute at most."""

from __future__ import annotations

import re
from datetime import date

import pytest
from msgspec.structs import replace

from site_builder.model import Block, Event, Poster
from site_builder.plan.aloud import aloud, unspelled
from site_builder.plan.speech import LONGEST, PACE, speech_of
from site_builder.settings import Folder
from tests.page_hub import poster
from tests.sample_posters import sample_posters


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("冲 15 分钟", "冲十五分钟"),
        ("打 120", "打幺二零"),
        ("拨 12379", "拨幺二三七九"),
        ("120 毫米", "一百二十毫米"),
        ("100–120 次", "一百到一百二十次"),
        ("2 小时", "两小时"),
        ("12 小时", "十二小时"),
        ("2 月", "二月"),
        ("2 个月", "两个月"),
        ("222 次", "二百二十二次"),
        ("第 2 天", "第二天"),
        ("1–2 天", "一到两天"),
        ("14%", "百分之十四"),
        ("10%–20%", "百分之十到二十"),
        ("0–4℃", "零到四摄氏度"),
        ("-5℃", "零下五摄氏度"),
        ("气温降到-5℃", "气温降到零下五摄氏度"),
        ("-5~-3℃", "零下五到零下三摄氏度"),
        ("打村办电话0857-8223344", "打村办电话零八五七八二二三三四四"),
        ("拨（0857）8223344", "拨零八五七八二二三三四四"),
        ("400-820-8820", "四零零八二零八八二零"),
        ("13800138000", "幺三八零零幺三八零零零"),
        ("打822-3344", "打八二二三三四四"),
        ("打12356", "打幺二三五六"),
        ("打 120 家里等", "打幺二零家里等"),
        ("打12000斤稻谷", "打一万两千斤稻谷"),
        ("早上2:00", "早上两点整"),
        ("2点半", "两点半"),
        ("12:02", "十二点零二分"),
        ("8:00-12:00", "八点整到十二点整"),
        ("12月1日—5日", "十二月一日到五日"),
        ("2024-2025年", "二零二四到二零二五年"),
        ("2024—2025学年", "二零二四到二零二五学年"),
        ("2026-11-30", "二零二六年十一月三十日"),
        ("3/4", "四分之三"),
        ("干部/群众", "干部或者群众"),
        ("100次/分钟", "一百次每分钟"),
        ("2-4 人", "二到四人"),
        ("100－120 次", "一百到一百二十次"),
        ("第 120 号", "第一百二十号"),
        ("0.5 毫米", "零点五毫米"),
        ("2026 年", "二零二六年"),
        ("7:30", "七点三十分"),
        ("8:05", "八点零五分"),
        ("19:00", "十九点整"),
        ("2170 米", "两千一百七十米"),
        ("10005", "一万零五"),
        ("1,000 米", "一千米"),
        ("20000 只", "两万只"),
        ("CO 中毒", "一氧化碳中毒"),
        ("PM2.5", "细颗粒物"),
        ("60 cm", "六十厘米"),
        ("烟囱通 · 留条缝", "烟囱通，留条缝"),
    ],
)
def test_numbers_units_and_abbreviations_become_words(written: str, spoken: str) -> None:
    assert aloud(written) == spoken


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("11-30截止", ("11-30",)),
        ("血压 140/90 以上", ("140/90",)),
        ("按 1:200 兑水", ("1:200",)),
        ("按 1:50 兑水", ("1:50",)),
        ("加 # 号", ("#",)),
        ("冲 15 分钟，打 120；14%，0–4℃——记牢。", ()),
        ("0857-8223344", ()),
    ],
)
def test_what_could_be_read_in_two_ways_is_named(written: str, left: tuple[str, ...]) -> None:
    assert unspelled(written) == left


def test_a_number_that_the_poster_names_as_a_telephone_is_read_digit_by_digit() -> None:
    assert aloud("拨 95598", ["95598"]) == "拨九五五九八"
    assert aloud("95598 户") == "九万五千五百九十八户"


def test_every_sample_script_lasts_45_to_60_seconds_and_has_nothing_to_spell(sample_folder: Folder) -> None:
    for one in sample_posters(sample_folder):
        speech = speech_of(one, "示例科协")
        text = "".join(speech.paragraphs)
        assert 45 <= speech.seconds <= LONGEST, one.path
        assert not re.search(r"[0-9A-Za-z·（）]", text.replace("三C", "")), one.path
        assert text.startswith("各位")
        assert text.endswith("请大家互相转告。")
        for block in one.blocks:
            assert aloud(block.heading) in text or block.kind in (
                "claim",
                "truth",
                "basis",
                "before",
                "after",
            )
        assert not re.search("[。！？]”?。", text)


def test_characters_are_counted_without_marks() -> None:
    speech = speech_of(poster("a", title="烤火"), "科协")
    assert speech.characters == len(re.sub(r"\W", "", "".join(speech.paragraphs)))
    assert speech.seconds == -(-speech.characters // PACE)


def long(kind: str = "do", count: int = 6) -> Poster:
    blocks = [
        Block(heading=f"要点{n}", kind=kind, icon="", text="字" * 60 + "。", short="短" * 8, line=n)  # type: ignore[arg-type]
        for n in "甲乙丙丁戊己"[:count]
    ]
    return replace(poster("a", title="烤火"), lead="引" * 70 + "。", blocks=tuple(blocks))


def test_texts_too_long_for_a_minute_give_way_to_short_forms_one_by_one() -> None:
    speech = speech_of(long(), "科协")
    text = "".join(speech.paragraphs)
    assert speech.seconds <= LONGEST
    assert all(f"要点{name}" in text for name in "甲乙丙丁戊己")
    assert "字" * 60 not in text or "短" * 8 in text


def test_what_must_not_be_done_is_forbidden_aloud() -> None:
    assert "别要点甲" in "".join(speech_of(long("dont", 2), "科协").paragraphs)


def test_a_rumour_is_said_to_be_one() -> None:
    said = Block(heading="说法", kind="claim", icon="", text="放盆水就行", short="", line=1)
    true = Block(heading="真相", kind="truth", icon="", text="放盆水没用", short="", line=2)
    speech = speech_of(replace(long(), blocks=(said, true)), "科协")
    assert speech.paragraphs[2:4] == ("有人说：放盆水就行。", "真相是：放盆水没用。")


def test_an_activity_is_told_with_its_days_and_its_place() -> None:
    event = Event(start=date(2026, 12, 1), end=date(2026, 12, 5), place="村文化广场")
    opening = speech_of(replace(poster("a", title="冬季竞答"), event=event), "科协").paragraphs[0]
    assert opening.endswith("冬季竞答。时间：十二月一日至十二月五日。地点：村文化广场。")


def test_the_opening_suits_who_listens() -> None:
    assert speech_of(poster("a", audience=("village",)), "科协").paragraphs[0].startswith("各位乡亲")
    assert speech_of(poster("a", audience=("school",)), "科协").paragraphs[0].startswith("各位朋友")
