"""Posters that no sheet can show."""

from __future__ import annotations

from dataclasses import replace

from tests.broken_files.case import A_POSTER, POSTER, Broken, front, poster

_CASES = [
    Broken("block without icon", poster(drop=" icon=stove"), 7, "has no icon", "## 烟囱通 {.do icon=window}"),
    Broken("no braces", poster(drop=" {.do icon=stove}"), 7, "has no icon", "icon=window"),
    Broken(
        "braces not closed",
        poster(swap=("stove}", "stove")),
        7,
        "braces cannot be understood",
        "## 烟囱通 {.do icon=stove}",
    ),
    Broken(
        "full-width braces",
        poster(swap=("{.do icon=stove}", "｛.do icon=stove｝")),
        7,
        "braces",
        "## 烟囱通 {.do icon=stove}",
    ),
    Broken(
        "no blank after ##", poster(swap=("## 留条缝", "##留条缝")), 10, "after ## a blank", "## 留条缝 {.do"
    ),
    Broken("unknown icon", poster(swap=("icon=stove", "icon=stov")), 7, "no icon “stov”", "stove?"),
    Broken("unknown kind", poster(swap=(".do ", ".dos ")), 7, "no kind .dos", "did you mean do"),
    Broken("unknown key in braces", poster(swap=("icon=stove", "icon=stove x=1")), 7, "unknown key: x", ""),
    Broken("block without text", poster(drop="烟囱伸到屋外。\n"), 7, "has no text", "sentences"),
    Broken("heading too long", poster(swap=("烟囱通", "烟囱要通到屋外")), 7, "too long", "6 the most"),
    Broken("wrong level", poster(swap=("## 烟囱通", "# 烟囱通")), 7, "headings of one kind", "##"),
    Broken(
        "list in a block",
        poster(swap=("烟囱伸到屋外。", "- 伸到屋外")),
        8,
        "plain sentences",
        "without lists",
    ),
    Broken("two short forms", poster(add="\n短：一\n\n短：二\n"), 21, "短： already", "keep one"),
    Broken("short form too early", poster(swap=("先看烟囱，", "短：先看\n")), 5, "belongs to a block", "##"),
    Broken("empty short form", poster(add="\n短：\n"), 19, "nothing follows", "12"),
    Broken("no blocks", front(body="只有导语。"), 5, "no blocks", "## 常通风"),
    Broken("title too long", POSTER.replace("冬天烤火", "冬天烤火" * 3), 2, "too long", "14"),
    Broken("highlight not in title", poster(swap=("date:", "highlight: 窗户\ndate:")), 3, "窗户", "冬天"),
    Broken(
        "five phrases",
        poster(swap=("date:", "subtitle: 一·二·三·四·五\ndate:")),
        3,
        "5 phrases",
        "keep the 4",
    ),
    Broken(
        "long subtitle",
        poster(swap=("date:", "subtitle: 烟囱要通到屋外去 · 窗户要留一条缝 · 睡前要记得熄炭火\ndate:")),
        3,
        "subtitle is too long: 23",
        "shorten it to 22",
    ),
    Broken(
        "long kicker",
        poster(swap=("date:", "kicker: 冬季取暖安全知识科普周\ndate:")),
        3,
        "kicker is too long: 11",
        "10",
    ),
    Broken(
        "long call",
        poster(swap=("date:", "qr_text: 扫一扫这个码看文章全文\ndate:")),
        3,
        "qr_text is too long: 11",
        "10",
    ),
    Broken(
        "four numbers",
        poster(swap=("date:", "phones: [急救 120, 消防 119, 报警 110, 预警 12379]\ndate:")),
        3,
        "4 telephone numbers",
        "keep the 3",
    ),
    Broken(
        "long name of a number",
        poster(swap=("date:", "phones: [消防救援指挥中心 119]\ndate:")),
        3,
        "name before the telephone number is too long: 消防救援指挥中心 119",
        "shorten it to 6",
    ),
    Broken("unknown theme", poster(swap=("date:", "theme: helth\ndate:")), 3, "theme cannot be", "health"),
    Broken("unknown art", poster(swap=("date:", "art: slop\ndate:")), 3, "no drawing “slop”", "slope"),
    Broken("article not there", poster(swap=("date:", "article: articles/x.md\ndate:")), 3, "no file", ""),
    Broken("grades without table", poster(add="\n## 轻重 {.grades}\n"), 19, "table must follow", "程度"),
    Broken(
        "three columns",
        poster(add="\n## 轻重 {.grades}\n| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n"),
        20,
        "3 columns where 4",
        "| 程度 |",
    ),
    Broken(
        "one grade",
        poster(add="\n## 轻重 {.grades}\n|a|b|c|d|\n|-|-|-|-|\n|1|2|3|4|\n"),
        20,
        "the table has 1 rows",
        "two to four",
    ),
    Broken(
        "two tables",
        poster(
            add="\n## 轻重 {.grades}\n|a|b|c|d|\n|-|-|-|-|\n|1|2|3|4|\n|1|2|3|4|\n"
            "\n## 数字 {.numbers}\n|a|b|\n|-|-|\n|1 天|甲|\n|2 天|乙|\n"
        ),
        25,
        "room for one table",
        "line 19",
    ),
    Broken(
        "number without digits",
        poster(add="\n## 数字 {.numbers}\n|a|b|\n|-|-|\n|一会儿|甲|\n|2 天|乙|\n"),
        22,
        "needs a number: 一会儿",
        "15 分钟",
    ),
    Broken(
        "empty cell",
        poster(add="\n## 数字 {.numbers}\n|a|b|\n|-|-|\n|1 天||\n|2 天|乙|\n"),
        22,
        "cell of the table is empty",
        "every cell",
    ),
]

POSTERS = [replace(case, path=A_POSTER) for case in _CASES]
