"""Bodies that point where nothing is or nothing may be, and files at the wrong place."""

from __future__ import annotations

from tests.broken_files.case import GOOD, Broken, front

BODIES = [
    Broken(
        "script link",
        front(body="见\n[这里](javascript:alert(1))"),
        6,
        "javascript: is not shown",
        "https://",
    ),
    Broken(
        "picture of another host",
        front(body="![图](https://a.cn/x.png)"),
        5,
        "lies elsewhere",
        "beside the text",
    ),
    Broken("picture as data", front(body="![图](data:image/png;base64,AAAA)"), 5, "lies elsewhere", "beside"),
    Broken("absolute link", front(body="[看](/articles/health/b.md)"), 5, "begin with /", "write: b.md"),
    Broken("link without https", front(body="[看](www.gov.cn)"), 5, "lacks https://", "https://www.gov.cn"),
    Broken("link to a drive", front(body="[看](C:/科普/a.docx)"), 5, "one computer", "beside"),
    Broken("backslashes", front(body=r"[看](..\health\b.md)"), 5, "parted by /", "../health/b.md"),
    Broken("outside the hub", front(body="[看](../../../etc/passwd)"), 5, "leaves the folder", "../health/"),
    Broken("empty link", front(body="[看]()"), 5, "leads nowhere", "file's name"),
    Broken("address cut off", front(body="[看](https://)"), 5, "not complete", "https://…"),
    Broken("nested too deeply", front(body="> " * 150 + "深"), 5, "nested too deeply", "flatter"),
    Broken(
        "picture not there",
        front(body="字\n字\n\n![图](a.png)"),
        8,
        "no picture articles/health/a.png",
        "save the",
    ),
]

PLACES = [
    Broken(
        "article without section", GOOD, 0, "folder of its section", "articles/disaster/a.md", "articles/a.md"
    ),
    Broken(
        "unknown section", GOOD, 0, "no section “helth”", "articles/health/; or add", "articles/helth/a.md"
    ),
    Broken(
        "unlike any section",
        GOOD,
        0,
        "no section “xyz”",
        'health; or add it to hub.toml: \n[[sections]]\nid = "xyz"\nname',
        "articles/xyz/a.md",
    ),
    Broken(
        "too deep",
        GOOD,
        0,
        "cannot be read at this place",
        "articles/health/b/index.md",
        "articles/health/a/b/index.md",
    ),
    Broken(
        "not named index",
        GOOD,
        0,
        "cannot be read at this place",
        "articles/health/b.md or",
        "articles/health/a/b.md",
    ),
    Broken(
        "index without folder",
        GOOD,
        0,
        "cannot be read at this place",
        "articles/health/<name>.md or",
        "articles/health/index.md",
    ),
]
