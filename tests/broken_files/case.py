"""A broken file and what must be said about it."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.read import Words

WORDS = Words(
    sections=("disaster", "health"),
    audiences=("village", "school"),
    units=("bijie", "weining"),
    icons=("window", "stove", "no-bed"),
    arts=("stove", "slope"),
)
GOOD = """---
title: 冬天烤火先看烟囱
date: 2026-11-01
---
烟囱通到屋外才管用。
"""
POSTER = """---
title: 冬天烤火先看烟囱
date: 2026-11-01
---
先看烟囱，再看窗。

## 烟囱通 {.do icon=stove}
烟囱伸到屋外。

## 留条缝 {.do icon=window}
门窗留一条缝。

## 不闷火 {.dont icon=no-bed}
睡前熄掉炭火。

## 早认出 {icon=window}
头晕就离开屋子。
"""
ARTICLE = "articles/health/a.md"
A_POSTER = "posters/a.md"


@dataclass(frozen=True)
class Broken:
    """A file's text, the line where its mistake is told (0 for the whole file), and parts of what is said."""

    name: str
    text: str
    line: int
    message: str
    hint: str
    path: str = ARTICLE


def front(*lines: str, body: str = "正文。") -> str:
    return "\n".join(["---", "title: 题目", "date: 2026-11-01", *lines, "---", body, ""])


def poster(*, drop: str = "", add: str = "", swap: tuple[str, str] = ("", "")) -> str:
    return POSTER.replace(drop, "", 1).replace(*swap, 1) + add if drop else POSTER.replace(*swap, 1) + add
