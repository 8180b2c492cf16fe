"""What an editor is told of an item before deciding: risks, similar texts, what its source has changed."""

from __future__ import annotations

import dataclasses
import time
from datetime import date
from pathlib import Path

import pytest

from site_builder.pull import Case, Entry, Known, Likeness, cases
from site_builder.pull.differences import differences
from site_builder.pull.risk import Facts, level_of, reasons
from site_builder.settings import FeedSource, load_sources
from tests.desk_hub import DAY, desk_hub, entries

NOTHING = Facts(
    entry=Entry(id="a", source="who", title="题", date=DAY),
    words="",
    today=DAY,
    registered=True,
    has_evidence=True,
    has_newer=False,
    alike=0,
)
LINK = "https://h.example.org/1"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("流感疫苗打几针", "medicine (疫苗)"),
        ("滑坡来了往两边跑", "danger to life (滑坡)"),
        ("每人补贴 50 元，按条例办", "policy or money (补贴、50 元、条例)"),
        ("市长张三到会", "an office with a name (市长张三)"),
        ("王五书记说", "an office with a name (王五书记)"),
        ("全省行政区划图", "a map (行政区划图)"),
        ("联系人电话 13800000000", "a telephone number or an account in the text (13800000000)"),
        ("电话 0857-5550000", "(0857-5550000)"),
        ("加微信领取", "(加微信)"),
        ("限时特价，团购优惠", "advertising (特价、团购、优惠)"),
        ("图片来源：网络", "pictures without a licence (图片来源：网络)"),
        ("未经本站许可不得转载", "may not be copied"),
        ("本文由AI生成", "written by a machine (AI生成)"),
        ("震惊！速看", "shouts like a rumour (震惊、速看)"),
        ("这是锟斤拷\ufffd", "damaged characters"),
    ],
)
def test_each_risk_is_named_with_the_words_that_show_it(words: str, told: str) -> None:
    (reason,) = reasons(dataclasses.replace(NOTHING, words=words))
    assert told in reason.text


@pytest.mark.parametrize(
    "words",
    [
        "打 120 求助，火警 119，科普热线 12345",
        "主任医师提醒大家",
        "地图，审图号：黔S（2026）001号",
        "编号 20261103138000000001",
        "一年有十二个月，毕节山高水长",
        "",
    ],
)
def test_what_is_no_risk_is_not_told(words: str) -> None:
    assert reasons(dataclasses.replace(NOTHING, words=words)) == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"registered": False}, "not in sources.toml"),
        ({"has_newer": True}, "choose a version"),
        ({"alike": 2}, "like others (2)"),
        ({"entry": Entry(id="a", source="w", title="题", rights="full")}, "without permission"),
        (
            {
                "entry": Entry(id="a", source="w", title="题", rights="full", permission="函"),
                "has_evidence": False,
            },
            "names no evidence",
        ),
        ({"entry": Entry(id="a", source="w", title="题", body="字" * 9000)}, "long (9000 characters)"),
        (
            {"entry": Entry(id="a", source="w", title="题", body="![图](a.jpg)")},
            "pictures without a licence (1)",
        ),
        ({"entry": Entry(id="a", source="w", title="题", date=date(2019, 1, 1))}, "from 2019"),
        ({"entry": Entry(id="a", source="w", title="题", date=date(2027, 1, 1))}, "dated 2027-01-01"),
    ],
)
def test_what_is_known_of_an_item_besides_its_words_counts_too(changes: dict[str, object], told: str) -> None:
    assert [told in reason.text for reason in reasons(dataclasses.replace(NOTHING, **changes))][:1] == [True]


def test_hostile_words_are_looked_through_in_no_time() -> None:
    crowds = (
        "主任" * 20_000,
        "1" * 50_000,
        "未经许可" * 10_000,
        "AI" * 30_000,
        "张" * 50_000,
        "图：" * 30_000,
    )
    start = time.process_time()
    for words in crowds:
        reasons(dataclasses.replace(NOTHING, words=words))

    assert time.process_time() - start < 5


def test_titles_and_texts_that_say_the_same_are_found() -> None:
    text = "天一冷，家家户户生火。煤和炭烧不透的时候，会生出一氧化碳，也就是常说的煤气。"
    known = [
        Known(key="articles/a.md", title="冬天烤火，先看烟囱", words=text + "后面还有很多别的话。" * 20),
        Known(key="b", title="辣椒育苗温棚管理要点", words="白天二十五度，夜里不低于十五度，浇水在上午。"),
        Known(key="c", title="冬天烤火，先看看烟囱！"),
        Known(key="d", title="通知"),
    ]
    likeness = Likeness(known)

    found = likeness.of(Known(key="new", title="取暖季节安全提示", words=text))
    assert [(twin.known.key, twin.share) for twin in found] == [("articles/a.md", 1.0)]
    assert [twin.known.key for twin in likeness.of(known[2])] == ["articles/a.md"]
    assert likeness.of(Known(key="new", title="通知")) == ()
    assert (
        likeness.of(
            Known(key="new", title="黑颈鹤为什么来草海过冬", words="草海水浅、鱼虾多，冬天不太冷。" * 3)
        )
        == ()
    )


def test_a_change_is_told_by_its_clauses() -> None:
    old = "题目\n\n" + "前面的话很长。" * 30 + "慢行、不急刹；" + "后面的话也很长。" * 30
    pieces = differences(old, old.replace("不急刹；", "不急刹、不急打方向；"))

    assert [(piece.kind, piece.text) for piece in pieces if piece.kind != "same"] == [
        ("old", "不急刹；"),
        ("new", "不急刹、不急打方向；"),
    ]
    assert max(len(piece.text) for piece in pieces) < 100
    assert differences(old, old) == ()
    assert [piece.kind for piece in differences("。" + "甲。" * 9000, "乙。" * 9000)] == ["old", "new"]


def test_what_waits_comes_riskiest_first_then_oldest(tmp_path: Path) -> None:
    folder = desk_hub(tmp_path)
    found, troubles = cases(folder.content, load_sources(folder.content), Likeness([]), today=DAY)
    scores = [sum(reason.weight for reason in case.reasons) for case in found]
    calm = [case.pending.entry.date for case in found if not case.reasons]

    assert troubles == []
    assert len(found) == len(list(entries(20)))
    assert scores == sorted(scores, reverse=True)
    assert calm == sorted(calm, key=str)
    assert {case.level for case in found} == {"high", "middle", "low"}
    assert level_of([]) == "low"


def case_of(found: list[Case], title: str) -> Case:
    return next(case for case in found if case.pending.entry.title == title)


def test_twins_changes_and_terms_are_told_of_the_item(tmp_path: Path) -> None:
    folder = desk_hub(tmp_path)
    text = "天一冷，家家户户生火。煤和炭烧不透的时候，会生出一氧化碳，也就是常说的煤气。"
    known = Known(key="articles/disaster/stove.md", title="冬天烤火，先看烟囱", words=text)
    found, _troubles = cases(folder.content, load_sources(folder.content), Likeness([known]), today=DAY)

    stove = case_of(found, "冬季烤火防中毒：先看烟囱")
    assert [twin.known.key for twin in stove.twins] == [known.key]
    flu = case_of(found, "秋冬季流感疫苗怎么打")
    assert [twin.known.title for twin in flu.twins] == ["冬季流感疫苗怎么打才有效"]
    ice = case_of(found, "凝冻天气出行五件事")
    assert ice.has_newer
    assert "不急打方向" in "".join(piece.text for piece in ice.changes if piece.kind == "new")
    assert any("not in sources.toml" in reason.text for reason in case_of(found, "喝醋能软化血管吗").reasons)


def test_a_file_that_cannot_be_read_is_told_and_the_others_wait(tmp_path: Path) -> None:
    folder = desk_hub(tmp_path, 3)
    broken = folder.content / "inbox" / "nation" / "2026-11-01-aaaaaaaa.md"
    broken.write_text("---\ntitle: [\n---\n", "utf-8")
    sources = [FeedSource(id="nation", name="某站", url=LINK)]
    found, troubles = cases(folder.content, sources, Likeness([]), today=DAY)

    assert len(found) == 3
    assert "aaaaaaaa" in troubles[0].problems[0].where
