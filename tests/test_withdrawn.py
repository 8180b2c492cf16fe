"""What was withdrawn: gone from everything but its own page and the page of codes, which say so."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import group
from site_builder.errors import SiteError
from site_builder.model import Hop, Withdrawal
from site_builder.plan.codes import code_of
from site_builder.settings import Folder
from site_builder.withdrawing import withdraw
from tests.chain_hubs import TEXTS, make_hub, stove
from tests.page_hub import BASE, SETTINGS, TODAY, article, notice, page, pages_of, poster, tree, words

ONLINE = replace(SETTINGS, base_url=BASE)
GONE = Withdrawal(on=date(2026, 11, 20), reason="剂量写错了")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(
        [
            article("old", withdrawn=GONE, tags=("煤气",)),
            article("a", tags=("取暖",)),
            poster("jiu", of="articles/health/a.md", withdrawn=replace_by("posters/xin.md"), tags=("取暖",)),
            poster("xin", of="articles/health/old.md"),
            poster("only", withdrawn=GONE),
            poster("late", expires=date(2026, 11, 1)),
            notice("n", withdrawn=GONE),
            page("p", withdrawn=GONE),
        ],
        settings=ONLINE,
    )


def replace_by(path: str) -> Withdrawal:
    return Withdrawal(on=date(2026, 11, 20), reason="规定变了", replaced_by=path)


def test_no_other_page_feed_playlist_or_file_has_it(pages: dict[str, str]) -> None:
    own = {"articles/health/old.html", "posters/jiu.html", "posters/only.html", "notices/n.html", "p.html"}
    told = {"codes/index.html", "figures/index.html", "hub.json"}
    for title in ("文章old", "海报jiu", "海报only", "通知n", "页面p"):
        assert {path for path, text in pages.items() if title in text} - own - told == set(), title
    assert own <= pages.keys()
    assert not [
        path for path in pages if path.startswith(("posters/jiu/", "posters/only/", "screens/wide/jiu"))
    ]
    assert "posters/xin/xin-a4.pdf" in pages
    assert "tags/mei-qi.html" not in pages
    assert "posters/jiu.html" not in pages["sitemap.xml"]


def test_its_page_says_so_and_nothing_of_its_text(pages: dict[str, str]) -> None:
    code = code_of(poster("jiu"))
    said = words(pages["posters/jiu.html"], "//main")

    assert "已由《海报xin》代替" in said
    assert f"2026年11月20日起撤回了这张海报（编号 {code}），贴着的请取下。" in said.replace(" ，", "，")
    assert "原因：规定变了" in said
    assert "门窗留缝" not in said
    assert tree(pages["posters/jiu.html"]).xpath("//main//section//a/@href") == ["../posters/xin.html"]
    assert "已撤回" in words(pages["articles/health/old.html"], "//main//h2")
    assert "请不要再用、再转" in words(pages["articles/health/old.html"], "//main")
    assert "正文" not in words(pages["articles/health/old.html"], "//main")


def test_every_code_is_answered(pages: dict[str, str]) -> None:
    rows = {
        row.get("data-code"): " ".join(row.text_content().split())
        for row in tree(pages["codes/index.html"]).xpath("//tr[@data-code]")
    }

    assert len(rows) == 4
    assert "已由《海报xin》代替" in rows[code_of(poster("jiu"))]
    assert "已撤回" in rows[code_of(poster("only"))]
    assert "已过期，2026年11月1日" in rows[code_of(poster("late"))]
    assert rows[code_of(poster("xin"))].endswith("海报xin")
    assert "codes/index.html" in pages["posters/index.html"]


def test_a_better_one_that_was_withdrawn_too_leads_on() -> None:
    pages = pages_of(
        [
            poster("a", withdrawn=replace_by("posters/b.md")),
            poster("b", withdrawn=replace_by("posters/c.md")),
            poster("c"),
            poster("d", withdrawn=replace_by("posters/e.md")),
            poster("e", withdrawn=replace_by("posters/d.md")),
            poster("f", withdrawn=replace_by("posters/nosuch.md")),
        ]
    )

    assert "已由《海报c》代替" in words(pages["posters/a.html"], "//main")
    for slug in "def":
        assert words(pages[f"posters/{slug}.html"], "//main//h2") == "已撤回"


def test_a_withdrawal_counts_from_its_day_on() -> None:
    later = Withdrawal(on=date(2026, 12, 24))
    pages = pages_of([article("a", withdrawn=later), article("b", withdrawn=GONE, draft=True)])

    assert "正文" in words(pages["articles/health/a.html"], "//main")
    assert "articles/health/b.html" not in pages


def test_a_hub_above_that_withdrew_it_is_named() -> None:
    told = Withdrawal(on=date(2026, 11, 20), by="市科协")

    assert "2026年11月20日起，市科协撤回了这张海报" in words(
        pages_of([poster("a", withdrawn=told)])["posters/a.html"], "//main"
    )


def test_hubs_below_hear_of_it(pages: dict[str, str]) -> None:
    index = json.loads(pages["hub.json"])["_kepu"]

    assert [row["path"] for row in index["withdrawn"]] == [
        *("articles/health/old.md", "notices/n.md", "pages/p.md", "posters/jiu.md", "posters/only.md")
    ]
    assert index["withdrawn"][3] == {
        "path": "posters/jiu.md",
        "title": "海报jiu",
        "code": code_of(poster("jiu")),
        "on": "2026-11-20",
        "reason": "规定变了",
        "replaced_by": "posters/xin.md",
        "by": "测试科协",
    }


def test_a_text_from_above_names_its_author_and_its_way() -> None:
    one, other = (
        Hop(hub="市科协", url="https://city.example/", digest="1"),
        Hop(hub="县科协", digest="1"),
    )
    row = poster("a", origin=(one, other))
    pages = pages_of([type(row)(**{**fields(row), "handed": "1"}), poster("b", origin=(one, other))])

    side = words(pages["posters/a.html"], "//section[@class='trust']")
    assert "来源市科协" in side
    assert "转来市科协 › 县科协" in side
    assert "改动" not in side
    assert "改动测试科协有改动" in words(pages["posters/b.html"], "//section[@class='trust']")
    link = tree(pages["posters/a.html"]).xpath("//section[@class='trust']//a/@href")
    assert link == ["https://city.example/posters/a.html"]


def fields(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__struct_fields__}  # type: ignore[attr-defined]


def kepu(folder: Folder, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["--hub", str(folder.root), *arguments])


def test_a_command_writes_one_line_and_nothing_else(tmp_path: Path) -> None:
    hub = make_hub(tmp_path, "city", BASE, TEXTS)
    before = hub.texts()
    result = kepu(hub.folder, "withdraw", "烤火看烟囱", "--reason", '把"剂量"写错了')

    assert result.exit_code == 0, result.output
    assert f"Withdrawn: content/posters/stove.md, code {code_of(poster('stove'))}" in result.output
    after = hub.texts()
    assert {path for path in before if before[path] != after[path]} == {"posters/stove.md"}
    day = hub.read("posters/stove.md").partition("withdrawn: {on: ")[2][:10]
    line = f'withdrawn: {{on: {day}, reason: "把\\"剂量\\"写错了"}}\n'
    assert hub.read("posters/stove.md").replace(line, "") == before["posters/stove.md"].decode()


def test_what_is_replaced_leads_to_the_better_one(tmp_path: Path) -> None:
    hub = make_hub(tmp_path, "city", BASE, TEXTS)
    result = kepu(hub.folder, "replace", "烤火看烟囱", "talk")

    assert result.exit_code == 0, result.output
    assert f"Withdrawn: content/posters/stove.md, code {code_of(poster('stove'))}" in result.output
    assert 'reason: "有了新的一版", replaced_by: "notices/talk.md"}\n' in hub.read("posters/stove.md")
    assert kepu(hub.folder, "build").exit_code == 0
    codes = (hub.folder.site / "codes/index.html").read_text("utf-8")
    assert "已由" in codes.partition("有效")[0]


@pytest.mark.parametrize(
    ("encoding", "end"), [("utf-8-sig", "\r\n"), ("gb18030", "\r\n"), ("utf-16", "\n"), ("gbk", "\n")]
)
def test_a_file_keeps_its_encoding_and_its_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    hub = make_hub(tmp_path, "city", BASE, TEXTS)
    text = stove("睡前把火熄掉。").replace("\n", end)
    file = hub.folder.content / "posters/stove.md"
    file.write_bytes(text.encode(encoding))
    withdraw(hub.folder, "posters/stove", reason="错", today=TODAY)

    line = f'withdrawn: {{on: 2026-11-23, reason: "错"}}{end}'
    assert file.read_bytes() == text.replace(f"{end}---", f"{end}{line}---", 1).encode(encoding)


def test_a_name_must_mean_one_text_that_still_holds(tmp_path: Path) -> None:
    hub = make_hub(tmp_path, "city", BASE, TEXTS)

    for name, options, words_told in (
        ("stove", {}, "“stove” may mean 2 texts"),
        ("stave", {}, "there is no text “stave”"),
        ("posters/stove", {"better": "posters/stove"}, "does not hold itself"),
        ("posters/stove", {"reason": " "}, "say why"),
    ):
        with pytest.raises(SiteError, match=words_told):
            hub.withdraw(name, **options)
    hub.withdraw(code_of(poster("stove")))
    with pytest.raises(SiteError, match="it was withdrawn on 2026-11-23"):
        hub.withdraw("posters/stove")
    with pytest.raises(SiteError, match="does not hold itself"):
        hub.withdraw("articles/health/stove", better="posters/stove")
    hub.withdraw("articles/health/stove", alone=True)
    assert kepu(hub.folder, "poster", "posters/stove").exit_code == 1
