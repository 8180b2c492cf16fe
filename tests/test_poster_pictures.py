"""A poster as a picture: exact pixels, a form that every screen reads, nothing beyond the margins."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from site_builder.memo import Memo
from site_builder.render import Templates
from site_builder.render.posters import THEMES, poster_png, poster_preview
from site_builder.render.posters.sizes import Sheet
from site_builder.render.posters.themes import INK, WHITE, Level, levels
from tests.poster_text import BUILT_IN, FIGURES, SHEETS, block, glyphs, opened, pdf, picture, templates, view

KINDS: list[dict[str, Any]] = [
    {},
    {"grades": None, "figures": FIGURES, "phones": ["急救 120", "消防救援 119", "政务服务热线 12345"]},
    {"grades": None, "blocks": 4, "title": "转发之前，先问三句话", "highlight": "先问三句话"},
    {"title": "防溺水", "highlight": "", "subtitle": ["不下河"], "qr": "", "phones": []},
]

CROWDED: dict[str, Any] = {
    "title": "电动自行车千万别进屋充电",
    "highlight": "别进屋",
    "kicker": "用电防火科普宣传",
    "subtitle": ["不进楼道不进屋", "不拉飞线", "不改装电池"],
    "phones": ["急救 120", "消防救援 119", "政务服务便民热线 12345"],
    "issuer": "毕节市科学技术协会、毕节市消防救援支队",
    "blocks": [block(n, heading="不信土偏方", short="不在楼道里充电，不从楼上拉线") for n in range(6)],
}


FULL_FOOT: dict[str, Any] = {
    "phones": ["急救 120", "消防救援 119", "政务服务便民热线 12345", "森林防火报警 12119"],
    "qr_text": "用手机微信扫一扫，看全文、看视频、下载打印文件",
    "issuer": "毕节市科学技术协会、毕节市消防救援支队、毕节市应急管理局",
    "origin": "来源：示例省疾病预防控制中心健康教育所",
    "source": "依据："
    + "、".join(f"国家第{number}个部门《某某某某管理办法》" for number in "一二三四五六七八九"),
}


def gap(first: tuple[int, ...], second: tuple[int, ...]) -> int:
    return max(abs(a - b) for a, b in zip(first, second, strict=True))


def ragged_rows(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """Return how many rows of the box are not of one colour."""
    strip = image.crop(box)
    colours = [strip.crop((0, y, strip.width, y + 1)).getextrema() for y in range(strip.height)]
    return sum(max(high - low for low, high in row) > 24 for row in colours)  # type: ignore[misc]


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["1920x1080", "1080x1920"])
def test_a_screen_picture_has_exactly_the_screen_s_pixels(tmp_path: Path, name: str) -> None:
    data = poster_png(view(name), templates=templates(tmp_path), memo=Memo(tmp_path / "memo"))

    image = opened(data)

    assert (image.format, image.mode) == ("PNG", "RGB")
    assert image.size == (SHEETS[name]["width"], SHEETS[name]["height"])


def test_a_preview_is_a_baseline_jpeg_of_the_width_asked_for(tmp_path: Path) -> None:
    shown = view("a3") | {"width": 640}

    image = opened(poster_preview(shown, templates=templates(tmp_path), memo=Memo(tmp_path / "memo")))

    assert (image.format, image.mode, image.width) == ("JPEG", "RGB", 640)
    assert image.height == pytest.approx(640 * 420 / 297, abs=1)
    assert not image.info.get("progressive")


def test_a_poster_printed_once_is_not_printed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memo, shown = Memo(tmp_path / "memo"), view("a4") | {"width": 320}
    first = poster_preview(shown, templates=templates(tmp_path), memo=memo)

    def print_again(*_shown: object) -> None:
        pytest.fail("printed again")

    monkeypatch.setattr(Memo, "keep", print_again)
    assert poster_preview(shown, templates=templates(tmp_path), memo=memo) == first


def test_a_changed_icon_prints_the_poster_anew(tmp_path: Path) -> None:
    memo, shown = Memo(tmp_path / "memo"), view("a4") | {"width": 320}
    source = templates(tmp_path)
    before = poster_preview(shown, templates=source, memo=memo)
    icon = tmp_path / "drawings" / "posters" / "icons" / "dot.svg"
    icon.write_text(icon.read_text("utf-8").replace("<circle", '<path d="M4 4h40v40H4z"/><circle'), "utf-8")

    again = Templates([tmp_path / "drawings", BUILT_IN])
    assert poster_preview(shown, templates=again, memo=memo) != before


@pytest.mark.parametrize("changes", KINDS)
@pytest.mark.parametrize("name", SHEETS)
def test_only_colour_lies_outside_the_safe_margin(tmp_path: Path, name: str, changes: dict[str, Any]) -> None:
    image = picture(pdf(tmp_path, view(name, **changes)), 700)
    sheet = Sheet.of(SHEETS[name])
    margin = int(sheet.margin / sheet.width * 700 * 0.85)
    wide, high = image.size

    assert ragged_rows(image, (0, 0, margin, high)) == 0
    assert ragged_rows(image, (wide - margin, 0, wide, high)) == 0
    panel = int(sheet.panel / sheet.width * 700)
    for left, right in ((0, panel), (panel, wide)) if panel else ((0, wide),):
        assert ragged_rows(image, (left + 2, 0, right - 2, margin // 2)) == 0
        assert ragged_rows(image, (left + 2, high - margin // 2, right - 2, high)) == 0


@pytest.mark.parametrize("dots", [72, 96, 140, 151])
def test_colour_reaches_the_edges_at_any_resolution(tmp_path: Path, dots: int) -> None:
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is missing (Debian: poppler-utils)")
    (tmp_path / "a4.pdf").write_bytes(pdf(tmp_path, view("a4")))
    words = ("pdftoppm", "-r", str(dots), "-singlefile", tmp_path / "a4.pdf", tmp_path / "a4")
    subprocess.run(words, check=True)
    image = opened((tmp_path / "a4.ppm").read_bytes())
    wide, high = image.size
    right = [(image.getpixel((wide - 1, y)), image.getpixel((wide - 4, y))) for y in range(high)]
    below = [(image.getpixel((x, high - 1)), image.getpixel((x, high - 4))) for x in range(wide)]
    seams = [pair for pair in right + below if gap(*pair) > 12]  # type: ignore[arg-type]

    assert len(seams) <= 3  # rows where one colour turns into the next


Box = tuple[float, float, float, float]


def overlap(first: Box, second: Box) -> float:
    """Return the share of the smaller box that lies under the other."""
    wide = min(first[2], second[2]) - max(first[0], second[0])
    high = min(first[3], second[3]) - max(first[1], second[1])
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (first, second)]
    return wide * high / min(areas) if wide > 0 and high > 0 and min(areas) > 0 else 0.0


@pytest.mark.parametrize("changes", [*KINDS, CROWDED, FULL_FOOT])
@pytest.mark.parametrize("name", SHEETS)
def test_no_character_touches_another_or_leaves_its_place(
    tmp_path: Path, name: str, changes: dict[str, Any]
) -> None:
    found = glyphs(pdf(tmp_path, view(name, **changes)))
    sheet = Sheet.of(SHEETS[name])
    margin, panel = sheet.margin / sheet.width, sheet.panel / sheet.width

    assert [char for char, box in found if box[0] < 0.85 * margin or box[2] > 1 - 0.85 * margin] == []
    edges = (panel - margin / 2, panel + margin / 2) if panel else (0.0, 0.0)
    assert [char for char, box in found if box[0] < edges[1] and box[2] > edges[0]] == []
    pairs = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if overlap(a[1], b[1]) > 0.1]
    assert [f"{first[0]}{second[0]}" for first, second in pairs] == []


@pytest.mark.parametrize("name", SHEETS)
def test_the_foot_holds_all_its_words_and_its_labels_can_be_read(tmp_path: Path, name: str) -> None:
    data = pdf(tmp_path, view(name, **FULL_FOOT))
    sheet = Sheet.of(SHEETS[name])
    found = glyphs(data)
    text = "".join(char for char, _box in found)
    left_out = "source" if sheet.screen else "origin"
    shown = [word for key, word in FULL_FOOT.items() if key not in ("phones", left_out)]
    lowest = min(box[1] for _char, box in found)
    at = text.index("政务服务便民热线")
    step = (found[at + 7][1][0] - found[at][1][0]) / 7 * sheet.width

    assert [word for word in shown if word not in text] == []
    assert lowest > 0.3 * sheet.margin / sheet.height
    assert step >= 0.62 * sheet.smallest_rem


@pytest.mark.parametrize("name", ["a4", "a3", "90x120", "1920x1080"])
def test_an_issuer_that_fits_on_one_line_stands_on_one(tmp_path: Path, name: str) -> None:
    issuer = "毕节市科学技术协会（示例）"
    phones = ["交通事故 122", "电力报修 95598"]
    found = glyphs(pdf(tmp_path, view(name, issuer=issuer, phones=phones)))
    at = "".join(char for char, _box in found).index("毕节市")
    ends = [found[at][1], found[at + len(issuer) - 2][1]]

    assert ends[0][1] < ends[1][3]
    assert ends[1][1] < ends[0][3]


@pytest.mark.parametrize("changes", KINDS)
@pytest.mark.parametrize("name", SHEETS)
def test_the_page_is_filled_down_to_its_footer(tmp_path: Path, name: str, changes: dict[str, Any]) -> None:
    image = picture(pdf(tmp_path, view(name, **changes)), 500)
    theme = THEMES["fire"]
    paper = tuple(int(theme.pale[i : i + 2], 16) for i in (1, 3, 5))
    line = tuple(int(theme.accent[i : i + 2], 16) for i in (1, 3, 5))
    sheet = Sheet.of(SHEETS[name])
    x = int((sheet.panel + 0.3 * (sheet.width - sheet.panel)) / sheet.width * 500)
    column = [image.getpixel((x, y)) for y in range(image.height)]
    below = max(y for y, colour in enumerate(column) if gap(colour, paper) < 6)  # type: ignore[arg-type]
    last = max(y for y in range(below) if gap(column[y], paper) > 6)  # type: ignore[arg-type]

    assert min(gap(column[below + step], line) for step in (1, 2, 3)) < 60  # type: ignore[arg-type]
    assert (below - last) / image.height < 0.055


@pytest.mark.parametrize("name", THEMES)
def test_every_text_of_a_theme_can_be_read(name: str) -> None:
    theme = THEMES[name]
    pairs = {
        "white on dark": (WHITE, theme.dark),
        "white on mid": (WHITE, theme.mid),
        "accent on dark": (theme.accent, theme.dark),
        "accent on night": (theme.accent, theme.night),
        "kicker": (theme.dark, theme.accent),
        "lead": (theme.dark, theme.pale),
        "text": (INK, theme.pale),
        "note": (theme.quiet, WHITE),
        "note on paper": (theme.quiet, theme.pale),
        "source": (theme.soft, theme.dark),
        "heading": (theme.mid, WHITE),
    }
    assert {what: round(contrast(*pair), 1) for what, pair in pairs.items() if contrast(*pair) < 4.5} == {}
    assert contrast(theme.accent, theme.mid) >= 3  # large numbers only


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_name_of_a_grade_can_be_read_on_its_colour(count: int) -> None:
    rows: tuple[Level, ...] = levels(count)

    assert len(rows) == count
    assert [row for row in rows if contrast(row.text, row.fill) < 4.5] == []
