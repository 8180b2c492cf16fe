"""A poster on paper: its size, its fonts, its words, and the same bytes everywhere."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pikepdf
import pytest

from site_builder.digest import digest
from site_builder.errors import SiteError
from tests.poster_text import FIGURES, SHEETS, block, pdf, picture, poster, text_of, view
from tests.site_text import write_site

PAPERS = [name for name, row in SHEETS.items() if row["unit"] == "mm"]
POINT = 25.4 / 72


def words(value: object) -> list[str]:
    """Return every string of a plain value."""
    if isinstance(value, str):
        return [value]
    rows = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [word for row in rows for word in words(row)]


def printed_words(shown: dict[str, Any]) -> list[str]:
    """Return what a reader of the paper must find; icons, themes and short forms are not words."""
    mute = ("highlight", "theme", "art", "qr", "columns", "kind", "icon", "short", "layout")
    rows = [{key: row[key] for key in row if key not in mute} for row in shown["blocks"]]
    kept = {key: value for key, value in shown.items() if key not in (*mute, "blocks", "grades", "figures")}
    tables = [shown[key] for key in ("grades", "figures") if shown[key]]
    tables = [{key: table[key] for key in ("title", "note", "rows")} for table in tables]
    return ["".join(word.split()) for word in words([kept, rows, tables])]


@pytest.mark.parametrize("name", SHEETS)
def test_the_page_has_the_size_of_its_sheet(tmp_path: Path, name: str) -> None:
    sheet = SHEETS[name]
    unit = POINT if sheet["unit"] == "mm" else 1 / 0.75

    with pikepdf.open(io.BytesIO(pdf(tmp_path, view(name)))) as document:
        (page,) = document.pages
        _left, _bottom, width, height = (float(number) for number in page.mediabox)

    assert (width * unit, height * unit) == pytest.approx((sheet["width"], sheet["height"]), abs=0.2)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"grades": None, "figures": FIGURES},
        {"grades": None, "blocks": 4},
        {"theme": "water", "title": "“雷雨、大风”来了，进屋（快！）", "highlight": "进屋"},
        {"lead": "海拔 2000 m、气温 0℃ 以下，H2O 也会“咬人”：带 3 天干粮（每人约 1.5 kg）。"},
    ],
)
def test_every_word_can_be_copied_from_the_pdf(tmp_path: Path, changes: dict[str, Any]) -> None:
    shown = view("a3", **changes)

    text = text_of(pdf(tmp_path, shown))

    wanted = printed_words(shown["poster"])
    if "title" in changes:  # the comma at the break is dropped, as in every headline
        wanted = [word.replace("来了，", "来了") for word in wanted]
    assert [word for word in wanted if word not in text] == []


def test_a_screen_shows_the_short_forms_and_neither_table_nor_source(tmp_path: Path) -> None:
    text = text_of(pdf(tmp_path, view("1920x1080")))

    assert "门窗留缝，勤换气" in text
    assert not any(word in text for word in ("每隔一两个小时", "轻重看得出", "依据", "睡梦中"))


def test_every_font_is_embedded_and_only_what_is_used(tmp_path: Path) -> None:
    data = pdf(tmp_path, view("a3"))

    with pikepdf.open(io.BytesIO(data)) as document:
        fonts = [row for row in document.objects if getattr(row, "get", None) and row.get("/Type") == "/Font"]
        named = [str(font.BaseFont) for font in fonts]
        files = [
            row
            for row in document.objects
            if isinstance(row, pikepdf.Dictionary) and row.get("/Type") == "/FontDescriptor"
        ]

    assert named
    assert all("+NotoSansSC" in name for name in named), named
    assert all("/FontFile2" in row for row in files)
    assert len(data) < 150_000


def test_the_same_text_gives_the_same_bytes_at_another_place_and_time(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from site_builder.digest import digest;"
        "from tests.poster_text import pdf, view;"
        "print(digest(pdf(pathlib.Path(sys.argv[1]), view('a3'))))"
    )
    elsewhere = os.environ | {"TZ": "America/Lima", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}
    root = Path(__file__).parent.parent

    other = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "b"],
        env=elsewhere,
        cwd=root,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.strip()

    assert digest(pdf(tmp_path / "a", view("a3"))) == other


def test_the_title_stands_in_the_file_s_properties(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(pdf(tmp_path, view("a4")))) as document:
        assert str(document.docinfo["/Title"]) == "烤火取暖防中毒"
        assert str(document.docinfo["/CreationDate"]).endswith("20000101000000Z")


def test_a_character_without_glyph_is_named(tmp_path: Path) -> None:
    with pytest.raises(SiteError) as caught:
        pdf(tmp_path, view("a4", lead="这里有一个\U0001f525，还有\U000323b0。"))

    assert "\U0001f525 (U+1F525)" in str(caught.value)
    assert "\U000323b0 (U+323B0)" in str(caught.value)


def test_characters_nobody_sees_are_dropped(tmp_path: Path) -> None:
    text = text_of(pdf(tmp_path, view("a4", title="防\u200b中毒\ufeff", highlight="")))

    assert "防中毒" in text


class _Counter(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *words: object) -> None:
        pass


@pytest.mark.filterwarnings("default")
def test_the_printer_asks_nobody_for_a_picture(tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Counter)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = tmp_path / "drawings"
    write_site(
        root,
        f"""
        -- posters/art/spy.svg --
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>
        <img src="http://127.0.0.1:{server.server_port}/spy.png"><img src="file:///etc/hostname">
        """,
    )

    data = pdf(tmp_path, view("a4", art="spy"))
    server.shutdown()
    server.server_close()

    assert data.startswith(b"%PDF")
    assert _Counter.asked == []


@pytest.mark.parametrize("name", [*PAPERS, "1920x1080"])
def test_the_code_can_be_read_from_the_sheet(tmp_path: Path, name: str) -> None:
    if not shutil.which("zbarimg"):
        pytest.skip("zbarimg is missing (Debian: zbar-tools)")
    file = tmp_path / "page.png"
    width = {"a4": 1240, "a3": 1754}.get(name, 1920)  # 150 dots per inch; a telephone sees no more of a board
    picture(pdf(tmp_path, view(name)), width).save(file)

    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", str(file)], check=True, capture_output=True, encoding="utf-8"
    )

    assert read.stdout.strip() == poster()["qr"]


def test_no_address_no_code(tmp_path: Path) -> None:
    text = text_of(pdf(tmp_path, view("a4", qr="")))

    assert "扫码" not in text
    assert "120" in text


def test_an_unknown_icon_names_the_missing_template(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="icons/nothing"):
        pdf(
            tmp_path,
            {"poster": poster() | {"blocks": [block(0, icon="nothing")] * 4}, "format": SHEETS["a4"]},
        )


def test_markup_in_a_text_is_shown_not_obeyed(tmp_path: Path) -> None:
    text = text_of(pdf(tmp_path, view("a4", lead="<b>1 & 2</b>{{ 7*7 }}")))

    assert "<b>1&2</b>{{7*7}}" in text
