"""Chinese text by the rules: marks squeezed, numbers spaced, ends and clauses kept together."""

from __future__ import annotations

import re

import pytest

from site_builder.render.posters.fonts import cut
from site_builder.render.posters.marks import clean
from site_builder.render.posters.printer import height_of
from site_builder.render.posters.titles import fit_title, split_title
from site_builder.render.posters.typography import clauses, count_lines, line, paragraph


def bare(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)


def marked(markup: str, name: str) -> list[str]:
    """Return what stands inside spans of a class."""
    return re.findall(rf'<span class="{name}">(.)</span>', markup)


def kept(markup: str) -> list[str]:
    """Return what is never broken."""
    return [
        bare(part) for part in re.findall(r'<span class="nb">((?:<span[^>]*>.</span>|[^<])*)</span>', markup)
    ]


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [
        ("他说：“走。”", ["：", "。"]),
        ("（见《办法》）", ["》"]),
        ("（《办法》", ["（"]),
        ("走，快走。", []),
        ("真的？！", []),
    ],
)
def test_adjacent_full_width_marks_lose_half_an_em(text: str, squeezed: list[str]) -> None:
    assert marked(line(text), "sq") == squeezed
    assert bare(line(text)) == text


@pytest.mark.parametrize(
    ("text", "spaced"),
    [
        ("拨打120求救", ["打", "0"]),
        ("拨打 120 求救", []),
        ("含水量14%以下", ["量", "%"]),
        ("120，快", []),
        ("用PM2.5口罩", ["用", "5"]),
    ],
)
def test_han_and_digits_are_apart_once(text: str, spaced: list[str]) -> None:
    assert marked(line(text), "th") == spaced


def test_a_number_stays_with_its_unit() -> None:
    assert clean("冲 15 分钟\u200b  好") == "冲 15\u00a0分钟 好"


def lines(text: str, room: float) -> list[str]:
    """Return a paragraph as the lines it stands on."""
    return [bare(part) for part in paragraph(text, room).split("<br>")]


@pytest.mark.parametrize(
    ("text", "room", "wanted"),
    [
        (
            "煤炉烟囱要伸到屋外，入冬先掏净烟灰，别压湿煤。",
            14,
            ["煤炉烟囱要伸到屋外，", "入冬先掏净烟灰，别压湿煤。"],
        ),
        ("见到受伤或者死了的鸟，不抱走、不用手摸，记下地点，报保护区或林业部门。", 14, None),
        ("水成片流过洞壁，留下一道道石头“帘子”。手上的油会毁了它，别摸。", 13.3, None),
        ("感觉好一点就不能停，药要吃够天数。", 10, ["感觉好一点就不能停，", "药要吃够天数。"]),
        ("好。", 14, ["好。"]),
    ],
)
def test_a_line_ends_where_a_reader_pauses(text: str, room: float, wanted: list[str] | None) -> None:
    found = lines(text, room)

    assert "".join(found) == text
    assert all(part[-1] in "，。" for part in found)
    assert wanted in (None, found)


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("入冬以前先把炉子和烟管检查一遍不压湿煤", "不压"),
        ("入冬以前先把炉子烟管都看看一遍看清楚的才生火", "看看"),
        ("入冬以前先把那一道道石头“帘子”都看清楚", "“帘子”"),
        ("入冬以前先把炉子烟管看看清楚的再生火取暖", "楚的"),
    ],
)
def test_what_is_said_in_one_breath_is_not_torn(text: str, together: str) -> None:
    for room in (8, 9, 10, 11, 12, 13):
        assert any(together in part for part in lines(text, room)), lines(text, room)


@pytest.mark.parametrize("room", [6.5, 7, 8, 9, 10, 11])
@pytest.mark.parametrize(
    "text", ["2026年12月1日至20日", "2026年9月30日至10月2日", "活动从12月1日到村里来，天天有人讲。"]
)
def test_a_date_is_not_torn_between_month_and_day(text: str, room: float) -> None:
    found = lines(text, room)

    assert "".join(found) == text
    assert [part for part in found if part.endswith("月") or part.startswith("日")] == []
    assert room < 9 or not any(part.endswith("至") for part in found)


def test_the_last_line_is_no_shorter_than_it_must_be() -> None:
    text = "屋里烤火要留一条缝每隔一会儿就换换气再睡"

    assert all(len(lines(text, room)[-1]) >= 4 for room in range(9, 20))


def test_a_slogan_breaks_between_clauses_only() -> None:
    assert kept(clauses("开窗，移出，打120", 9)) == ["开窗，", "移出，", "打120"]
    assert kept(clauses("这一句实在长得一行里放不下", 9)) == ["这一句实在长得一行", "里放不下"]


def test_markup_is_escaped() -> None:
    assert "<b>" not in paragraph("一<b>二&三")
    assert "&lt;" in line("<")


TEXTS = (
    "煤炉烟囱要伸到屋外，接口糊严不漏烟；入冬先掏净烟灰，风一吹就倒烟的要改。",
    "憋口气打开门窗，把人移到通风处，松开衣领；叫不醒的让他侧躺，快打 120。",
    "火边放盆水、喝酸菜水、灌醋都不管用；也别硬扛着等它缓过来，会耽误抢救。",
    "用肥皂水和流动的清水轮换冲洗伤口，冲够约 15 分钟，再用碘伏消毒。",
)


@pytest.mark.parametrize("text", TEXTS)
def test_good_breaks_cost_no_line_on_paper(text: str) -> None:
    face = cut("".join(TEXTS))[:1]

    def high(markup: str, room: float) -> float:
        style = "@page{size:2000px;margin:0} *{margin:0} .sq{margin-right:-.5em} .op{margin-left:-.5em}"
        style += (
            " .th{margin-right:.18em} .nb{white-space:nowrap} p{font:10px/20px 'Kepu Sans';line-break:strict}"
        )
        return height_of(f"<style>{style}</style><p style='width:{room * 10}px'>{markup}</p>", face)

    dearer = [
        room for room in range(10, 24) if high(paragraph(text, room), room) > high(str(line(text)), room)
    ]
    assert dearer == []


def test_a_word_wider_than_the_line_is_broken_but_before_no_mark() -> None:
    found = lines("请看https://kepu.example.cn/posters/stove.html，再转", 8)

    assert len(found) > 3
    assert not any(part[0] in "，。" for part in found)


def test_a_text_in_almost_no_room_is_all_there() -> None:
    assert "".join(lines("屋里烤火，留条缝。", 1)) == "屋里烤火，留条缝。"


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("一二三四五六七八九十", 10, 1),
        ("一二三四五六七八九十", 9.5, 2),
        ("一二三四五六七八九，", 9.5, 1),  # the empty half of the mark hangs out
        ("一二三四五六七八九，", 9.4, 2),
        ("一二三四五六七八九十一二三四五六七八。", 10, 2),
        ("打120求救", 5.2, 1),
        ("打120求救", 4.9, 2),
    ],
)
def test_lines_are_counted_as_the_printer_sets_them(text: str, room: float, lines: int) -> None:
    assert count_lines(text, room) == lines


@pytest.mark.parametrize(
    ("title", "highlight", "count", "lines"),
    [
        ("防中毒", "", 1, ("防中毒",)),
        ("转发之前，先问三句话", "先问三句话", 2, ("转发之前", "先问三句话")),
        ("冬天烤火先看烟囱", "烟囱", 2, ("冬天烤火", "先看烟囱")),
        ("落水洞不是垃圾坑", "落水洞", 2, ("落水洞", "不是垃圾坑")),
        ("学会“看、听、跑”再上山", "看、听、跑", 2, ("学会“看、听、跑”", "再上山")),
        ("水", "", 2, ()),
    ],
)
def test_a_title_breaks_where_it_is_read(
    title: str, highlight: str, count: int, lines: tuple[str, ...]
) -> None:
    assert split_title(title, highlight, count) == lines


def test_a_title_of_eight_characters_fills_its_line() -> None:
    title = fit_title("冬天烤火先看烟囱", "烟囱", box=(80, 40), most_lines=1)

    assert title.size == pytest.approx(10, rel=0.01)
    assert title.lines[0].endswith("<em>烟囱</em>")


def test_a_title_never_stands_higher_than_its_box() -> None:
    title = fit_title("水", "", box=(80, 40), most_lines=1)

    assert title.height <= 40.01


def test_the_highlight_runs_on_over_a_break() -> None:
    title = fit_title("来了就走，快走", "走，快走", box=(30, 30), most_lines=2)

    assert [str(part) for part in title.lines] == ["来了就<em>走</em>", "<em>快走</em>"]


def test_an_opening_mark_hangs_out() -> None:
    title = fit_title("《办法》", "", box=(40, 40), most_lines=1)

    assert title.lines[0].startswith('<span class="op">')


def test_an_opening_mark_at_the_start_of_a_paragraph_hangs_out() -> None:
    assert paragraph("“看、听、跑”三样都要记牢。").startswith('<span class="op"></span>')
    assert "op" not in paragraph("看“听”跑，三样都要记牢。")
    assert '<br><span class="op"></span>' in paragraph("这样看一看，“三样都要记牢”。", 8)


def test_a_title_is_rather_smaller_than_torn_through_a_word() -> None:
    title = fit_title("电动自行车千万别进屋充电", "别进屋", box=(54, 37), most_lines=3)

    assert [bare(str(part)) for part in title.lines] == ["电动自行车千万", "别进屋充电"]
