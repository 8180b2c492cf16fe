"""Documents remembered between two runs."""

from __future__ import annotations

from pathlib import Path

from site_builder.memo import Memo
from site_builder.read import Words, read_hub
from tests.site_text import write_site

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


def put(root: Path, path: str, text: str) -> None:
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


def test_a_remembered_text_is_the_same_and_a_warning_is_told_again(tmp_path: Path) -> None:
    put(tmp_path, "articles/health/a.md", TEXT + "\n## 标题\n\n[看](b.md)\n")
    put(tmp_path, "articles/health/b.md", TEXT + "\n# 大标题\n")
    memo = Memo(tmp_path / "memo")

    plain, first, second = (read_hub(tmp_path / "content", Words(), memo=kept) for kept in (None, memo, memo))

    assert plain == first == second
    assert len(second[1]) == 1
    assert any((tmp_path / "memo").rglob("*"))


def test_a_changed_text_is_not_taken_from_memory(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "memo")
    put(tmp_path, "pages/a.md", TEXT)
    read_hub(tmp_path / "content", Words(), memo=memo)
    put(tmp_path, "pages/a.md", TEXT.replace("第一行", "改过的"))

    hub, _problems = read_hub(tmp_path / "content", Words(), memo=memo)

    assert hub.pages[0].body.text == "改过的第二行"


def test_every_kind_of_document_comes_back_whole_from_memory(tmp_path: Path) -> None:
    write_site(tmp_path, EVERY_KIND)
    memo = Memo(tmp_path / "memo")

    fresh, _kept, recalled = (
        read_hub(tmp_path / "content", Words(), memo=kept) for kept in (None, memo, memo)
    )

    assert fresh[1] == ()
    assert recalled == fresh
    assert all((fresh[0].articles, fresh[0].notices, fresh[0].pages, fresh[0].posters))


def test_words_that_a_text_relies_on_are_looked_at_again(tmp_path: Path) -> None:
    write_site(tmp_path, EVERY_KIND)
    memo = Memo(tmp_path / "memo")
    read_hub(tmp_path / "content", Words(), memo=memo)

    _hub, problems = read_hub(tmp_path / "content", Words(audiences=("school",)), memo=memo)

    assert [problem.where for problem in problems] == ["content/notices/week.md:4"]


def test_the_article_of_a_poster_is_looked_for_again(tmp_path: Path) -> None:
    write_site(tmp_path, EVERY_KIND)
    memo = Memo(tmp_path / "memo")
    read_hub(tmp_path / "content", Words(), memo=memo)
    (tmp_path / "content" / "articles" / "health" / "stove.md").unlink()

    _hub, problems = read_hub(tmp_path / "content", Words(), memo=memo)

    assert [problem.where for problem in problems] == ["content/posters/stove.md:4"]
