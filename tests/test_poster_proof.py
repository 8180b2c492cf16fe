"""The proof of a printed poster: silent about a right one, and loud about every fault planted in it."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from site_builder.errors import SiteError
from site_builder.render.posters import press, printer
from site_builder.render.posters.proof import prove
from site_builder.render.posters.proof.words import headlines
from tests.poster_text import FIGURES, SHEETS, block, pdf, templates, view

Edit = Callable[[str], str]


def spoilt(root: Path, monkeypatch: pytest.MonkeyPatch, edit: Edit, *, sheet: str = "a4") -> tuple[str, ...]:
    """Return what the proof says about a poster whose page was edited before it was printed."""

    def printed(html: str, fonts: object, *, title: str) -> bytes:
        changed = edit(html)
        assert changed != html, "the edit found nothing to change"
        return printer.pdf_of(changed, fonts, title=title)  # type: ignore[arg-type]

    monkeypatch.setattr(press, "pdf_of", printed)
    monkeypatch.setattr(press, "require_whole", lambda *_args, name: None)
    shown = view(sheet)
    data = press.print_poster(shown["poster"], shown["format"], templates(root))
    return prove(data, shown["poster"], shown["format"])


def styled(rule: str) -> Edit:
    return lambda html: html.replace("</head>", f"<style>{rule}</style></head>")


def ending(markup: str) -> Edit:
    return lambda html: html.replace("</body>", f"{markup}</body>")


def edited(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", SHEETS)
def test_a_right_poster_passes_in_every_size(tmp_path: Path, name: str) -> None:
    shown = view(name)

    assert prove(pdf(tmp_path, shown), shown["poster"], shown["format"]) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "“雷雨、大风”来了，进屋（快！）", "highlight": "进屋"},
        {
            "lead": "海拔 2000 m、气温 0℃ 以下，Wi-Fi 也断：带 3 天干粮（每人约 1.5 kg），看 https://a.cn/b-c。"
        },
        {"grades": None, "figures": FIGURES},
        {"title": "𠮷家寨ꆈꌠ节", "highlight": "", "lead": "𖼀𖽔𖾒说：𬭎。"},
        {"lead": "", "kicker": "", "subtitle": [], "phones": [], "qr": "", "source": "", "grades": None},
        {"source": "来源：示例疾控中心；依据：国家消防救援局", "origin": "来源：示例疾控中心"},
    ],
)
def test_no_wish_of_typography_is_taken_for_a_fault(tmp_path: Path, changes: dict[str, object]) -> None:
    for sheet in ("a4", "1920x1080"):
        shown = view(sheet, **changes)
        assert prove(pdf(tmp_path, shown), shown["poster"], shown["format"]) == ()


def test_whole_texts_may_give_way_to_short_forms(tmp_path: Path) -> None:
    blocks = [block(number, text="要按说明做。" * 30) for number in range(6)]
    shown = view("a4", blocks=blocks)

    assert prove(pdf(tmp_path, shown), shown["poster"], shown["format"]) == ()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("冬季安全科普", "kicker"),
        ("装烟囱", "subtitle"),
        ("119", "phones"),
        ("加重", "轻重看得出"),
        ("扫码看全文", "qr_text"),
        ("认症状", "认症状"),
    ],
)
def test_words_that_are_missing_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, part: str
) -> None:
    told = spoilt(tmp_path, monkeypatch, lambda html: html.replace(words, "", 1))

    assert told[0] == f"it does not show all of “{part}”: {words}"


def test_a_screen_that_lacks_a_short_form_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(html: str) -> str:
        return re.sub(r"<p>.*?</p>", "<p></p>", html, count=1, flags=re.DOTALL)

    (told,) = spoilt(tmp_path, monkeypatch, without, sheet="1920x1080")

    assert told.endswith("”: 门窗留缝，勤换气")


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (styled(".kicker{margin-left:-25mm}"), "words run over the edge of the sheet: 冬季"),
        (styled(".kicker{margin-left:-6mm}"), "words stand too near to the edge: 冬"),
        (styled(".lead{top:30mm}"), "words stand on each other: "),
        (styled(".kicker{height:4mm;overflow:hidden}"), "words are cut off: "),
        (
            ending(
                '<div style="position:absolute;left:0;top:0;width:100%;height:30mm;background:#fff"></div>'
            ),
            "something hides words: 冬季安全科普",
        ),
    ],
)
def test_words_in_a_wrong_place_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: Edit, told: str
) -> None:
    findings = spoilt(tmp_path, monkeypatch, edit)

    assert any(finding.startswith(told) for finding in findings), findings


def test_a_plate_behind_words_hides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert spoilt(tmp_path, monkeypatch, styled(".lead{background:#ff0;outline:1px solid #000}")) == ()


def test_a_picture_over_the_edge_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    source = base64.b64encode(out.getvalue()).decode()
    place = "position:absolute;left:-20mm;top:150mm;width:22mm;height:5mm"
    picture = (
        f'<style>body{{overflow:visible}}</style><img style="{place}" src="data:image/png;base64,{source}">'
    )

    assert spoilt(tmp_path, monkeypatch, ending(picture)) == ("a picture runs over the edge of the sheet",)


def test_the_sheet_itself_is_measured(tmp_path: Path) -> None:
    shown = view("a4")
    right = pdf(tmp_path, shown)

    def larger(document: pikepdf.Pdf) -> None:
        left, bottom, wide, high = (float(number) for number in document.pages[0].mediabox)
        document.pages[0].mediabox = pikepdf.Array([left, bottom, wide + 0.5, high])

    def twice(document: pikepdf.Pdf) -> None:
        document.pages.append(document.pages[0])

    def bare(document: pikepdf.Pdf) -> None:
        for row in document.objects:
            if isinstance(row, pikepdf.Dictionary) and row.get("/Type") == "/FontDescriptor":
                del row["/FontFile2"]

    told = [
        prove(edited(right, change), shown["poster"], shown["format"]) for change in (larger, twice, bare)
    ]
    assert told[0] == ("it is 210.2 × 297.0 mm large, not 210.0 × 297.0",)
    assert told[1] == ("it has 2 pages, not one",)
    assert told[2][0].startswith("the file lacks a typeface: ")
    assert "NotoSansSC" in told[2][0]


def test_a_bleed_around_the_sheet_is_not_its_size(tmp_path: Path) -> None:
    shown = view("a4")

    def bleed(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        box = [float(number) for number in page.mediabox]
        page.trimbox = pikepdf.Array(box)
        page.mediabox = pikepdf.Array([box[0] - 8.5, box[1] - 8.5, box[2] + 8.5, box[3] + 8.5])

    assert prove(edited(pdf(tmp_path, shown), bleed), shown["poster"], shown["format"]) == ()


def test_a_number_of_one_part_is_not_taken_for_that_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table says to call 120, so that its number still stands on the poster."""
    told = spoilt(tmp_path, monkeypatch, lambda html: re.sub(r'(class="digits">)120', r"\1", html))

    assert told == ("it does not show all of “phones”: 120",)


def test_a_poster_whose_words_would_be_cut_off_is_not_printed(tmp_path: Path) -> None:
    with pytest.raises(SiteError) as caught:
        pdf(tmp_path, view("a4", kicker="W" * 500))

    assert "the poster for A4 打印 is wrong: words run over the edge of the sheet: WW" in str(caught.value)


@pytest.mark.parametrize("part", ["title", "subtitle"])
def test_a_poster_with_words_too_small_to_be_read_is_not_printed(tmp_path: Path, part: str) -> None:
    with pytest.raises(SiteError) as caught:
        pdf(tmp_path, view("a4", **{part: "W" * 500 if part == "title" else ["W" * 500]}, highlight=""))

    assert "words are too small to be read: WWW" in str(caught.value)


def test_a_title_may_drop_the_mark_at_which_it_breaks() -> None:
    assert set(headlines("来了，快走：别停")) == {
        "来了，快走：别停",
        "来了快走：别停",
        "来了，快走别停",
        "来了快走别停",
    }
    assert headlines("来了")[0] == "来了"
    assert headlines("，".join("一二三四五六七八九"))[0] == "，".join("一二三四五六七八九")
