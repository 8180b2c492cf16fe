"""What hangs this month, for whom and why; the page of the year; the file for calendar programs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from site_builder.model import Article, Calendar, Poster
from tests.calendar_rows import good
from tests.page_hub import BASE, article, notice, page, pages_of, poster, tree, words
from tests.test_targeting import TARGETED

ROWS = (
    "fire,全国消防日,fixed:11-09,14,火灾",
    "stove,一氧化碳高发期,season:11-01..03-15,,一氧化碳",
    "amr,认识周,range:11-18..11-24,7,抗生素,school",
    "crane,黑颈鹤越冬期,season:10-25..03-31,,黑颈鹤,,y",
    "traffic,全国交通安全日,fixed:12-02,7,道路结冰",
    "week,科技周,announced,7,科技,,,以公布的为准",
)
POSTERS = [
    poster("plain", date=date(2026, 10, 1)),
    poster("winter", season=(11, 12), date=date(2026, 10, 2)),
    poster("summer", season=(6, 7)),
    poster("fire", tags=("火灾",)),
    poster("stove", tags=("一氧化碳",), season=(11, 12, 1, 2, 3)),
    poster("amr", tags=("抗生素",), season=(11,)),
    poster("crane", tags=("黑颈鹤",), units=("city",)),
    poster("ice", tags=("道路结冰",), season=(12, 1, 2)),
    poster("quiz", season=(12,), expires=date(2026, 12, 20)),
]


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> Calendar:
    return good(tmp_path_factory.mktemp("calendar"), *ROWS)


def made(calendar: Calendar, today: date) -> dict[str, str]:
    return pages_of(POSTERS, settings=TARGETED, calendar=calendar, today=today)


def month(text: str) -> dict[str, str]:
    """Return the posters of the month in their order, each with the words below it."""
    cards = tree(text).xpath("(//ul[@class='poster-row' or @class='poster-grid'])[1]/li")
    return {
        card.xpath("string(.//*[@class='poster-card-title'])"): card.xpath("string(.//a/span[3])")
        for card in cards
    }


def test_what_hangs_on_the_home_page_is_what_is_coming_with_the_day(calendar: Calendar) -> None:
    """Certain days first, then times of year, then what is in season anyway."""
    assert month(made(calendar, date(2026, 11, 2))["index.html"]) == {
        "海报fire": "11月9日 全国消防日",
        "海报amr": "11月18日至24日 认识周",
        "海报crane": "黑颈鹤越冬期",
        "海报stove": "一氧化碳高发期",
        "海报winter": "11—12月张贴",
        "海报plain": "全年张贴",
    }


@pytest.mark.parametrize(
    ("today", "why"),
    [
        (date(2026, 11, 9), "11月9日 全国消防日"),
        (date(2026, 11, 10), "全年张贴"),
        (date(2026, 10, 26), "11月9日 全国消防日"),
        (date(2026, 9, 30), "全年张贴"),
    ],
)
def test_a_day_counts_from_the_month_its_posters_go_up_until_it_is_over(
    calendar: Calendar, today: date, why: str
) -> None:
    day = today - timedelta(days=60)
    early = [poster("fire", tags=("火灾",), date=day)]
    files = pages_of(early, settings=TARGETED, calendar=calendar, today=today)
    assert month(files["index.html"]) == {"海报fire": why}


def test_another_month_hangs_other_posters(calendar: Calendar) -> None:
    home = month(made(calendar, date(2026, 12, 1))["index.html"])
    assert home["海报ice"] == "12月2日 全国交通安全日"
    assert "海报quiz" in home
    assert "海报amr" not in home
    july = month(made(calendar, date(2027, 7, 1))["index.html"])
    assert set(july) == {"海报summer", "海报fire", "海报crane", "海报plain"}


def test_a_poster_does_not_hang_out_of_season_whatever_the_day(calendar: Calendar) -> None:
    """Road ice hangs from December; the day for it lets posters hang from 26 November."""
    assert "海报ice" not in month(made(calendar, date(2026, 11, 27))["index.html"])


def test_each_unit_and_audience_has_its_own_month(calendar: Calendar) -> None:
    files = made(calendar, date(2026, 11, 2))
    assert month(files["audiences/school/index.html"])["海报amr"] == "11月18日至24日 认识周"
    assert month(files["audiences/market/index.html"])["海报amr"] == "11月张贴"
    assert month(files["units/yv/index.html"])["海报crane"] == "黑颈鹤越冬期"
    assert month(files["units/xv/index.html"])["海报crane"] == "全年张贴"


def test_one_topic_does_not_fill_the_board(tmp_path: Path) -> None:
    calendar = good(tmp_path, "stove,高发期,season:11-01..03-15,,煤")
    many = [poster(f"s{n}", tags=("煤",), date=date(2026, 11, n + 1)) for n in range(6)]
    files = pages_of([*many, poster("other", date=date(2026, 1, 1))], calendar=calendar)
    assert list(month(files["index.html"]))[:3] == ["海报s5", "海报s4", "海报other"]


def test_titles_name_topics_as_tags_do(tmp_path: Path) -> None:
    calendar = good(tmp_path, "x,某日,fixed:11-30,30,野猪")
    files = pages_of([poster("a", title="野猪下山不要追"), poster("b", tags=("野猪群",))], calendar=calendar)
    assert month(files["index.html"]) == {"野猪下山不要追": "11月30日 某日", "海报b": "全年张贴"}


def test_the_page_of_the_year_names_each_day_with_its_posters(calendar: Calendar) -> None:
    page = made(calendar, date(2026, 11, 23))["calendar.html"]
    assert [node.text for node in tree(page).xpath("//main//h2")][:2] == ["2026 年 11 月", "2026 年 12 月"]
    assert tree(page).xpath("//main//h2")[11].text == "2027 年 10 月"
    fire = words(page, "//li[.//h3='全国消防日']")
    assert fire == "11月9日 全国消防日 10月27日挂：海报fire 11月10日取下。"
    assert words(page, "//li[.//h3='认识周']").endswith("先挂：学校。")
    assert "乙县" in words(page, "//li[.//h3[contains(., '黑颈鹤越冬期')]]")
    downs = [
        " ".join(node.text_content().split()) for node in tree(page).xpath("//p[@class='calendar-down']")
    ]
    assert "12月1日取下：海报amr" in downs
    assert "12月20日取下：海报quiz" in downs
    assert "科技周" in words(page, "//section[h2='日期每年另行公布']")
    assert len(page.encode()) < 100_000


def test_the_page_and_the_file_change_with_the_month_not_with_the_day(calendar: Calendar) -> None:
    first, last = made(calendar, date(2026, 11, 12)), made(calendar, date(2026, 11, 30))
    assert first["calendar.html"] == last["calendar.html"]
    assert first["calendar.ics"] == last["calendar.ics"]
    assert made(calendar, date(2026, 12, 1))["calendar.ics"] != last["calendar.ics"]


def events(text: str) -> dict[str, Any]:
    icalendar = pytest.importorskip("icalendar", reason="icalendar is in the extra 'test'")
    parsed = icalendar.Calendar.from_ical(text)
    assert parsed["version"] == "2.0"
    rows = parsed.walk("VEVENT")
    assert len({str(event["uid"]) for event in rows}) == len(rows)
    return {str(event["summary"]): event for event in reversed(rows)}


def test_the_file_read_back_by_a_calendar_program_says_what_to_hang_and_take_down(calendar: Calendar) -> None:
    found = events(made(calendar, date(2026, 11, 23))["calendar.ics"])
    fire = found["挂海报：全国消防日"]
    assert (fire["dtstart"].dt, fire["dtend"].dt) == (date(2026, 10, 27), date(2026, 11, 10))
    first, second, third = str(fire["description"]).split("\n")
    assert (first, third) == ("11月9日 全国消防日", "2026年11月10日取下。")
    assert second.startswith("挂：《海报fire》（编号 ")
    assert second.endswith(f"） {BASE}posters/fire.html")
    assert str(fire["uid"]) == "fire-20261109@kepu.example.cn"
    assert fire["dtstamp"].dt.isoformat() == "2026-11-01T00:00:00+00:00"
    assert found["取下海报：海报quiz"]["dtstart"].dt == date(2026, 12, 20)
    assert found["取下海报：海报amr"]["dtstart"].dt == date(2026, 12, 1)


def test_the_file_is_folded_and_escaped_as_the_standard_wants(tmp_path: Path) -> None:
    name = "很长的名字；" * 20
    row = f'a,"{name}\\甲, 乙; 丙",fixed:12-09,7,煤'
    calendar = good(tmp_path, row)
    text = pages_of([poster("a", title="煤, 炭; 和 \\ 火")], calendar=calendar)["calendar.ics"]

    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() for line in lines[:-1]), "no character is parted"
    assert b"\n" not in b"".join(lines)
    (event,) = events(text).values()
    assert str(event["summary"]) == f"挂海报：{name}\\甲, 乙; 丙"
    assert "《煤, 炭; 和 \\ 火》" in str(event["description"])
    assert "\\, 炭\\; 和 \\\\ 火" in text.replace("\r\n ", "")


def test_identities_stay_from_build_to_build(calendar: Calendar) -> None:
    november, december = (
        set(re.findall(r"UID:(.*)\r", made(calendar, day)["calendar.ics"]))
        for day in (date(2026, 11, 1), date(2026, 12, 1))
    )
    assert "traffic-20261202@kepu.example.cn" in november & december
    assert "fire-20271109@kepu.example.cn" in december - november


def test_the_calendar_is_led_to_where_there_is_one(calendar: Calendar) -> None:
    rows: list[Article | Poster] = [article("a"), poster("p")]
    with_one = pages_of(rows, settings=TARGETED, calendar=calendar)
    for path in ("index.html", "units/x/index.html", "articles/health/a.html"):
        assert "calendar.html" in with_one[path], path
    assert f"{BASE}calendar.html" in with_one["sitemap.xml"]
    without = pages_of([*rows, notice("n"), page("s")], settings=replace(TARGETED))
    assert "calendar.html" not in without
    assert not [path for path, text in without.items() if "calendar.html" in text]
