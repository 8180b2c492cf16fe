"""A poster in each layout, for the tests that print them on every sheet."""

from __future__ import annotations

from typing import Any

from tests.poster_text import FIGURES, block, poster

RAIN = {
    "title": "看懂暴雨预警信号",
    "note": "雨量达到这个数，以当地发布为准",
    "columns": ["颜色", "情况", "雨量", "怎么办"],
    "rows": [
        {"name": "蓝色", "note": "12 小时内", "figure": "50 毫米", "action": "留意天气"},
        {"name": "黄色", "note": "6 小时内", "figure": "50 毫米", "action": "远离沟谷"},
        {"name": "橙色", "note": "3 小时内", "figure": "50 毫米", "action": "准备转移"},
        {"name": "红色", "note": "3 小时内", "figure": "100 毫米", "action": "立即转移"},
    ],
}
PICTURE = {
    "name": "field",
    "path": "",
    "digest": "",
    "url": "",
    "width": 0,
    "height": 0,
    "alt": "一块地的剖面",
    "credit": "示意图：某某（示例）",
}
EVENT = {
    "when": "2026年9月19日至20日",
    "place": "某某乡文化广场（示例）",
    "link": "https://kepu.example.cn/notices/day.html",
    "organiser": "某某市科学技术协会（示例）",
}
_STEPS = (
    ("大声喊人", "站在岸上大声喊大人、喊周围的人，一边喊，一边盯住落水人的位置。", "站岸上，喊大人"),
    ("打电话", "请旁边的人打 119 和 120，说清在哪个塘、哪段河，有什么标记。", "打 119 和 120"),
    ("趴下伸竿", "趴低身子，伸竹竿、树枝、长衣服，让他抓住，慢慢往岸边拉。", "趴低，伸竹竿"),
    ("抛绳扔物", "够不着就抛绳子，扔救生圈、空桶、大塑料瓶，让他抱住漂着等。", "抛绳，扔能漂的"),
    ("上岸急救", "没有呼吸，会的人马上做心肺复苏，等急救车来；倒挂控水只会耽误时间。", "没呼吸，心肺复苏"),
)


def _said(kind: str, tag: str, words: tuple[str, str, str], **changes: object) -> dict[str, Any]:
    heading, text, short = words
    return block(0, kind=kind, tag=tag, heading=heading, text=text, short=short, **changes)


def steps() -> list[dict[str, Any]]:
    return [_said("step", "", words) for words in _STEPS]


def callouts(*points: tuple[float, float]) -> list[dict[str, Any]]:
    return [
        _said("plain", "", words, at=list(point), icon="")
        for words, point in zip(_STEPS, points, strict=False)
    ]


RUMOUR = [
    _said("claim", "说法", ("火边放盆水能防煤气", "“火边放盆水，煤气就被水吸走了。”", "放盆水就没煤气")),
    _said(
        "truth",
        "真相",
        ("放盆水没有用", "一氧化碳无色无味，很难溶在水里，一盆水吸不掉它。", "一氧化碳难溶于水"),
    ),
    _said("basis", "依据", ("", "中国疾控中心、消防救援部门：防煤气中毒，靠通风。", "疾控、消防都这样说")),
]
PAIRS = [
    _said(
        "before", "以前", ("自留小薯", "年年留小薯做种，越种越小，病也一年年带下来。", "自留小薯，越种越小")
    ),
    _said("after", "现在", ("脱毒种薯", "用脱毒种薯，切刀泡消毒液，出苗齐、病少。", "脱毒种薯，出苗齐")),
]
LAYOUTS: dict[str, dict[str, Any]] = {
    "panels": {"blocks": 6},
    "pairs": {"blocks": [*PAIRS, *PAIRS, block(0), block(1)], "grades": None},
    "steps": {"layout": "steps", "blocks": steps(), "grades": None, "figures": FIGURES},
    "grades": {"layout": "grades", "blocks": 4, "grades": RAIN},
    "figure": {
        "layout": "figure",
        "picture": PICTURE,
        "blocks": callouts((20, 40), (50, 85), (75, 60), (90, 30)),
        "grades": None,
    },
    "rumour": {"layout": "rumour", "blocks": [*RUMOUR, block(0), block(1)], "grades": None},
    "notice": {"layout": "notice", "event": EVENT, "blocks": 4, "grades": None},
}


def view_of(layout: str, sheet: dict[str, Any], **changes: object) -> dict[str, Any]:
    return {"poster": poster(**LAYOUTS[layout] | changes), "format": sheet}
