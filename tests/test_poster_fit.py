"""A poster fills its sheet, never overflows it, and its type never becomes too small to read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from site_builder.errors import SiteError
from site_builder.render.posters.fit import Range, TooLongError, fit
from site_builder.render.posters.page import Scale
from site_builder.render.posters.sizes import TELEVISION, Sheet
from tests.poster_text import SHEETS, block, pdf, text_of, view

A3 = Sheet(width=297, height=420, unit="mm", distance=0.7)
SCENES = (0.13, 0.19, 0.23)


def needs(amount: float, *, short: float = 1.0) -> object:
    """Return a measure: the height grows with the square of the type and evenly with spacing and scene."""

    def measure(layout: Scale) -> float:
        text = amount * (layout.rem / 4.0) ** 2 * (short if layout.short else 1.0)
        return text + 0.1 * layout.spacing + 0.7 * layout.scene

    return measure


def even(_layout: Scale) -> int:
    return 0


@pytest.mark.parametrize("amount", [0.05, 0.2, 0.5, 0.7, 0.79])
def test_the_sheet_is_filled_and_not_exceeded(amount: float) -> None:
    measure = needs(amount)

    layout = fit(A3, measure, even, scenes=SCENES)  # type: ignore[arg-type]

    assert 0.99 <= measure(layout) <= 1  # type: ignore[operator]
    assert A3.smallest_rem <= layout.rem <= A3.largest_rem
    assert not layout.short


def test_less_text_stands_larger() -> None:
    sizes = [fit(A3, needs(amount), even, scenes=SCENES).rem for amount in (0.4, 0.55, 0.75)]  # type: ignore[arg-type]

    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3


def test_a_long_text_is_shown_in_its_short_form() -> None:
    assert fit(A3, needs(2.0, short=0.3), even, scenes=SCENES).short  # type: ignore[arg-type]


def test_what_fits_in_no_form_is_refused() -> None:
    with pytest.raises(TooLongError) as caught:
        fit(A3, needs(4.0, short=0.5), even, scenes=SCENES)  # type: ignore[arg-type]

    assert caught.value.share > 1


def test_a_little_size_is_given_for_even_rows() -> None:
    largest = fit(A3, needs(0.5), even, scenes=SCENES)  # type: ignore[arg-type]

    def uneven(layout: Scale) -> int:
        return 2 if layout.rem > 0.99 * largest.rem else 0

    chosen = fit(A3, needs(0.5), uneven, scenes=SCENES)  # type: ignore[arg-type]

    assert 0.95 * largest.rem < chosen.rem < largest.rem


@pytest.mark.parametrize("name", SHEETS)
def test_the_smallest_body_can_be_read_from_the_sheet_s_distance(name: str) -> None:
    sheet = Sheet.of(SHEETS[name])
    body = 1.5 * sheet.smallest_rem / sheet.millimetre  # mm on the wall

    assert body >= sheet.distance * 1000 / 130 - 0.01
    assert sheet.screen or body >= 4
    assert sheet.largest_rem >= sheet.smallest_rem


def test_a_screen_is_taken_for_the_office_television() -> None:
    assert Sheet.of(SHEETS["1920x1080"]).millimetre == pytest.approx(1920 / TELEVISION)


@pytest.mark.parametrize("name", ["a4", "a3", "90x120", "80x200"])
def test_the_printed_body_is_no_smaller_than_promised(tmp_path: Path, name: str) -> None:
    document = pypdfium2.PdfDocument(pdf(tmp_path, view(name)))
    page = document[0].get_textpage()
    at = page.get_text_range().index("屋里烤火")
    left = [page.get_charbox(at + i)[0] for i in range(2)]
    document.close()

    sheet = Sheet.of(SHEETS[name])
    assert (left[1] - left[0]) * 25.4 / 72 > 0.9 * 1.5 * sheet.smallest_rem


@pytest.mark.parametrize("name", SHEETS)
def test_a_text_that_cannot_fit_is_told_with_its_block_and_what_to_cut(tmp_path: Path, name: str) -> None:
    blocks = [block(n) for n in range(5)] + [block(5, heading="太长了", text="长" * 2500, short="")]

    with pytest.raises(SiteError) as caught:
        pdf(tmp_path, {"poster": view(name)["poster"] | {"blocks": blocks}, "format": SHEETS[name]})

    (problem,) = caught.value.problems
    assert SHEETS[name]["label"] in problem.message
    assert "太长了" in problem.hint
    assert "2500" in problem.hint


@pytest.mark.parametrize(
    ("changes", "told", "untold"),
    [
        ({"lead": "长" * 2500}, ["before the first ##", "2500"], ["短：", "too many"]),
        ({"blocks": 40}, ["too many blocks: 40"], ["短："]),
        (
            {"blocks": [block(n, text="长" * 500, short="", heading=f"第{n}") for n in range(6)]},
            ["短： below 第0, 第1, 第2, 第3, 第4, 第5"],
            ["too many"],
        ),
        (
            {"blocks": [block(n, text="字", short="") for n in range(60)]},
            ["leave out", "of the 60 blocks"],
            ["cut about"],
        ),
        ({"source": "依据：" + "某某部" * 900}, ["list of evidence", "2703"], ["too many"]),
        (
            {"blocks": [block(n, heading="别" * 60 * (n == 1) or "要通风") for n in range(6)]},
            ["shorten the heading “别别"],
            ["cut about", "leave out"],
        ),
    ],
)
def test_what_there_is_too_much_of_is_told(
    tmp_path: Path, changes: dict[str, Any], told: list[str], untold: list[str]
) -> None:
    with pytest.raises(SiteError) as caught:
        pdf(tmp_path, view("a4", **changes))

    hint = caught.value.problems[0].hint
    assert [word for word in told if word not in hint] == []
    assert [word for word in untold if word in hint] == []


def test_a_screen_is_not_told_to_cut_what_it_does_not_show(tmp_path: Path) -> None:
    with pytest.raises(SiteError) as caught:
        pdf(tmp_path, view("1920x1080", blocks=20, lead="长" * 2500))

    assert "first ##" not in caught.value.problems[0].hint


def test_a_telephone_line_too_long_to_be_read_is_told(tmp_path: Path) -> None:
    phone = "某某县某某乡镇人民政府地质灾害防治指挥部办公室昼夜值班电话 12345"

    with pytest.raises(SiteError) as caught:
        pdf(tmp_path, view("1080x1920", phones=[phone]))

    assert phone in caught.value.problems[0].message


def test_type_shrinks_to_its_limit_before_the_short_forms_are_taken() -> None:
    smallest = Range(A3, short=False, scenes=SCENES).at(0)
    amount = (0.995 - 0.1 * smallest.spacing - 0.7 * smallest.scene) / (smallest.rem / 4.0) ** 2

    assert not fit(A3, needs(amount), even, scenes=SCENES).short  # type: ignore[arg-type]
    assert fit(A3, needs(1.01 * amount, short=0.5), even, scenes=SCENES).short  # type: ignore[arg-type]


SAID = "屋里烤火，门窗留一条缝；每隔一两个小时，开窗换气。下雪天也一样，老人、娃娃在家更要记得。"


@pytest.mark.parametrize("words", ["长", SAID])
def test_cutting_what_the_error_asks_for_is_enough(tmp_path: Path, words: str) -> None:
    def made(length: int) -> bytes:
        text = (words * 400)[:length]
        blocks = [block(n) for n in range(5)] + [block(5, text=text, short="")]
        return pdf(tmp_path, {"poster": view("a4")["poster"] | {"blocks": blocks}, "format": SHEETS["a4"]})

    with pytest.raises(SiteError) as caught:
        made(400)
    cut = int(re.search(r"about (\d+)", caught.value.problems[0].hint)[1])  # type: ignore[index]

    assert made(400 - cut)
    with pytest.raises(SiteError):
        made(400 - round(0.4 * cut))


def test_paper_with_too_much_text_takes_the_short_forms(tmp_path: Path) -> None:
    long = "屋里烤火，门窗留一条缝，每隔一两个小时开窗换气，下雪天也要记得。" * 5

    text = text_of(
        pdf(
            tmp_path,
            view("a4")
            | {
                "poster": view("a4", blocks=6)["poster"] | {"blocks": [block(n, text=long) for n in range(6)]}
            },
        )
    )

    assert text.count("门窗留缝，勤换气") == 6
    assert "每隔一两个小时" not in text
