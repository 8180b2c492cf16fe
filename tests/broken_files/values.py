"""Keys and values that mean nothing to the hub."""

from __future__ import annotations

from tests.broken_files.case import GOOD, Broken, front

VALUES = [
    Broken("no title", GOOD.replace("title: 冬天烤火先看烟囱\n", ""), 2, "title is missing", "title: "),
    Broken("empty title", GOOD.replace("冬天烤火先看烟囱", ""), 2, "title is empty", "title: "),
    Broken(
        "title as a list", GOOD.replace("冬天烤火先看烟囱", "[紧急]"), 2, "title must be one text", "title: "
    ),
    Broken("title too long", GOOD.replace("冬天", "冬天" * 20), 2, "too long: 46", "shorten it to 40"),
    Broken("no date", GOOD.replace("date: 2026-11-01\n", ""), 2, "date is missing", "date: 2026-03-01"),
    Broken("empty date", GOOD.replace("2026-11-01", ""), 3, "date is empty", "date: 2026-03-01"),
    Broken("slashes in a date", GOOD.replace("2026-11-01", "2026/11/1"), 3, "2026/11/1", "this: 2026-11-01"),
    Broken("Chinese date", GOOD.replace("2026-11-01", "2026年3月8日"), 3, "2026年3月8日", "this: 2026-03-08"),
    Broken(
        "full-width digits",
        GOOD.replace("2026-11-01", "２０２６-１１-０１"),
        3,
        "２０２６",
        "this: 2026-11-01",
    ),
    Broken(
        "date with an hour", GOOD.replace("2026-11-01", "2026-11-01 08:00"), 3, "wrongly", "this: 2026-11-01"
    ),
    Broken(
        "no such day", GOOD.replace("2026-11-01", "2026-02-30"), 3, "no such day: 2026-02-30", "2026-03-01"
    ),
    Broken("a word for a date", GOOD.replace("2026-11-01", "明天"), 3, "明天", "this: 2026-03-01"),
    Broken("unknown key", front("sumary: 摘要"), 4, "unknown key: sumary", "did you mean summary?"),
    Broken("Chinese key", front("标签: [取暖]"), 4, "unknown key: 标签", "did you mean tags?"),
    Broken(
        "British spelling", front("source: {name: 协会, licence: own}"), 4, "licence", "did you mean license?"
    ),
    Broken("key nobody knows", front("zzz: 1"), 4, "unknown key: zzz", "remove the line"),
    Broken(
        "tags with enumeration commas", front("tags: 取暖、煤炉"), 4, "must be a list", "tags: [取暖, 煤炉]"
    ),
    Broken("tags with full-width commas", front("tags: [取暖，煤炉]"), 4, "several", "tags: [取暖, 煤炉]"),
    Broken("list of lists", front("tags: [[取暖]]"), 4, "tags must be a list of texts", "tags: ["),
    Broken("unknown audience", front("audience: [vilage]"), 4, "audience cannot be", "did you mean village?"),
    Broken(
        "unknown audience below", front("audience:", "  - school", "  - 村"), 6, "“村”", "village, school"
    ),
    Broken("unknown unit", front("units: [bijei]"), 4, "units cannot be “bijei”", "bijie"),
    Broken("month 13", front("season: [12, 13]"), 4, "13 is not a month", "[11, 12, 1]"),
    Broken("month in full width", front("season: [１２]"), 4, "１２ is not a month", "season: [12]"),
    Broken("month with its word", front("season: [11月]"), 4, "11月", "season: [11]"),
    Broken("season in a word", front("season: 冬"), 4, "season must be a list", "season: [12, 1, 2]"),
    Broken("season in a list", front("season: [春季]"), 4, "春季 is not a month", "season: [3, 4, 5]"),
    Broken("months in words", front("season: 11月、12月"), 4, "season must be a list", "season: [11, 12]"),
    Broken("season as text", front("season: 11,12"), 4, "season must be a list", "season: [11, 12]"),
    Broken("source as text", front("source: 疾控中心"), 4, "source has several parts", "{name: …"),
    Broken("source without name", front("source: {license: own}"), 4, "name is missing", "name: …"),
    Broken("unknown license", front("source: {name: 疾控, license: free}"), 4, "“free”", "cc-by-4.0"),
    Broken(
        "no permission", front("source: {name: 疾控, license: permitted}"), 4, "who permitted", "permission:"
    ),
    Broken(
        "bad address", front("source: {name: 疾控, url: www.chinacdc.cn}"), 4, "web address", "https://www.c"
    ),
    Broken(
        "script for an address",
        front('source: {name: x, url: "javascript:a"}'),
        4,
        "web address",
        "https://…",
    ),
    Broken("evidence without who", front("evidence:", "  - {title: 指南}"), 5, "who is missing", "who: …"),
    Broken("evidence no list", front("evidence: {who: 疾控}"), 4, "evidence is a list", "- {who: …"),
    Broken("review without day", front("reviewed: {by: 科普部}"), 4, "on is missing", "on: 2026-03-01"),
    Broken("expires too early", front("expires: 2026-01-01"), 4, "expires before its date", "later"),
    Broken("draft in Chinese", front("draft: 是"), 4, "draft cannot be “是”", "true or false"),
    Broken(
        "cover elsewhere", front("cover: https://a.cn/b.jpg"), 4, "cover is no picture", "beside the text"
    ),
    Broken("unknown drawing", front("cover: art:stov"), 4, "no drawing “stov”", "did you mean stove?"),
    Broken(
        "cover not there",
        front("draft: false", "cover: b.jpg"),
        5,
        "no picture articles/health/b.jpg",
        "beside the text",
    ),
    Broken("no text", front(body=""), 5, "has no text", "below the second ---"),
    Broken(
        "event without begin", front("event: {place: 礼堂}"), 4, "from is missing", "from:", "notices/a.md"
    ),
    Broken(
        "event backwards",
        front("event: {from: 2026-05-02, to: 2026-05-01}"),
        4,
        "ends before",
        "",
        "notices/a.md",
    ),
    Broken(
        "order in words", front("order: 第一"), 4, "order must be a whole number", "order: 1", "pages/a.md"
    ),
]
