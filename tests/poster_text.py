"""A poster's view for the tests that print one, with drawings of their own."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from site_builder.digest import canonical
from site_builder.memo import Memo
from site_builder.render import Templates
from site_builder.render.posters import Drawing, draw_poster, poster_pdf
from site_builder.settings import FORMATS
from tests.site_text import write_site

BUILT_IN = Path(__file__).parent.parent / "templates"
DRAWINGS = """
    -- posters/art/field.svg --
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{ "1000 600" if wide else "500 470" }}"
    preserveAspectRatio="xMidYMax slice"><rect width="1000" height="600" fill="{{ theme.dark }}"/></svg>
    -- posters/icons/dot.svg --
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="currentColor"
    stroke-width="3"><circle cx="24" cy="24" r="12"/></svg>
    """

GRADES = {
    "title": "轻重看得出",
    "note": "越往右越危险",
    "columns": ["程度", "情况", "表现", "怎么办"],
    "rows": [
        {"name": "起初", "note": "出屋会好些", "figure": "头晕", "action": "离屋透气"},
        {"name": "加重", "note": "想吐站不稳", "figure": "50 毫米", "action": "马上打 120"},
        {"name": "危重", "note": "叫不醒抽搐", "figure": "昏迷", "action": "侧卧等急救"},
    ],
}
FIGURES = {
    "title": "记住三个数",
    "note": "",
    "columns": ["数字", "说明"],
    "rows": [
        {"value": "15", "unit": "分钟", "label": "冲洗伤口"},
        {"value": "100–120", "unit": "次", "label": "每分钟按压"},
        {"value": "14", "unit": "%", "label": "安全水分"},
    ],
}
SHEETS: dict[str, dict[str, Any]] = {
    name: asdict(row) for name, row in FORMATS.items() if row.unit != "scroll"
}


def block(number: int, **changes: object) -> dict[str, Any]:
    kind = ("do", "dont", "plain")[number % 3]
    return {
        "heading": "要通风" if kind == "do" else "不闷火" if kind == "dont" else "认症状",
        "kind": kind,
        "tag": "要" if kind == "do" else "",
        "icon": "dot",
        "text": "屋里烤火，门窗留一条缝，每隔一两个小时开窗换气，下雪天也要记得。",
        "short": "门窗留缝，勤换气",
        "at": None,
    } | changes


def poster(*, blocks: int | list[dict[str, Any]] = 6, **changes: object) -> dict[str, Any]:
    return {
        "title": "烤火取暖防中毒",
        "highlight": "防中毒",
        "subtitle": ["常通风", "装烟囱", "睡前熄火"],
        "kicker": "冬季安全科普",
        "lead": "一氧化碳看不见、闻不到，却能让人在睡梦中丧命。炉子要管好，窗子留条缝，入冬先看烟囱。",
        "theme": "fire",
        "art": "field",
        "blocks": [block(number) for number in range(blocks)] if isinstance(blocks, int) else blocks,
        "grades": GRADES,
        "figures": None,
        "phones": ["急救 120", "消防救援 119"],
        "qr": "https://kepu.example.cn/articles/disaster/stove.html",
        "qr_text": "扫码看全文",
        "source": "依据：中国疾病预防控制中心、国家消防救援局",
        "origin": "",
        "issuer": "毕节市科学技术协会",
        "date": "2026 年 11 月",
        "layout": "panels",
        "picture": None,
        "event": None,
        "code": "203118",
        "until": "2027年10月",
    } | changes


def view(sheet: str, **changes: object) -> dict[str, Any]:
    return {"poster": poster(**changes), "format": SHEETS[sheet]}


def templates(root: Path) -> Templates:
    write_site(root / "drawings", DRAWINGS)
    return Templates([root / "drawings", BUILT_IN])


def pdf(root: Path, shown: Mapping[str, Any]) -> bytes:
    """Return a view as a PDF; the tests share what one of them has printed."""
    key = canonical(dict(shown))
    if key not in _PRINTED:
        _PRINTED[key] = poster_pdf(dict(shown), templates=templates(root), memo=Memo(root / "memo"))
    return _PRINTED[key]


def drawn(root: Path, shown: Mapping[str, Any]) -> Drawing:
    """Return what a view is cut from."""
    return draw_poster(dict(shown), templates=templates(root), memo=Memo(root / "memo"))


_PRINTED: dict[bytes, bytes] = {}


def text_of(data: bytes) -> str:
    """Return the words of the only page, without blanks."""
    document = pypdfium2.PdfDocument(data)
    try:
        assert len(document) == 1
        page = document[0].get_textpage()
        return "".join(page.get_text_bounded().split())
    finally:
        document.close()


def glyphs(data: bytes) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Return each visible character with its box: left, bottom, right, top as shares of the page."""
    document = pypdfium2.PdfDocument(data)
    try:
        wide, high = document[0].get_size()
        page = document[0].get_textpage()
        found = []
        for index in range(page.count_chars()):
            char = page.get_text_range(index, 1)
            left, bottom, right, top = page.get_charbox(index)
            if char.strip():
                found.append((char, (left / wide, bottom / high, right / wide, top / high)))
        return found
    finally:
        document.close()


def picture(data: bytes, width: int) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        return page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))
