"""A hub whose inbox holds what an office gets in a week: enough to fill a morning, all of it invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from site_builder.pull import Entry
from site_builder.pull.pending import entry_text
from site_builder.settings import Folder
from tests.site_text import write_site

DAY = date(2026, 11, 23)
FULL = "示例函〔2026〕3号"
NAMES = {"nation": "示例科普网", "province": "示例省科协", "clinic": "示例疾控中心", "farm": "示例农技站"}
SECTIONS = {"nation": "truth", "province": "disaster", "clinic": "health", "farm": "farming"}

HUB = """
-- content/hub.toml --
name = "科普示例"
base_url = "https://kepu.example.cn/"
formats = ["a4", "1920x1080"]
[organiser]
name = "示例市科协"
[[sections]]
id = "health"
name = "健康生活"
[[sections]]
id = "disaster"
name = "防灾避险"
[[sections]]
id = "farming"
name = "农业科技"
[[sections]]
id = "truth"
name = "科学辟谣"
-- content/units.toml --
[[audiences]]
id = "village"
name = "村（社区）"
[[audiences]]
id = "school"
name = "学校"
[[audiences]]
id = "hospital"
name = "医院"
-- content/sources.toml --
[[source]]
id = "nation"
name = "示例科普网"
url = "https://nation.example.org/feed.xml"
level = "nation"
section = "truth"
[[source]]
id = "province"
name = "示例省科协"
url = "https://province.example.org/list.html"
level = "province"
section = "disaster"
[[source]]
id = "clinic"
name = "示例疾控中心"
url = "https://clinic.example.org/feed.xml"
level = "province"
section = "health"
rights = "full"
permission = "示例函〔2026〕3号"
[[source]]
id = "farm"
name = "示例农技站"
url = "https://farm.example.org/feed.xml"
level = "city"
section = "farming"
-- content/articles/disaster/stove.md --
---
title: 冬天烤火，先看烟囱
date: 2026-11-01
summary: 一氧化碳看不见也闻不到，烟囱通到屋外、随时换气才管用。
source: {name: 示例市科协, license: own}
evidence: [{who: 示例疾控中心}]
reviewed: {by: 科普部, on: 2026-11-02}
---
天一冷，家家户户生火。煤和炭烧不透的时候，会生出一氧化碳，也就是常说的煤气。它没有颜色、没有气味，人睡着了更察觉不到。
-- content/posters/stove.md --
---
title: 冬天烤火先看烟囱
highlight: 先看烟囱
subtitle: 装烟囱 · 勤通风 · 睡前熄火
date: 2026-11-01
theme: fire
art: stove
article: articles/disaster/stove.md
phones: [急救 120]
source: {name: 示例市科协, license: own}
evidence: [{who: 示例疾控中心}]
---
一氧化碳没有颜色也没有气味，人睡着了更察觉不到。

## 装烟囱 {.do icon=stove}
烟囱伸到屋外，接口糊严不漏烟，出烟口避开风口。

短：烟囱伸到屋外

## 常通风 {.do icon=window}
门窗留一条缝，隔一两个小时敞开换一次气。

短：门窗留缝，勤换气

## 睡前熄火 {.do icon=flame}
睡前把炭火熄掉、端到屋外，火盆不要端进睡房。

短：炭火不进睡房

## 头晕就出门 {.do icon=outdoors}
头晕、恶心、没力气，马上走到屋外，打 120 求助。

短：头晕马上到屋外
"""

# Each line: source, section where it is not the source's, title, text with // between its paragraphs.
ITEMS = [
    line.split(" | ") for line in Path(__file__).with_name("desk_items.txt").read_text("utf-8").splitlines()
]


def desk_hub(root: Path, items: int = len(ITEMS)) -> Folder:
    """Return a hub with so many items in its inbox, and a newer version beside one of them."""
    write_site(root, HUB)
    folder = Folder(root)
    for entry in entries(items):
        file = folder.content / "inbox" / entry.source / f"{entry.date}-{entry.id}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(entry_text(entry), "utf-8", newline="\n")
        if entry.title == "凝冻天气出行五件事":
            newer = entry_text(entry).replace("慢行、不急刹", "慢行、不急刹、不急打方向")
            file.with_name(f"{file.name}.new").write_text(newer, "utf-8", newline="\n")
    return folder


def entries(count: int) -> Iterator[Entry]:
    for number in range(count):
        source, section, title, text = ITEMS[number % len(ITEMS)]
        again = number // len(ITEMS)
        paragraphs = text.split(" // ")
        is_full = source == "clinic"
        yield Entry(
            id=f"{number * 2654435761 % 2**32:08x}",
            source=source,
            title=f"{title}（{again + 1}）" if again else title,
            link=f"https://{source}.example.org/{number}.html",
            date=DAY - timedelta(days=number % 17),
            fetched=DAY,
            publisher=NAMES.get(source, source),
            section=SECTIONS[source] if section == "-" else section,
            rights="full" if is_full else "summary",
            permission=FULL if is_full else "",
            summary=paragraphs[0],
            body="\n\n".join(paragraphs),
        )
