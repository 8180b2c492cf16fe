"""The page of figures: every number can be counted again from the table beside it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date

import pytest

from site_builder.model import Evidence, Hop, Review, Source, Withdrawal
from tests.page_hub import article, notice, page, pages_of, poster, tree, words

REVIEW = Review(by="科普部", on=date(2026, 10, 1), again=date(2027, 10, 1))
DUE = Review(by="科普部", on=date(2025, 10, 1), again=date(2026, 11, 1))
GONE = Withdrawal(on=date(2026, 11, 20), reason="剂量写错了")
EVIDENCE = (Evidence(who="国务院"),)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(
        [
            article("a", date=date(2026, 10, 2), reviewed=REVIEW, evidence=EVIDENCE, audience=("village",)),
            article("b", date=date(2026, 9, 2), source=Source(name="甲站", license="link-only")),
            article("c", title="=1+1", reviewed=DUE, origin=(Hop(hub="上级站"),), date=date(2026, 10, 3)),
            article("d", draft=True),
            article("e", withdrawn=GONE),
            poster("p", reviewed=REVIEW, evidence=EVIDENCE, date=date(2026, 11, 3), audience=("village",)),
            notice("n"),
            page("x"),
        ]
    )


@pytest.fixture(scope="module")
def rows(pages: dict[str, str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(pages["figures/items.csv"])))


def figures(pages: dict[str, str]) -> dict[str, str]:
    tiles = tree(pages["figures/index.html"]).xpath("//ul[@class='figure-tiles']/li")
    return {one.xpath("span[1]")[0].text_content(): one.xpath("b")[0].text_content() for one in tiles}


def group(pages: dict[str, str], name: str) -> dict[str, int]:
    path = f"//section[h2='{name}']//tbody/tr"
    found = tree(pages["figures/index.html"]).xpath(path)
    return {row.xpath("th")[0].text_content(): int(row.xpath("td")[0].text_content()) for row in found}


def test_the_table_has_a_row_for_each_text_that_is_shown(rows: list[dict[str, str]]) -> None:
    assert sorted(row["标题"] for row in rows) == ["'=1+1", "文章a", "文章b", "海报p", "通知n"]
    assert next(row for row in rows if row["标题"] == "海报p")["审核日期"] == "2026-10-01"


def test_the_main_figures_are_those_of_the_table(pages: dict[str, str], rows: list[dict[str, str]]) -> None:
    kinds = Counter(row["类别"] for row in rows)
    texts = [row for row in rows if row["类别"] in ("文章", "海报")]
    ages = sorted(max(0, (date(2026, 11, 1) - date.fromisoformat(row["日期"])).days) for row in texts)

    assert figures(pages) == {
        "文章": f"{kinds['文章']} 篇",
        "海报": f"{kinds['海报']} 张",
        "通知活动": f"{kinds['通知活动']} 条",
        "写明依据": f"{100 * sum(row['依据条数'] != '0' for row in texts) // len(texts)} %",
        "登记审核": f"{100 * sum(bool(row['审核']) for row in texts) // len(texts)} %",
        "登出多久": f"{ages[(len(ages) - 1) // 2]} 天",
        "撤回": "1 份",
    }


@pytest.mark.parametrize(("name", "column"), [("按来路", "来路"), ("按来源", "来源"), ("按许可", "许可")])
def test_each_group_is_counted_from_one_column(
    pages: dict[str, str], rows: list[dict[str, str]], name: str, column: str
) -> None:
    assert group(pages, name) == Counter(row[column] for row in rows if row["类别"] != "通知活动")


def test_what_is_to_be_checked_again_is_told(pages: dict[str, str]) -> None:
    assert group(pages, "按审核") == {"已审核": 2, "该复核了": 1, "未登记审核": 1}
    assert group(pages, "按受众") == {"village": 2}
    assert group(pages, "按月份") == {"2026年11月": 1, "2026年10月": 2, "2026年9月": 1}


def test_what_was_withdrawn_is_listed_with_its_reason(pages: dict[str, str]) -> None:
    assert "文章e" in words(pages["figures/index.html"], "(//table)[last()]")
    assert "剂量写错了" in words(pages["figures/index.html"], "//main")


def test_every_figure_says_how_it_is_counted(pages: dict[str, str]) -> None:
    shown = tree(pages["figures/index.html"])
    told = shown.xpath("//*[@class='figure-how']")
    assert len(told) == len(shown.xpath("//ul[@class='figure-tiles']/li | //section[@class='figure-group']"))
    assert all(one.text_content().strip() for one in told)
