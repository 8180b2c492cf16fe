"""Posters with text that nobody meant to print: a clear error, or a right print; never a clipped one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from site_builder.errors import SiteError
from site_builder.render.posters.proof import prove
from tests.poster_text import FIGURES, GRADES, block, pdf, view

LONG = "W" * 500
PRINTED: dict[str, dict[str, Any]] = {
    "rare Han": {"title": "𠮷家寨𬭎业防火", "highlight": "𬭎业", "lead": "𠮷𬭎𡃁都在这里。"},
    "Yi": {
        "title": "ꆈꌠꁱꂷ",
        "highlight": "",
        "subtitle": ["ꆈꌠ", "ꁱꂷ"],
        "lead": "ꆈꌠꁱꂷ是彝文，" * 6,
    },
    "Miao": {"title": "𖼀𖽔𖾒𖼊𖽙", "highlight": "", "lead": "𖼀𖽔𖾒 𖼊𖽙𖾐 是苗文，" * 5},
    "direction marks": {"title": "防\u202e中\u202c毒\u200f火\u2066炉\u2069", "highlight": "防\u202e中"},
    "zero width": {"title": "防\u200b中\u200d毒\ufeff", "highlight": "", "lead": "看\u200b不\u00ad见" * 8},
    "signs as text": {"lead": "打☎\ufe0f电话，☀\ufe0f晴，×不行，≥5℃，CO₂、m²、10⁵"},
    "a long word in the lead": {"lead": "见" + LONG[:120] + "。"},
    "a long word in a text": {"blocks": [block(0, text=LONG, short="短"), block(1)]},
    "a long source": {"source": "依据：" + LONG[:150]},
    "long numbers": {"lead": "电话" + "1234567890" * 6 + "号"},
    "a value of many digits": {
        "grades": None,
        "figures": {**FIGURES, "rows": [{"value": "9" * 24, "unit": "元", "label": "一"}]},
    },
    "nothing but marks": {"lead": "，。！？；：" * 8},
    "nothing but opening marks": {"lead": "（《“‘【" * 8},
    "blanks": {"title": "   防　火   ", "highlight": "", "lead": "\n\n"},
    "code": {
        "title": "<b>防火</b>&amp;",
        "highlight": "",
        "lead": "<script>alert(1)</script> {{ 7*7 }} {% if %}",
    },
    "forty characters": {
        "title": "冬天烤火取暖时一定要记得先看烟囱再留窗缝还要睡前熄火不然煤气要命切记切记啊",
        "highlight": "",
    },
}
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "emoji": ({"title": "防火🔥烤火", "highlight": ""}, "🔥 (U+1F525) in: title"),
    "a family": ({"lead": "一家👨\u200d👩\u200d👧人"}, "👨 (U+1F468) 👩 (U+1F469) 👧 (U+1F467)"),
    "Arabic": ({"kicker": "مرحبا"}, "م (U+0645)"),
    "a lost character": ({"lead": "煤气\ufffd毒"}, "(U+FFFD)"),
    "a control character": ({"lead": "煤\x07气"}, "U+0007"),
    "a long word as title": ({"title": LONG, "highlight": ""}, "too small to be read: WWW"),
    "a long word as heading": (
        {"blocks": [block(0, heading=LONG), block(1)]},
        f"heading “{LONG[:20]}…” to 6",
    ),
    "a long word as label": ({"kicker": LONG}, "the edge of the sheet: WWW"),
    "a long telephone line": ({"phones": [f"{LONG} 120"]}, "the telephone line is too long"),
    "a long note": (
        {
            "grades": {
                **GRADES,
                "rows": [{"name": "起初", "note": LONG, "figure": "头晕", "action": "离"}] * 3,
            }
        },
        "does not fit on A4",
    ),
    "a text of 900": (
        {"blocks": [block(0, text="烤火要当心。" * 150, short=""), block(1)]},
        "does not fit on A4",
    ),
}


@pytest.mark.parametrize("case", PRINTED)
@pytest.mark.parametrize("sheet", ["a4", "1920x1080"])
def test_what_can_be_printed_is_printed_right(tmp_path: Path, case: str, sheet: str) -> None:
    shown = view(sheet, **PRINTED[case])

    assert prove(pdf(tmp_path, shown), shown["poster"], shown["format"]) == ()


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_printed_is_told(tmp_path: Path, case: str) -> None:
    changes, words = REFUSED[case]

    with pytest.raises(SiteError) as caught:
        pdf(tmp_path, view("a4", **changes))

    told = "".join(problem.message + problem.hint for problem in caught.value.problems)
    assert words in told
    assert all(problem.hint for problem in caught.value.problems)
