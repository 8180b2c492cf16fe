"""Documents remembered between two runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from site_builder.errors import Problem
from site_builder.memo import Memo
from site_builder.model import Document, Hub
from site_builder.read import Memory, Texts, Words, read_hub
from site_builder.stamps import SECOND, Stamps
from tests.site_text import write_site

NO_WORDS = Words()
SEEN_NOTHING = Stamps("", {}, 0)
TEXT = "---\ntitle: 毕节的雨\ndate: 2026-05-01\n---\n第一行\n第二行\n"
EVERY_KIND = """
    -- content/articles/health/stove.md --
    ---
    title: 冬天烤火
    date: 2026-11-01
    season: [11, 12]
    source: {name: 市科协}
    evidence: [{who: 疾控}, {who: 消防, url: "https://b.cn/"}]
    reviewed: {by: 科普部, on: 2026-11-02}
    ---
    ## 看烟囱
    见[通知](../../notices/week.md)。
    -- content/notices/week.md --
    ---
    title: 科普日
    date: 2026-09-01
    audience: [village]
    event: {from: 2026-09-12, place: 礼堂}
    ---
    -- content/pages/about.md --
    ---
    title: 关于
    order: 2
    ---
    我们。
    -- content/posters/stove.md --
    ---
    title: 冬天烤火先看烟囱
    date: 2026-11-01
    article: articles/health/stove.md
    subtitle: 烟囱通 · 留条缝
    ---
    导语。

    ## 烟囱通 {.do icon=stove}
    伸到屋外。

    ## 留条缝 {.do icon=window}
    门窗留缝。

    ## 不闷火 {.dont icon=no-bed}
    熄掉炭火。

    ## 早认出 {icon=window}
    头晕就走。

    ## 轻重 {.grades note="越往右越危险"}
    | 程度 | 情况 | 表现 | 怎么办 |
    | --- | --- | --- | --- |
    | 起初 | 头晕 | 晕 | 离屋 |
    | 危重 | 昏迷 | 迷 | 送医 |
    """


def put(root: Path, path: str, text: str) -> Path:
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
    return file


def read(
    root: Path, seen: Stamps = SEEN_NOTHING, *, words: Words = NO_WORDS
) -> tuple[Hub, tuple[Problem, ...]]:
    """Read the hub in root, remembering."""
    cache = root / "cache"
    memory = Memory(cache=cache, memo=Memo(cache / "memo"), stamps=seen)
    return read_hub(root / "content", words, memory=memory)


def words(root: Path, document: Document) -> str:
    return Texts(root / "content", Memo(root / "cache/memo")).of(document).words


def test_a_remembered_text_is_the_same_and_a_warning_is_told_again(tmp_path: Path) -> None:
    put(tmp_path, "articles/health/a.md", TEXT + "\n## 标题\n\n[看](b.md)\n")
    put(tmp_path, "articles/health/b.md", TEXT + "\n# 大标题\n")

    plain = read_hub(tmp_path / "content", Words())
    first, second = read(tmp_path), read(tmp_path)

    assert plain == first == second
    assert len(second[1]) == 1
    assert (tmp_path / "cache/index").exists()


def test_a_changed_text_is_not_taken_from_memory(tmp_path: Path) -> None:
    put(tmp_path, "pages/a.md", TEXT)
    read(tmp_path)
    put(tmp_path, "pages/a.md", TEXT.replace("第一行", "改过的"))

    hub, _problems = read(tmp_path)

    assert words(tmp_path, hub.pages[0]) == "改过的第二行"


def test_the_words_of_a_text_are_there_although_the_memory_is_gone(tmp_path: Path) -> None:
    put(tmp_path, "pages/a.md", TEXT)
    read(tmp_path)
    shutil.rmtree(tmp_path / "cache/memo")

    hub, _problems = read(tmp_path)

    assert words(tmp_path, hub.pages[0]) == "第一行第二行"


@pytest.mark.parametrize("damage", [b"", b"\x93", b"\x95\xa1x\x00\x80\x80\x80", b"{}"])
def test_a_damaged_memory_is_read_anew(tmp_path: Path, damage: bytes) -> None:
    put(tmp_path, "pages/a.md", TEXT)
    read(tmp_path)
    for file in (tmp_path / "cache/index").iterdir():
        file.write_bytes(damage)

    hub, problems = read(tmp_path)

    assert hub.pages[0].meta.title == "毕节的雨"
    assert problems == ()


def test_a_file_that_has_not_changed_since_it_was_seen_is_not_read_again(tmp_path: Path) -> None:
    file = put(tmp_path, "pages/a.md", TEXT)
    seen = Stamps(str(tmp_path / "content"), {str(file): (1, 10, 1)}, clock=SECOND)
    read(tmp_path, seen)
    put(tmp_path, "pages/a.md", TEXT.replace("毕节的雨", "毕节的雪"))

    assert read(tmp_path, seen)[0].pages[0].meta.title == "毕节的雨"
    later = Stamps(seen.folder, {str(file): (1, 11, 1)}, seen.clock)
    assert read(tmp_path, later)[0].pages[0].meta.title == "毕节的雪"


def test_a_stamp_as_young_as_the_look_tells_nothing(tmp_path: Path) -> None:
    file = put(tmp_path, "pages/a.md", TEXT)
    seen = Stamps(str(tmp_path / "content"), {str(file): (1, SECOND - 1, 1)}, clock=SECOND)
    read(tmp_path, seen)
    put(tmp_path, "pages/a.md", TEXT.replace("毕节的雨", "毕节的雪"))

    assert read(tmp_path, seen)[0].pages[0].meta.title == "毕节的雪"


def test_every_kind_of_document_comes_back_whole_from_memory(tmp_path: Path) -> None:
    write_site(tmp_path, EVERY_KIND)
    fresh = read_hub(tmp_path / "content", Words())
    _kept, recalled = read(tmp_path), read(tmp_path)

    assert fresh[1] == ()
    assert recalled == fresh
    assert all((fresh[0].articles, fresh[0].notices, fresh[0].pages, fresh[0].posters))


def test_words_that_a_text_relies_on_are_looked_at_again(tmp_path: Path) -> None:
    write_site(tmp_path, EVERY_KIND)
    read(tmp_path)

    _hub, problems = read(tmp_path, words=Words(audiences=("school",)))

    assert [problem.where for problem in problems] == ["content/notices/week.md:4"]


def test_the_article_of_a_poster_is_looked_for_again(tmp_path: Path) -> None:
    write_site(tmp_path, EVERY_KIND)
    read(tmp_path)
    (tmp_path / "content" / "articles" / "health" / "stove.md").unlink()

    _hub, problems = read(tmp_path)

    assert [problem.where for problem in problems] == ["content/posters/stove.md:4"]
