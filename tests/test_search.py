"""What the search is made from: letters, pairs, lists, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.build import Target
from site_builder.plan.search import blocks
from site_builder.plan.search.pieces import ALPHABET, DIGITS, MOST, Found, merged, number_of, pieces
from site_builder.plan.search.words import STEPS, letters, pairs, spelt, spelt_pairs
from tests.conftest import ROOT
from tests.page_hub import SETTINGS, article, pages_of, tree, words
from tests.search_hub import rows_of, search_targets
from tests.site_text import write_site

ARTICLE = """
    -- content/articles/health/{name}.md --
    ---
    title: {title}
    date: 2026-{month:02}-01
    tags: [取暖]
    {front}
    ---
    {text}
    """
HUB = """
    -- content/hub.toml --
    name = "科普"
    [[sections]]
    id = "health"
    name = "健康"
    """


def hub(root: Path, *texts: tuple[str, str], front: str = "# none", text: str = "") -> Path:
    """Write articles with these names and titles."""
    whole = HUB + "".join(
        ARTICLE.format(
            name=name, title=title, month=at % 11 + 1, front=front, text=text or f"{title}的正文。"
        )
        for at, (name, title) in enumerate(texts)
    )
    return write_site(root, whole)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("烤火，先看“烟囱”。", "烤火先看烟囱"),
        ("PM2.5 超标", "pm25超标"),
        ("气温 20 ℃", "气温20c"),
        ("vitamin  C\u3000100 mg", "vitamin c100mg"),
        ("甲。\n 乙、丙", "甲\n乙丙"),
        ("Ａｂ㎏", "abkg"),
        ("<script>alert(1)</script>", "scriptalert1script"),
    ],
)
def test_marks_and_widths_do_not_count(text: str, seen: str) -> None:
    assert letters(text) == seen


def test_pairs_of_a_paragraph_do_not_move_when_another_one_grows() -> None:
    assert pairs("开头。\n烟囱要通。").items() >= pairs("烟囱要通。").items()
    assert pairs("开头多了一些字。\n烟囱要通。").items() >= pairs("烟囱要通。").items()


def test_a_title_is_found_by_syllables_and_by_initials() -> None:
    syllables = spelt("冬天烤火，看CO表")
    assert syllables == "dong tian kao huo kan co biao"
    assert spelt_pairs(syllables).keys() >= {"'don", "'gti", "'co", "^dt", "^kh", "^cb"}


def steps_in(shards: list[str], term: str, field: int) -> dict[tuple[int, int], int]:
    """Return the steps of each block and place that the list of a term names, read as the page does."""
    row = next((row for shard in shards for row in shard.split("|") if row.startswith(f"{term},")), "")
    found: dict[tuple[int, int], int] = {}
    block, signs = 0, iter(row.split(",")[1 + field] if row else "")
    fresh = True
    for sign in signs:
        value = ALPHABET.index(sign)
        if value >= MOST:
            block = (0 if fresh else block) * len(DIGITS) + value - MOST
            fresh = False
        else:
            fresh = True
            found[block, value] = ALPHABET.index(next(signs))
    return found


def test_lists_name_every_text_and_where_it_holds_the_pair() -> None:
    rows = [
        [Found(f"标题{block}", ("煤",), f"一段。\n烟囱{place}通气", "") for place in range(9)]
        for block in range(40)
    ]
    by_block = [pieces(row, 2) for row in rows]
    shards = [merged([block[shard] for block in by_block]) for shard in range(2)]

    places = {(block, place) for block in range(40) for place in range(9)}
    assert steps_in(shards, "烟囱", 2) == dict.fromkeys(places, 1)
    assert steps_in(shards, "囱3", 2) == {(block, 3): 2 for block in range(40)}
    assert steps_in(shards, "标题", 0) == dict.fromkeys(places, 1)
    assert steps_in(shards, "煤", 1) == dict.fromkeys(places, 2**STEPS - 1)
    assert steps_in(shards, "段烟", 2) == {}, "no pair reaches from one paragraph into the next"


def test_numbers_are_written_in_signs_that_name_no_text() -> None:
    seen = {number_of(number) for number in range(800)}
    assert len(seen) == 800
    assert set("".join(seen)) <= set(DIGITS)


def test_what_is_not_to_be_seen_is_not_found(tmp_path: Path) -> None:
    root = hub(tmp_path, ("a", "新的文章"), front="# none")
    for name, line in (
        ("gone", "withdrawn: {on: 2026-11-01, reason: 写错了}"),
        ("late", "expires: 2026-11-01"),
        ("later", "draft: true"),
    ):
        hub(root, (name, f"旧的{name}"), front=line, text="一段旧话。")
    rows = {row[0]: row for row in rows_of(root)}
    whole = " ".join(str(target.view["data"]) for target in scripts(root))

    assert rows.keys() == {"新的文章", "旧的gone"}
    assert rows["旧的gone"][5:9] == [[], "jiu de gone", "", "2026-11-01"]
    assert "旧话" not in whole
    assert "late" not in whole


def scripts(root: Path) -> Iterator[Target]:
    return (target for target in search_targets(root) if target.recipe == "script")


def test_an_edit_changes_only_the_files_that_it_touches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "IN_SHARD", 40)
    root = hub(tmp_path, *((f"a{at}", f"文章{at}") for at in range(80)), text="烤火看烟囱，睡前熄火。")
    before = {target.path: target.view for target in scripts(root)}
    edited = root / "content/articles/health/a40.md"
    edited.write_text(edited.read_text("utf-8") + "\n又来一段。\n", "utf-8")
    after = {target.path: target.view for target in scripts(root)}

    assert after.keys() == before.keys()
    changed = {path for path in before if before[path] != after[path]}
    assert 2 <= len(changed) <= 8 < len(before) / 2


def test_a_hub_may_do_without() -> None:
    pages = pages_of([article("a")], settings=replace(SETTINGS, search=False))
    assert not [path for path in pages if path.startswith("search")]
    assert tree(pages["index.html"]).xpath("//form") == []
    assert "search.html" not in pages["index.html"]


def test_every_page_has_a_box_that_leads_to_the_search() -> None:
    pages = pages_of([article("a", tags=("煤",))])
    form = tree(pages["articles/health/a.html"]).xpath("//header//form[@role='search']")[0]
    assert form.get("action") == "../../search.html"
    assert form.xpath(".//label[@for=//input[@name='q']/@id]")
    assert form.xpath(".//button[@type='submit']")
    assert "form-action 'self'" in pages["articles/health/a.html"]


def test_without_scripts_the_page_says_where_else_to_look() -> None:
    page = pages_of([article("a", tags=("煤",))])["search.html"]
    assert "没有打开" in words(page, "//noscript")
    assert tree(page).xpath("//main//form[@hidden]")
    links = tree(page).xpath("//main//ul[@class='tag-cloud']//@href")
    assert {"tags/mei.html", "tags/index.html", "articles/index.html", "articles/health/index.html"} <= set(
        links
    )


def test_the_hub_of_a_day_has_the_same_search_every_time(tmp_path: Path) -> None:
    root = hub(tmp_path, ("a", "甲"), ("b", "乙"))
    assert [t.view for t in scripts(root)] == [t.view for t in scripts(root)]


NEWER = (
    r"\?\.|\?\?|\.at\(|\.\.\.|\basync\b|\bclass\b|replaceAll|matchAll|\.flat|\.includes\("
    r"|Object\.(entries|values|fromEntries)|padStart|\(\?<|\\p\{|\.finally\("
)


def test_scripts_of_the_search_keep_to_what_chromium_49_knows() -> None:
    for file in sorted((ROOT / "templates/assets").glob("search-*.js")):
        assert not re.search(NEWER, file.read_text("utf-8")), file.name
