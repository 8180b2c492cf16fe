"""What a village manager comes for: this month's posters, their files, their words; and activities."""

from __future__ import annotations

from dataclasses import replace as changed
from datetime import date

import pytest
from msgspec.structs import replace

from site_builder.model import Event, Figure, Figures, Grade, Grades
from site_builder.plan.places import places_view
from site_builder.settings import FORMATS
from tests.page_hub import SETTINGS, article, notice, pages_of, poster, tree, words


def test_home_shows_this_month_s_posters_before_anything_else() -> None:
    text = pages_of([poster("冬", season=(11, 12)), poster("夏", season=(6, 7)), article("a")])["index.html"]

    assert words(text, "//h2") == "11月该换的海报"
    cards = tree(text).xpath("//main//li[@class='poster-card']")
    assert ["海报冬" in card.text_content() for card in cards] == [True]
    assert cards[0].xpath("./a/@href") == ["posters/冬.html"]
    assert cards[0].xpath(".//img/@src") == ["posters/冬/card.jpg"]
    assert not cards[0].xpath(".//img/@loading")


def test_a_poster_page_offers_every_format_with_its_size_and_use() -> None:
    text = pages_of([poster("p")])["posters/p.html"]

    buttons = tree(text).xpath("//a[@class='download']")

    assert [b.get("href") for b in buttons] == [
        "../posters/p/p-a4.pdf",
        "../posters/p/p-a3.pdf",
        "../posters/p/p-90x120.pdf",
        "../posters/p/p-1920x1080.png",
    ]
    assert (
        " ".join(buttons[0].text_content().split())
        == "A4 打印 办公室打印机直接打，贴门上、发到手里 PDF，1.2 MB"
    )
    assert buttons[0].get("download") == "海报p-a4.pdf"
    assert "实际大小" in words(text, "//p[@class='hint']")


def test_a_poster_page_shows_where_each_size_hangs_and_what_is_printed_for_it() -> None:
    page = tree(pages_of([poster("p")])["posters/p.html"])

    picks = page.xpath("//a[@class='place-pick']")
    places = {place.get("id"): place for place in page.xpath("//section[@class='place']")}
    board = [" ".join(one.text_content().split()) for one in places["place-90x120"].xpath(".//h3|.//h4|.//p")]
    files = places["place-90x120"].xpath(".//a/@href")

    assert [pick.get("href") for pick in picks] == [*(f"#{place}" for place in places), "#lines-title"]
    assert all(pick.xpath("./svg") for pick in picks)
    assert board[:2] == ["宣传栏", "90×120 厘米，约 17 张 A4 大"]
    assert board[3:] == ["用办公室打印机拼（用A4打印）", "送打印店，整张打"]
    assert files == [
        "../posters/p/print/p-90x120-on-a4-mono.pdf",
        "../posters/p/print/p-90x120-press.pdf",
        "../posters/p/p-90x120.pdf",
    ]
    assert "18张A4" in places["place-90x120"].text_content()


@pytest.mark.parametrize(
    ("name", "scene"),
    [
        ("a4", "door"),
        ("a3", "door"),
        ("42x57", "wall"),
        ("60x90", "board"),
        ("120x90", "board"),
        ("80x200", "stand"),
        ("120x240", "stand"),
        ("1920x1080", "tv"),
        ("1080x1920", "totem"),
        ("wechat", "phone"),
    ],
)
def test_each_size_is_drawn_where_it_is_used(name: str, scene: str) -> None:
    views = places_view(changed(SETTINGS, formats=(FORMATS[name],)))
    (place,) = (view for view in views if view["name"] == name)
    assert place["scene"] == scene


def test_a_poster_page_says_all_that_the_poster_says() -> None:
    grades = Grades(
        title="轻重",
        note="越往下越重",
        columns=("程度", "情况", "表现", "怎么办"),
        rows=(Grade(name="轻", note="出屋好些", figure="头晕", action="离屋"),),
        line=1,
    )
    figures = Figures(
        title="记数",
        note="",
        columns=("数字", "说明"),
        rows=(Figure(value="15", unit="分钟", label="冲洗"),),
        line=1,
    )
    made = replace(poster("p", season=(11, 12, 1)), grades=grades, figures=figures)
    text = pages_of([made])["posters/p.html"]

    body = words(text, "//section[contains(@class, 'poster-text')]")

    for part in (
        "天冷生火，先看烟囱。",
        "常通风 要",
        "门窗留缝。",
        "不闷火",
        "睡前熄火。",
        "早认出 头晕就走。",
    ):
        assert part in body
    assert "轻 出屋好些 头晕 离屋" in " ".join(tree(text).xpath("//tbody/tr/*/text()"))
    assert "15 分钟 冲洗" in body
    assert "急救 120" in body
    assert "11月至次年1月" in words(text, "//dl[@class='facts-list']")


def test_poster_and_article_lead_to_each_other() -> None:
    files = pages_of([article("a"), poster("p", of="articles/health/a.md")])

    assert "../articles/health/a.html" in tree(files["posters/p.html"]).xpath("//main//a/@href")
    assert "../../posters/p.html" in tree(files["articles/health/a.html"]).xpath("//main//a/@href")


def test_all_posters_stand_on_one_page_this_month_s_first() -> None:
    text = pages_of([poster("冬", season=(11,)), poster("夏", season=(7,), date=date(2026, 11, 9))])[
        "posters/index.html"
    ]

    shelves = [
        [title.text for title in shelf.xpath(".//span[@class='poster-card-title']")]
        for shelf in tree(text).xpath("//ul[@class='poster-grid']")
    ]

    assert shelves == [["海报冬"], ["海报夏", "海报冬"]]


def test_an_activity_says_when_and_where() -> None:
    event = Event(
        start=date(2026, 12, 1),
        end=date(2026, 12, 3),
        place="图书室",
        organiser="观鸟会",
        link="https://e.example/",
    )
    files = pages_of([notice("n", event=event)])

    plan = words(files["notices/n.html"], "//section[@class='event']")

    for part in ("2026年12月1日 至 2026年12月3日", "图书室", "观鸟会", "https://e.example/"):
        assert part in plan
    for path in ("index.html", "notices/index.html"):
        assert "2026年12月1日 至 2026年12月3日，图书室" in words(files[path], "//main")


def test_an_empty_hub_has_all_its_lists_and_says_that_they_are_empty() -> None:
    files = pages_of()

    assert "这个月没有要换的海报" in files["index.html"]
    assert "还没有文章" in files["index.html"]
    for path in ("articles/health/index.html", "posters/index.html", "notices/index.html", "tags/index.html"):
        assert "还没有" in files[path]
