"""Every layout is right on every sheet: whole, exact, filled, easy to read, and refused when it cannot be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import pytest

from site_builder.errors import SiteError
from site_builder.memo import Memo
from site_builder.render import Templates
from site_builder.render.posters import poster_pdf, press
from site_builder.render.posters.designs import DESIGNS
from site_builder.render.posters.fonts import Font
from site_builder.render.posters.leaf import show_event
from site_builder.render.posters.proof import prove, read_sheet
from site_builder.render.posters.proof.sheet import Glyph
from site_builder.render.posters.sections import columns_for
from site_builder.render.posters.sizes import Sheet
from site_builder.settings import FORMATS, format_of
from tests.poster_layouts import EVENT, LAYOUTS, callouts, view_of
from tests.poster_text import BUILT_IN, DRAWINGS, block, pdf, text_of
from tests.site_text import write_site

SHEETS = {name: asdict(row) for name, row in FORMATS.items()}
ODD = {
    "banner": {"width": 3000, "height": 700, "unit": "mm", "distance": 2.0, "label": "横幅"},
    "square": {"width": 600, "height": 600, "unit": "mm", "distance": 0.8, "label": "方形"},
    "wide": {"width": 1100, "height": 1000, "unit": "mm", "distance": 1.5, "label": "近方形"},
}
KINDS = ("a4", "90x120", "80x200", "120x90", "1920x1080", "1080x1920")  # one of each shape
each_layout = pytest.mark.parametrize("layout", LAYOUTS)


@each_layout
@pytest.mark.parametrize("name", SHEETS)
def test_every_layout_passes_the_proof_on_every_sheet(tmp_path: Path, name: str, layout: str) -> None:
    shown = view_of(layout, SHEETS[name])

    assert prove(pdf(tmp_path, shown), shown["poster"], shown["format"]) == ()


@each_layout
@pytest.mark.parametrize("name", ODD)
def test_sizes_of_a_hub_s_own_are_right_too(tmp_path: Path, name: str, layout: str) -> None:
    shown = view_of(layout, ODD[name] | {"name": name, "use": ""})

    assert prove(pdf(tmp_path, shown), shown["poster"], shown["format"]) == ()


def test_the_last_of_three_call_outs_fills_its_row(tmp_path: Path) -> None:
    words = "站在岸上大声喊大人，一边喊一边盯住落水人的位置，再请旁边的人打电话。"
    blocks = [one | {"text": words} for one in callouts((20, 40), (50, 60), (75, 60))]
    runs = read_sheet(pdf(tmp_path, view_of("figure", SHEETS["a4"], blocks=blocks))).runs

    assert [run.words for run in runs].count(words) == 1  # on one line, the other two on two lines each


@each_layout
@pytest.mark.parametrize("name", ["1000x300mm", "300x1000mm", "960x320px", "1080x4320px"])
def test_a_slim_sheet_is_right_or_refused_with_something_to_do(
    tmp_path: Path, name: str, layout: str
) -> None:
    shown = view_of(layout, asdict(format_of(name, ())))
    try:
        made = pdf(tmp_path, shown)
    except SiteError as error:
        (problem,) = error.problems
        assert re.search("leave out|cut about|another size|layout: panels", problem.hint)
        assert "event" not in problem.hint
        assert "organiser" not in problem.hint
    else:
        assert prove(made, shown["poster"], shown["format"]) == ()


@each_layout
def test_on_a_square_paper_the_title_stands_beside_the_drawing_behind_it(tmp_path: Path, layout: str) -> None:
    """A large picture takes the place of that drawing: then the title may be as wide as the sheet."""
    glyphs = read_sheet(pdf(tmp_path, view_of(layout, ODD["square"] | {"name": "square", "use": ""}))).glyphs
    largest = max(glyph.box.height for glyph in glyphs if glyph.box.bottom > 300)
    title = [glyph for glyph in glyphs if glyph.box.height > 0.6 * largest and glyph.box.bottom > 400]

    assert (max(glyph.box.right for glyph in title) < 380) == (layout != "figure")


def printed(root: Path, layout: str, name: str, **changes: object) -> tuple[Glyph, ...]:
    return read_sheet(pdf(root, view_of(layout, SHEETS[name], **changes))).glyphs


def run_of(glyphs: tuple[Glyph, ...], words: str) -> tuple[Glyph, ...]:
    """Return the characters of words, which are printed in one go; none if they are not there."""
    at = "".join(glyph.char for glyph in glyphs).find("".join(words.split()))
    return glyphs[at : at + len("".join(words.split()))] if at >= 0 else ()


def lines_of(glyphs: tuple[Glyph, ...]) -> list[int]:
    """Return how many characters stand on each line: a new one begins further left."""
    lines = [1] if glyphs else []
    for before, glyph in pairwise(glyphs):
        if glyph.box.left < before.box.left:
            lines.append(0)
        lines[-1] += 1
    return lines


@each_layout
@pytest.mark.parametrize("name", KINDS)
def test_no_line_of_a_text_holds_one_character(tmp_path: Path, name: str, layout: str) -> None:
    shown = view_of(layout, SHEETS[name])["poster"]
    glyphs = printed(tmp_path, layout, name)
    texts = [block[form] for block in shown["blocks"] for form in ("text", "short")]

    for text in [*texts, shown["lead"]]:
        assert all(count > 1 for count in lines_of(run_of(glyphs, text))), text


@each_layout
@pytest.mark.parametrize("name", KINDS)
def test_the_title_fills_the_width_that_it_has(tmp_path: Path, name: str, layout: str) -> None:
    sheet = Sheet.of(SHEETS[name])
    title = run_of(printed(tmp_path, layout, name), "烤火取暖防中毒")
    across = max(glyph.box.right for glyph in title) - min(glyph.box.left for glyph in title)
    room = sheet.panel or (0.62 * sheet.width + sheet.margin if sheet.lying else sheet.width)
    unit = 25.4 / 96 if sheet.screen else 1.0

    assert 0.88 < across / ((room - 2 * sheet.margin) * unit) < 1.01


@each_layout
@pytest.mark.parametrize("name", ["a4", "120x90", "1080x1920"])
def test_a_layout_that_cannot_hold_a_text_names_it(tmp_path: Path, name: str, layout: str) -> None:
    shown = view_of(layout, SHEETS[name])
    blocks = [*shown["poster"]["blocks"]]
    blocks[-1] = blocks[-1] | {
        "heading": "太长了",
        "text": "长" * 2500,
        "short": "",
        "kind": blocks[0]["kind"],
    }
    if layout == "grades" and name == "1080x1920":
        return  # a screen with a table shows headings alone

    with pytest.raises(SiteError) as caught:
        pdf(tmp_path, shown | {"poster": shown["poster"] | {"blocks": blocks}})

    (problem,) = caught.value.problems
    assert "太长了" in problem.hint
    assert "2500" in problem.hint


def test_a_screen_shows_the_table_that_is_the_poster_and_the_headings_of_the_rest(tmp_path: Path) -> None:
    text = text_of(pdf(tmp_path, view_of("grades", SHEETS["1920x1080"])))

    assert all(word in text for word in ("看懂暴雨预警信号", "100毫米", "立即转移", "要通风", "不闷火"))
    assert "门窗留缝" not in text


def test_many_call_outs_on_a_lying_screen_are_headings_alone(tmp_path: Path) -> None:
    points = [(10, 20), (30, 40), (50, 60), (70, 40), (90, 20)]
    text = text_of(pdf(tmp_path, view_of("figure", SHEETS["1920x1080"], blocks=callouts(*points))))

    assert "趴下伸竿" in text
    assert "趴低，伸竹竿" not in text


def test_a_picture_with_a_legend_takes_all_of_a_lying_screen_beside_the_title(tmp_path: Path) -> None:
    points = [(10, 20), (30, 40), (50, 60), (70, 40), (90, 20)]
    shown = view_of("figure", SHEETS["1920x1080"], blocks=callouts(*points))
    wide, high = (float(shown["format"][side]) * 25.4 / 96 for side in ("width", "height"))
    glyphs = read_sheet(pdf(tmp_path, shown)).glyphs
    pins = [
        glyph.box
        for glyph in glyphs
        if glyph.char in "12345" and glyph.box.left > 0.33 * wide and glyph.box.bottom > 0.2 * high
    ]

    assert [run_of(glyphs, word)[0].box.left < 0.33 * wide for word in ("大声喊人", "上岸急救")] == [
        True,
        True,
    ]
    assert len(pins) == 5
    assert max(box.left for box in pins) - min(box.left for box in pins) > 0.5 * wide


@pytest.mark.parametrize("name", ["a4", "1920x1080", "1080x1920"])
def test_a_foot_without_telephones_is_no_higher_than_one_with_them(tmp_path: Path, name: str) -> None:
    def edge(phones: list[str]) -> float:
        glyphs = printed(tmp_path, "panels", name, phones=phones)
        return run_of(glyphs, "编号203118")[0].box.bottom

    assert edge([]) <= edge(["急救 120"]) + 0.5


def test_long_telephone_numbers_leave_the_words_of_an_upright_screen_their_room(tmp_path: Path) -> None:
    phones = ["水上搜救 12395", "电力报修 95598"]
    glyphs = printed(tmp_path, "panels", "1080x1920", phones=phones)
    call, digits = run_of(glyphs, "扫码看全文"), run_of(glyphs, "12395")

    assert lines_of(call) == [len("扫码看全文")]
    assert digits[0].box.bottom > call[0].box.top


@pytest.mark.parametrize("name", KINDS)
def test_grades_rise_with_the_danger(tmp_path: Path, name: str) -> None:
    glyphs = printed(tmp_path, "grades", name)
    heights = [run_of(glyphs, word)[0].box.bottom for word in ("蓝色", "黄色", "橙色", "红色")]

    assert heights == sorted(heights)
    assert len(set(heights)) == 4


@pytest.mark.parametrize("name", KINDS)
def test_steps_are_numbered_in_order(tmp_path: Path, name: str) -> None:
    glyphs = printed(tmp_path, "steps", name, figures=None, phones=[])
    heads = [run_of(glyphs, word)[0].box for word in ("大声喊人", "打电话", "趴下伸竿")]
    numbers = [max((g for g in glyphs if g.char == digit), key=lambda g: g.box.height).box for digit in "123"]

    for head, number in zip(heads, numbers, strict=True):
        near = [abs(number.left - head.left) + abs(number.bottom - head.bottom) for number in numbers]
        assert numbers[near.index(min(near))] == number


def test_the_day_to_take_it_down_is_told_on_paper_alone(tmp_path: Path) -> None:
    paper, screen = (text_of(pdf(tmp_path, view_of("panels", SHEETS[name]))) for name in ("a4", "1920x1080"))

    assert "编号203118" in paper
    assert "请于2027年10月前取下" in paper
    assert "编号203118" in screen
    assert "取下" not in screen


@pytest.mark.parametrize(
    ("count", "most", "columns"),
    [(6, 3, 3), (4, 3, 2), (5, 3, 3), (3, 3, 3), (2, 3, 2), (7, 3, 2), (3, 2, 2), (5, 1, 1), (1, 3, 1)],
)
def test_cards_stand_in_as_many_columns_as_they_fill(count: int, most: int, columns: int) -> None:
    assert columns_for(count, most) == columns


@pytest.mark.parametrize(
    ("when", "month", "day"),
    [
        ("2026年9月19日", "9 月", "19"),
        ("2026年9月19日至20日", "9 月", "19–20"),
        ("2026年9月30日至10月2日", "9 月", "30"),
        ("等通知", "", ""),
    ],
)
def test_the_leaf_of_the_calendar_shows_the_day(when: str, month: str, day: str) -> None:
    leaf = show_event(EVENT | {"when": when}, inner=60, screen=False)

    assert leaf
    assert (leaf["month"], leaf["day"]) == (month, day)


@pytest.mark.parametrize("screen", [False, True])
def test_where_an_activity_has_little_room_its_address_stands_below(*, screen: bool) -> None:
    wide, narrow = (show_event(EVENT, inner=inner, screen=screen) for inner in (60, 30))

    assert wide
    assert narrow
    assert [len(wide["facts"]), len(wide["more"])] == [4, 0]
    assert [fact["label"] for fact in narrow["more"]] == ["主办", "网址"]


def test_an_edit_of_a_layout_prints_the_posters_in_it_anew_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path / "drawings", DRAWINGS)
    asked: list[str] = []
    whole = press.pdf_of

    def counted(html: str, fonts: Sequence[Font], *, title: str) -> bytes:
        asked.append("notice" if 'class="leaf"' in html else "steps")
        return whole(html, fonts, title=title)

    monkeypatch.setattr(press, "pdf_of", counted)
    for edit in ("", "/* other */"):
        css = (BUILT_IN / "posters/notice.css").read_text("utf-8")
        (tmp_path / "own/posters").mkdir(parents=True, exist_ok=True)
        (tmp_path / "own/posters/notice.css").write_text(css + edit, "utf-8")
        templates = Templates([tmp_path / "own", tmp_path / "drawings", BUILT_IN])
        for layout in ("notice", "steps"):
            shown = view_of(layout, SHEETS["a4"])
            poster_pdf(shown, templates=templates, memo=Memo(tmp_path / "memo"))

    assert asked == ["notice", "steps", "notice"]


def test_every_layout_has_its_template() -> None:
    assert [name for name in DESIGNS if not (BUILT_IN / f"posters/{name}.html").is_file()] == []


def test_a_lone_last_card_is_as_wide_as_its_row(tmp_path: Path) -> None:
    blocks = [block(number, heading=f"第{number}张") for number in range(3)]
    glyphs = printed(tmp_path, "panels", "a4", blocks=blocks)
    text = run_of(glyphs, "屋里烤火，门窗留一条缝，每隔一两个小时开窗换气，下雪天也要记得。")
    rows = "".join(glyph.char for glyph in glyphs)
    last = glyphs[rows.rindex("屋里烤火") :][: len(text)]

    assert len(lines_of(last)) < len(lines_of(text))
