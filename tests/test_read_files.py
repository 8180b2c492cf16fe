"""Which files are read, from which bytes, and under which address."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from site_builder.i18n import reason_of
from site_builder.model import Correction, Event, Evidence, Review, Source
from site_builder.read import Texts, Words, read_hub
from tests.site_text import write_site

TEXT = "---\ntitle: 毕节的雨\ndate: 2026-05-01\nsummary: 凝冻、“暴雨”\n---\n第一行\n第二行\n"


def put(root: Path, path: str, data: bytes | str) -> Path:
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def test_a_folder_that_is_not_there_is_an_empty_hub(tmp_path: Path) -> None:
    hub, problems = read_hub(tmp_path / "content", Words())

    assert (hub.articles, hub.posters, hub.notices, hub.pages, dict(hub.pictures)) == ((), (), (), (), {})
    assert problems == ()


def test_every_key_of_an_article_is_read(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """
        -- content/articles/health/stove.md --
        ---
        title: 冬天烤火
        date: 2026-11-01
        updated: 2026-11-03
        summary: >
          火边放盆水
          吸不掉煤气。
        tags: [一氧化碳, 取暖]
        audience: [village]
        units: [bijie]
        season: [11, 12, 1]
        source: {name: 市科协, url: "https://a.cn/", license: permitted, permission: 来函}
        evidence:
          - {who: 疾控, title: 指南, url: "https://b.cn/"}
          - who: 消防
        reviewed: {by: 科普部, on: 2026-11-02, again: 2027-11-01}
        corrected: [{on: 2026-11-02, what: 剂量写错了}, {on: 2026-11-20, what: 电话改了}]
        expires: 2027-04-01
        draft: true
        cover: art:stove
        ---
        正文。
        """,
    )

    hub, problems = read_hub(tmp_path / "content", Words())

    assert problems == ()
    article = hub.articles[0]
    assert (article.path, article.slug, article.section) == ("articles/health/stove.md", "stove", "health")
    assert article.cover == "art:stove"
    meta = article.meta
    assert (meta.title, meta.date, meta.updated) == ("冬天烤火", date(2026, 11, 1), date(2026, 11, 3))
    assert meta.summary == "火边放盆水 吸不掉煤气。"
    assert (meta.tags, meta.audience, meta.units) == (("一氧化碳", "取暖"), ("village",), ("bijie",))
    assert meta.season == (11, 12, 1)
    assert meta.source == Source(name="市科协", url="https://a.cn/", license="permitted", permission="来函")
    assert meta.evidence == (Evidence(who="疾控", title="指南", url="https://b.cn/"), Evidence(who="消防"))
    assert meta.reviewed == Review(by="科普部", on=date(2026, 11, 2), again=date(2027, 11, 1))
    assert meta.corrected == (
        Correction(on=date(2026, 11, 20), what="电话改了"),
        Correction(on=date(2026, 11, 2), what="剂量写错了"),
    )
    assert (meta.expires, meta.draft) == (date(2027, 4, 1), True)
    assert Texts(tmp_path / "content").of(article).html == "<p>正文。</p>\n"


def test_notices_and_pages_are_read(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """
        -- content/notices/week.md --
        ---
        title: 科普日
        date: 2026-09-01
        event: {from: 2026-09-12, place: 礼堂, organiser: 市科协}
        ---
        -- content/pages/about.md --
        ---
        title: 关于
        order: 2
        ---
        我们。
        """,
    )

    hub, problems = read_hub(tmp_path / "content", Words())

    assert problems == ()
    day = date(2026, 9, 12)
    assert hub.notices[0].event == Event(start=day, end=day, place="礼堂", organiser="市科协")
    assert (hub.pages[0].order, hub.pages[0].meta.date) == (2, None)


@pytest.mark.parametrize(
    ("data", "warning"),
    [
        (TEXT.encode("utf-8"), ""),
        (TEXT.encode("utf-8-sig"), ""),
        (TEXT.replace("\n", "\r\n").encode(), ""),
        (TEXT.replace("\n", "\r").encode(), ""),
        (TEXT.replace("\n", "\r\n").encode("gbk"), "was read as GBK"),
        (TEXT.encode("gb18030"), "was read as GBK"),
        (TEXT.encode("utf-16"), "was read as UTF-16"),
        (TEXT.encode("utf-16-be").join((b"\xfe\xff", b"")), "was read as UTF-16"),
    ],
)
def test_text_is_the_same_whatever_the_editor_saved(tmp_path: Path, data: bytes, warning: str) -> None:
    put(tmp_path, "pages/a.md", data)

    hub, problems = read_hub(tmp_path / "content", Words())

    assert hub.pages[0].meta.title == "毕节的雨"
    assert hub.pages[0].meta.summary == "凝冻、“暴雨”"
    assert Texts(tmp_path / "content").of(hub.pages[0]).html == "<p>第一行第二行</p>\n"
    assert [problem.severity for problem in problems] == (["warning"] if warning else [])
    if warning:
        assert warning in problems[0].message
        assert "UTF-8" in problems[0].hint


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (TEXT.encode() + b"\0\0", "zero bytes", ""),
        (b"PK\x03\x04" + bytes(50), "not a text file but Word", ""),
        (b"%PDF-1.7 x", "not a text file but PDF", ""),
        (TEXT.encode("utf-16")[:-1], "not a text file", ""),
        (b"\x81" * 3 + b"\xff\xff\n", "neither UTF-8 nor GBK", ":1"),
        (TEXT.encode().replace("第二".encode(), b"\xe7\xac"), "a character here is damaged", ":7"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, data: bytes, message: str, line: str) -> None:
    put(tmp_path, "pages/a.md", data)

    hub, problems = read_hub(tmp_path / "content", Words())

    assert hub.pages == ()
    assert message in problems[0].message
    assert problems[0].where == "content/pages/a.md" + line


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.EACCES, "another program has it open"), (errno.ENOSPC, "the disk is full")]
)
def test_what_the_system_refuses_is_told_in_words_of_our_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def refuse(_file: Path) -> bytes:
        raise OSError(number, os.strerror(number))

    put(tmp_path, "pages/a.md", TEXT)
    monkeypatch.setattr(Path, "read_bytes", refuse)

    _hub, problems = read_hub(tmp_path / "content", Words())

    assert [problem.where for problem in problems] == ["content/pages/a.md"]
    assert reason in problems[0].message
    assert os.strerror(number) not in problems[0].message


def test_a_rare_reason_of_the_system_is_told_as_it_says_it() -> None:
    assert reason_of(OSError(errno.EIO, "Input/output error")) == "Input/output error"


def test_characters_that_no_feed_can_carry_are_dropped(tmp_path: Path) -> None:
    put(tmp_path, "pages/a.md", TEXT.replace("第一行", "第\x0b一\x08行\x1b"))

    hub, _problems = read_hub(tmp_path / "content", Words())

    assert Texts(tmp_path / "content").of(hub.pages[0]).words == "第一行第二行"


def test_characters_that_yaml_writes_in_letters_are_dropped_too(tmp_path: Path) -> None:
    front = 'title: "坏\\x01的\\uffff雨"\ndate: 2026-03-08\ntags: ["坏\\b雨"]'
    put(tmp_path, "pages/a.md", f"---\n{front}\n---\n文。\n")

    hub, problems = read_hub(tmp_path / "content", Words())

    assert problems == ()
    assert (hub.pages[0].meta.title, hub.pages[0].meta.tags) == ("坏的雨", ("坏雨",))


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("articles/health/Stove_Safety 2.md", "stove-safety-2"),
        ("articles/health/烤火.md", "kao-huo"),
        ("articles/health/stove/index.md", "stove"),
        ("articles/health/烤火/index.md", "kao-huo"),
        ("articles/health/烤火 2.md", "kao-huo-2"),
        ("articles/health/aux.md", "aux-1"),
        ("articles/health/STOVE.MD", "stove"),
    ],
)
def test_addresses_are_ascii(tmp_path: Path, path: str, slug: str) -> None:
    put(tmp_path, path, TEXT)

    hub, problems = read_hub(tmp_path / "content", Words())

    assert problems == ()
    assert (hub.articles[0].path, hub.articles[0].slug) == (path, slug)


def test_a_title_put_better_keeps_the_address_that_is_printed_on_paper(tmp_path: Path) -> None:
    addresses = set()
    for title in ("毕节的雨", "毕节的冬雨"):
        put(tmp_path, "articles/health/烤火.md", TEXT.replace("毕节的雨", title))
        hub, _problems = read_hub(tmp_path / "content", Words())
        addresses.add((hub.articles[0].meta.title, hub.articles[0].slug))
    assert addresses == {("毕节的雨", "kao-huo"), ("毕节的冬雨", "kao-huo")}


def test_a_name_that_gives_no_address_is_told(tmp_path: Path) -> None:
    put(tmp_path, "articles/health/---.md", TEXT)

    _hub, problems = read_hub(tmp_path / "content", Words())

    assert [problem.message for problem in problems] == ["the file's name gives no address"]


def test_documents_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b", "a", "c/index", "B"):
        put(tmp_path, f"articles/health/{name}.md", TEXT)

    hub, _problems = read_hub(tmp_path / "content", Words())

    paths = [article.path for article in hub.articles]
    assert paths == sorted(paths)
    assert len(paths) == 4


def test_inbox_private_and_hidden_files_are_never_read(tmp_path: Path) -> None:
    for path in (
        "inbox/a/b.md",
        "private/a.md",
        "articles/health/private/a.md",
        "articles/health/.a.md",
        ".git/a.md",
    ):
        put(tmp_path, path, TEXT)
    put(tmp_path, "articles/health/~$a.docx", b"x")

    hub, problems = read_hub(tmp_path / "content", Words())

    assert hub.articles == ()
    assert problems == ()


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("articles/health/雨.docx", "only .md files are read", ".md"),
        ("posters/雨.txt", "only .md files are read", ".md"),
        ("article/health/a.md", "folder “article” are not read", "articles/"),
        ("drafts/a.md", "folder “drafts” are not read", "articles/, posters/"),
    ],
)
def test_files_that_may_be_meant_for_readers_are_warned_about(
    tmp_path: Path, path: str, message: str, hint: str
) -> None:
    put(tmp_path, path, TEXT)

    _hub, problems = read_hub(tmp_path / "content", Words())

    assert [(problem.where, problem.severity) for problem in problems] == [(f"content/{path}", "warning")]
    assert message in problems[0].message
    assert hint in problems[0].hint


def test_an_empty_folder_that_is_called_like_a_text_is_told(tmp_path: Path) -> None:
    put(tmp_path, "articles/health/b.md/index.md", TEXT)
    (tmp_path / "content/articles/health/a.md").mkdir()
    hub, problems = read_hub(tmp_path / "content", Words())
    assert len(hub.articles) == 1
    assert [(p.where, p.severity) for p in problems] == [("content/articles/health/a.md", "warning")]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX links and pipes")
def test_links_and_pipes_are_skipped_with_a_word(tmp_path: Path) -> None:
    real = put(tmp_path, "pages/a.md", TEXT)
    (tmp_path / "content" / "pages" / "b.md").symlink_to(real)
    (tmp_path / "content" / "round").symlink_to(tmp_path / "content")
    os.mkfifo(tmp_path / "content" / "pages" / "c.md")

    hub, problems = read_hub(tmp_path / "content", Words())

    assert [page.path for page in hub.pages] == ["pages/a.md"]
    assert [problem.where for problem in problems] == [
        "content/pages/b.md",
        "content/pages/c.md",
        "content/round",
    ]
    assert {problem.severity for problem in problems} == {"warning"}
