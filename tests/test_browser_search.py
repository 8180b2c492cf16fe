"""The search in a real browser: from a folder and below an address, with a keyboard, with odd questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from site_builder.plan.search.words import letters, shard_of
from tests.conftest import ROOT
from tests.player import served
from tests.search_hub import SearchPage, rows_of, write_search
from tests.site_text import write_site

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

FRAGMENTS = 60
HUB = """
    -- content/hub.toml --
    name = "科普"
    formats = ["a4"]
    [[sections]]
    id = "health"
    name = "健康"
    [[sections]]
    id = "farming"
    name = "农业"
    -- content/units.toml --
    [[audiences]]
    id = "village"
    name = "村"
    [[audiences]]
    id = "school"
    name = "学校"
    -- content/articles/health/stove.md --
    ---
    title: 冬天烤火，先看烟囱
    date: 2026-11-01
    tags: [一氧化碳, 取暖]
    audience: [village]
    season: [11, 12, 1]
    ---
    烟管通到室外才管用，屋里放盆水不顶事。PM2.5 也要留意，气温 20 ℃ 以下常见。
    -- content/articles/farming/potato.md --
    ---
    title: 绿皮洋芋别下锅
    date: 2026-10-01
    tags: [洋芋]
    audience: [school]
    season: [9]
    ---
    发芽的洋芋含龙葵素；冬天烤火时也别放在炉边。
    -- content/articles/health/old.md --
    ---
    title: 酸菜水解煤气
    date: 2026-09-01
    withdrawn: {on: 2026-11-20, reason: 写错了}
    ---
    酸菜水能解煤气这句话是错的。
    -- content/articles/health/late.md --
    ---
    title: 过了期的夏令营
    date: 2026-06-01
    expires: 2026-09-01
    ---
    夏令营报名。
    -- content/posters/stove.md --
    ---
    title: 烤火看烟囱
    date: 2026-11-02
    tags: [取暖]
    article: articles/health/stove.md
    ---
    烧煤烧炭会生出一氧化碳。

    ## 通风 {.do icon=window}
    门窗留一条缝。
    -- content/notices/talk.md --
    ---
    title: 看鸟讲座
    date: 2026-11-03
    ---
    草海边上看黑颈鹤，吕老师主讲。
    """


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_site(tmp_path_factory.mktemp("hub"), HUB)
    write_search(root, root / "a" / "site")
    return root / "a" / "site"


@pytest.fixture(params=["file", "http"])
def page(browser: Chrome, site: Path, request: pytest.FixtureRequest) -> Iterator[SearchPage]:
    browser.get_log("browser")
    if request.param == "file":
        yield SearchPage(browser, (site / "search.html").as_uri())
    else:
        with served(site.parent) as base:
            yield SearchPage(browser, f"{base}/site/search.html")
            browser.get("about:blank")
    assert [row["message"] for row in browser.get_log("browser") if "favicon" not in row["message"]] == []


@pytest.fixture
def folder_page(browser: Chrome, site: Path) -> SearchPage:
    return SearchPage(browser, (site / "search.html").as_uri())


def test_titles_are_found_before_texts_and_what_was_sought_is_marked(page: SearchPage) -> None:
    assert page.ask("烤火") == ["烤火看烟囱", "冬天烤火，先看烟囱", "绿皮洋芋别下锅"]
    assert page.said == "找到 3 条。"
    assert set(page.marks(".answer")) == {"烤火"}


@pytest.mark.parametrize(
    ("query", "first", "mark"),
    [
        ("kaohuo", "烤火看烟囱", "烤火"),
        ("dtkh", "冬天烤火，先看烟囱", "冬天烤火"),
        ("yangyu", "绿皮洋芋别下锅", "洋芋"),
        ("lvpi", "绿皮洋芋别下锅", "绿皮"),
        ("龙葵素", "绿皮洋芋别下锅", "龙葵素"),
        ("一氧化碳 取暖", "冬天烤火，先看烟囱", "取暖"),
        ("pm25", "冬天烤火，先看烟囱", "PM2.5"),
        ("20℃", "冬天烤火，先看烟囱", "20 ℃"),
        ("通到室外才管用，屋里", "冬天烤火，先看烟囱", "通到室外才管用，屋里"),
    ],
)
def test_it_is_found_as_people_type(folder_page: SearchPage, query: str, first: str, mark: str) -> None:
    assert folder_page.ask(query)[0] == first
    assert mark in folder_page.marks(".answer:first-child")


def test_a_question_that_nothing_answers_word_for_word_finds_what_is_near(folder_page: SearchPage) -> None:
    assert "绿皮洋芋别下锅" in folder_page.ask("洋芋绿皮了")
    assert "相近" in folder_page.said


def test_filters_narrow_the_answers_and_alone_list_the_newest(folder_page: SearchPage) -> None:
    assert folder_page.ask("烤火", kind=2) == ["烤火看烟囱"]
    assert folder_page.ask("烤火", section=1) == ["烤火看烟囱", "冬天烤火，先看烟囱"]
    assert folder_page.ask("烤火", audience=2) == ["烤火看烟囱", "绿皮洋芋别下锅"]
    assert folder_page.ask("烤火", season=12) == ["烤火看烟囱", "冬天烤火，先看烟囱"]
    assert folder_page.ask("", kind=1) == ["冬天烤火，先看烟囱", "绿皮洋芋别下锅"]


def test_a_withdrawn_title_is_answered_as_such_and_its_text_is_not_found(folder_page: SearchPage) -> None:
    assert folder_page.ask("酸菜水解煤气") == ["酸菜水解煤气"]
    answer = folder_page.browser.find_element("css selector", ".answer").text
    assert "已撤回" in answer
    assert "2026年11月20日" in answer
    assert folder_page.ask("这句话是错的") == []
    assert folder_page.ask("夏令营报名") == []
    assert "没有找到" in folder_page.said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "写上要找的字"),
        ("火", "一个字太短"),
        ("，。！", "只有标点"),
        ("龘" * 500, "没有找到"),
        ("<script>document.title='x'</script>", "没有找到“<script>"),
        ("'\"\\|,", "只有标点"),
        ("烤" * 2 + "火" * 300, "只按前 40 个字"),
    ],
)
def test_odd_questions_get_a_friendly_answer(folder_page: SearchPage, query: str, said: str) -> None:
    folder_page.ask(query)
    assert said in folder_page.said or query.startswith("烤烤")
    assert folder_page.browser.title.startswith("搜索")
    assert folder_page.browser.execute_script("return document.querySelectorAll('main script').length") == 0


def test_from_any_page_the_keyboard_leads_to_the_answers(browser: Chrome, site: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get((site / "articles/health/stove.html").as_uri())
    browser.find_element("id", "site-search").send_keys("洋芋", Keys.ENTER)
    page = SearchPage(browser, (site / "search.html").as_uri())
    assert page.answers() == ["绿皮洋芋别下锅"]
    assert browser.current_url == f"{page.address}?q={quote('洋芋')}"
    assert browser.find_element("id", "search-field").get_attribute("value") == "洋芋"


def test_what_is_typed_is_suggested_and_the_arrows_choose(folder_page: SearchPage) -> None:
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

    folder_page.ask("")
    field = folder_page.browser.find_element("id", "search-field")
    field.send_keys("yang")
    WebDriverWait(folder_page.browser, 10).until(lambda _b: field.get_attribute("aria-expanded") == "true")
    options = folder_page.browser.find_elements("css selector", "#search-hints li")
    assert [option.text for option in options] == ["一氧化碳", "洋芋", "绿皮洋芋别下锅"]
    field.send_keys(Keys.ARROW_UP, Keys.ENTER)
    assert folder_page.browser.current_url.endswith("articles/farming/potato.html")


def test_without_javascript_the_page_leads_elsewhere(browser: Chrome, site: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get((site / "search.html").as_uri())
        assert "请从下面的栏目和标签里找" in browser.find_element("tag name", "main").text
        assert not browser.find_element("css selector", "main form").is_displayed()
        assert browser.find_element("link text", "全部文章").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        browser.get("about:blank")


def test_a_copy_that_lacks_files_says_so(browser: Chrome, site: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(site, tmp_path / "copy")
    for file in (tmp_path / "copy/search").glob("i*.js"):
        if file.name != "index.js":
            file.unlink()
    page = SearchPage(browser, (tmp_path / "copy/search.html").as_uri())
    assert page.ask("烤火") == []
    assert "重新复制" in page.said
    browser.get_log("browser")


def test_the_page_sees_letters_as_the_index_does(folder_page: SearchPage) -> None:
    texts = [
        "烤火，先看",
        "ＰＭ2.5 超标",
        "a  b c",
        "20 ℃、30 ㎏",
        "é È ß Ω",
        "甲。\n 乙",
        "〇一 二",
        "①②ﬁ",
        "x，y z",
    ]
    folder_page.ask("")
    run = folder_page.browser.execute_script
    assert run("return arguments[0].map(kepuSearch.letters)", texts) == [letters(text) for text in texts]
    terms = ["烟囱", "'kao", "^kh", "pm", "水"]
    shards = run("return arguments[0].map(term => kepuSearch.shardOf(term, 4096))", terms)
    assert shards == [shard_of(term, 4096) for term in terms]


@pytest.mark.parametrize("hub", ["sample", "made"])
def test_random_pieces_of_texts_are_found(
    browser: Chrome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hub: str
) -> None:
    """Title recall@10 of .99 and text recall@10 of .98 at least, and no empty answer."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    from corpus import make_articles
    from formats import write_site as write_made
    from recall import fragments, score

    root = ROOT
    if hub == "made":
        root = tmp_path / "hub"
        write_made("kepu", root, make_articles(300))
        (root / "content/hub.toml").write_text('name = "科普"\n', "utf-8")
        import shutil

        shutil.rmtree(root / "templates")
    write_search(root, tmp_path / "site")
    rows = rows_of(root)
    SearchPage(browser, (tmp_path / "site/search.html").as_uri()).ask("")

    titles = [(row[1], letters(row[0])) for row in rows]
    found = score(browser, fragments([row[0] for row in rows], FRAGMENTS, "titles"), titles)
    assert (found.empty, found.recall >= 0.99) == (0, True)
    texts = [(row[1], letters("\n".join([row[0], *row[5], row[7]]))) for row in rows]
    found = score(browser, fragments([row[7] for row in rows], FRAGMENTS, "texts"), texts)
    assert (found.empty, found.recall >= 0.98) == (0, True)
