"""Front matter that is no YAML, or YAML that is refused."""

from __future__ import annotations

from tests.broken_files.case import GOOD, Broken, front

FRONT_MATTER = [
    Broken("nothing in it", "", 0, "the file is empty", "title: …"),
    Broken("only blank lines", "\n\n \n", 0, "the file is empty", "---"),
    Broken("no front matter", "烤火先看烟囱。\n", 1, "does not begin with a line ---", "date: 2026-03-01"),
    Broken("no opening line", GOOD.removeprefix("---\n"), 1, "does not begin with a line ---", "---\ntitle"),
    Broken("dashes of the input method", GOOD.replace("---", "———", 1), 1, "not three hyphens: ———", "---"),
    Broken("front matter in TOML", '+++\ntitle = "x"\n+++\n', 1, "+++ (TOML)", "---"),
    Broken("no closing line", GOOD.replace("\n---\n", "\n", 1), 1, "second line --- is missing", "last key"),
    Broken("two hyphens close", GOOD.replace("\n---\n", "\n--\n", 1), 4, "closes the front matter", "---"),
    Broken(
        "full-width colon",
        GOOD.replace("title: ", "title："),
        2,
        "full-width colon",
        "title: 冬天烤火先看烟囱",
    ),
    Broken("full-width colon below", front("summary：摘要"), 4, "after summary", "summary: 摘要"),
    Broken("no blank after the colon", front("summary:摘要"), 4, "a blank is missing", "summary: 摘要"),
    Broken("no colon", GOOD.replace("title: ", "title "), 2, "after title the colon", "title: 冬天烤火先"),
    Broken("no colon below", GOOD.replace("date: ", "date "), 3, "after date the colon", "date: 2026-11-01"),
    Broken(
        "indented first key", GOOD.replace("title: ", " title: "), 2, "begins with blanks", "write: title:"
    ),
    Broken("indented key", GOOD.replace("date: ", "  date: "), 3, "begins with blanks", "write: date: 2026"),
    Broken(
        "error below a list that is indented rightly",
        front("evidence:", "  - who: 疾控", "    title: 指南", "summary: @大家"),
        7,
        "must not begin with @",
        "@大家",
    ),
    Broken("only one key and no colon", "---\n题目\n---\n", 2, "lines like  key: value", "title: …"),
    Broken("tab", front("source:", "\tname: 协会"), 5, "begins with a tab", "blanks"),
    Broken("colon inside", front("summary: 注意: 通风"), 4, "has a colon in it", '"注意: 通风"'),
    Broken("list not closed", front("tags: [取暖, 煤炉"), 4, "not closed", "tags: [取暖, 煤炉]"),
    Broken(
        "text after a list", front("summary: [紧急] 通风"), 4, "follows the closing bracket", '"[紧急] 通风"'
    ),
    Broken(
        "quotation mark not closed", front('summary: "通风'), 4, "opened and not closed", 'summary: "通风"'
    ),
    Broken(
        "quotes inside quotes", front('summary: "看"烟囱"吧"'), 4, "inside the text", 'summary: "看烟囱吧"'
    ),
    Broken("value with an at sign", front("summary: @大家 快看"), 4, "must not begin with @", '"@大家 快看"'),
    Broken("alias", front("summary: *重要"), 4, "must not begin with *", '"*重要"'),
    Broken("anchor", front("tags: &a [取暖]"), 4, "must not begin with &", '"…"'),
    Broken("tag", front("summary: !!python/object:os.system x"), 4, "must not begin with !", '"…"'),
    Broken("key twice", front("title: 又一个"), 4, "title is written twice", "line 2"),
    Broken("three dots", front("...", "--- x", "summary: y"), 5, "ends too early", "..."),
    Broken("full-width brackets", front("tags: 【取暖】"), 4, "tags must be a list", "tags: [取暖]"),
    Broken("too long", front("summary: " + "长" * 70_000), 2, "longer than 64 KB", "second ---"),
    Broken("nested too deeply", front("tags: " + "[" * 30), 4, "nested too deeply", "brackets"),
]
