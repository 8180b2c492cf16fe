"""When the days of the calendar fall, by rule, sun and moon, and from when their posters hang."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from site_builder.almanac import year_of
from site_builder.model.calendar import TERMS
from site_builder.plan.occurrences import occurrences, unknown_in
from tests.calendar_rows import good

YEAR = date(2027, 1, 1), date(2027, 12, 31)


def days(root: Path, rule: str, year: int = 2027, *more: str) -> list[str]:
    """Return the days of a rule that begin in a year."""
    calendar = good(root, f"a,甲,{rule}", *more)
    found = occurrences(calendar, date(year, 1, 1), date(year, 12, 31))
    return [f"{one.start}..{one.end}" for one in found if one.start.year == year]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("fixed:11-09", "2027-11-09..2027-11-09"),
        ("range:03-22..03-28", "2027-03-22..2027-03-28"),
        ("season:11-01..03-15", "2027-11-01..2028-03-15"),
        ("season:12-01..02-29", "2027-12-01..2028-02-29"),
        ("nth:05-sun-3", "2027-05-16..2027-05-16"),
        ("nth:05-sat-1", "2027-05-01..2027-05-01"),
        ("nth:05-mon-last", "2027-05-31..2027-05-31"),
        ("term:清明", "2027-04-05..2027-04-05"),
        ("term:冬至", "2027-12-22..2027-12-22"),
        ("lunar:01-01", "2027-02-06..2027-02-06"),
        ("lunar:09-09", "2027-10-08..2027-10-08"),
        ("on:2027-05-22..2027-05-29", "2027-05-22..2027-05-29"),
    ],
)
def test_each_kind_of_rule_names_its_days(tmp_path: Path, rule: str, found: str) -> None:
    assert days(tmp_path, rule) == [found]


def test_the_29th_of_february_is_a_day_in_leap_years_alone(tmp_path: Path) -> None:
    assert days(tmp_path, "fixed:02-29", 2027) == []
    assert days(tmp_path, "fixed:02-29", 2028) == ["2028-02-29..2028-02-29"]
    assert days(tmp_path, "season:01-10..02-29", 2027) == ["2027-01-10..2027-02-28"]


def test_the_last_day_of_the_chinese_year_is_its_29th_where_there_is_no_30th(tmp_path: Path) -> None:
    """2024's last month has 29 days; the new year is 29 January 2025."""
    assert days(tmp_path, "lunar:12-30", 2025) == ["2025-01-28..2025-01-28"]


def test_days_that_were_made_known_stand_in_place_of_the_rule_for_that_year(tmp_path: Path) -> None:
    rows = ("b,乙,fixed:06-05", "b,,on:2027-06-07..2027-06-08", "b,,on:2027-09-01")
    calendar = good(tmp_path, *rows)
    assert [one.start.isoformat() for one in occurrences(calendar, *YEAR)] == ["2027-06-07", "2027-09-01"]
    later = occurrences(calendar, date(2028, 1, 1), date(2028, 12, 31))
    assert [one.start.isoformat() for one in later] == ["2028-06-05"]


def test_what_nobody_has_made_known_is_named_until_somebody_does(tmp_path: Path) -> None:
    rows = ["a,甲,announced", "b,乙,fixed:06-05"]
    assert [one.name for one in unknown_in(good(tmp_path, *rows), *YEAR)] == ["甲"]
    assert unknown_in(good(tmp_path, *rows, "a,,on:2027-05-22"), *YEAR) == []
    assert len(unknown_in(good(tmp_path, *rows, "a,,on:2025-05-22"), *YEAR)) == 1


@pytest.mark.parametrize(
    ("row", "hang", "down"),
    [
        ("a,甲,fixed:11-09,14", "2027-10-27", "2027-11-10"),
        ("a,甲,fixed:11-09,", "2027-11-09", "2027-11-10"),
        ("a,甲,range:03-22..03-28,7", "2027-03-22", "2027-03-29"),
        ("a,甲,season:05-01..09-30,150", "2027-05-01", "2027-10-01"),
        ("a,甲,fixed:12-31,5", "2027-12-27", "2028-01-01"),
    ],
)
def test_posters_hang_for_the_window_until_the_last_day(
    tmp_path: Path, row: str, hang: str, down: str
) -> None:
    (one,) = [one for one in occurrences(good(tmp_path, row), *YEAR) if one.start.year == 2027]
    assert (one.hang.isoformat(), one.down.isoformat()) == (hang, down)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("a,全国消防日,fixed:11-09", "11月9日 全国消防日"),
        ("a,水周,range:03-22..03-28", "3月22日至28日 水周"),
        ("a,宣传周,range:04-25..05-01", "4月25日至5月1日 宣传周"),
        ("a,安全生产月,range:06-01..06-30", "6月 安全生产月"),
        ("a,一氧化碳高发期,season:11-01..03-15", "一氧化碳高发期"),
        ("a,跨年周,range:12-29..01-04", "12月29日至次年1月4日 跨年周"),
    ],
)
def test_why_something_hangs_is_said_in_a_few_words(tmp_path: Path, row: str, why: str) -> None:
    found = occurrences(good(tmp_path, row), *YEAR)
    assert {one.why for one in found} == {why}


@pytest.mark.parametrize(("day", "found"), [("10-26", 0), ("10-27", 1), ("11-09", 1), ("11-10", 0)])
def test_the_first_and_the_last_day_count(tmp_path: Path, day: str, found: int) -> None:
    calendar = good(tmp_path, "a,甲,fixed:11-09,14")
    today = date.fromisoformat(f"2027-{day}")
    assert len(occurrences(calendar, today, today)) == found


def sun(moment: datetime) -> float:
    """Return the sun's apparent longitude in degrees, to .01 (Meeus, Astronomical Algorithms, chapter 25)."""
    days = (moment - datetime(2000, 1, 1, 12, tzinfo=UTC)) / timedelta(days=1)
    t = (days + 72 / 86400) / 36525  # dynamical time is some 72 s ahead
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = math.radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (
        (1.914602 - 0.004817 * t) * math.sin(anomaly)
        + (0.019993 - 0.000101 * t) * math.sin(2 * anomaly)
        + 0.000289 * math.sin(3 * anomaly)
    )
    node = math.radians(125.04 - 1934.136 * t)
    return (mean + centre - 0.00569 - 0.00478 * math.sin(node)) % 360


@pytest.mark.parametrize("year", range(2026, 2041))
def test_solar_terms_agree_with_the_place_of_the_sun(year: int) -> None:
    """小寒 is where the sun stands at 285 degrees, each term 15 further; days are those of Beijing."""
    terms = year_of(year).terms
    assert set(terms) == set(TERMS)
    for at, name in enumerate(TERMS):
        wanted = (285 + 15 * at) % 360
        start = datetime.combine(terms[name], datetime.min.time(), timezone(timedelta(hours=8)))
        before = (sun(start) - wanted + 180) % 360 - 180
        after = (sun(start + timedelta(days=1)) - wanted + 180) % 360 - 180
        assert before < 0.012, (year, name)
        assert after > -0.012, (year, name)


def moon(number: int) -> datetime:
    """Return a new moon, to a quarter of an hour (Meeus, chapter 49, the largest terms); 0 is in 2000."""
    t = number / 1236.85
    mean = 2451550.09766 + 29.530588861 * number + 0.00015437 * t * t
    sun_ = math.radians(2.5534 + 29.1053567 * number)
    moon_ = math.radians(201.5643 + 385.81693528 * number + 0.0107582 * t * t)
    node = math.radians(160.7108 + 390.67050284 * number - 0.0016118 * t * t)
    day = mean + (
        -0.40720 * math.sin(moon_)
        + 0.17241 * math.sin(sun_)
        + 0.01608 * math.sin(2 * moon_)
        + 0.01039 * math.sin(2 * node)
        + 0.00739 * math.sin(moon_ - sun_)
        - 0.00514 * math.sin(moon_ + sun_)
        + 0.00208 * math.sin(2 * sun_)
    )
    return datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(days=day - 2451545.0, seconds=-72)


@pytest.mark.parametrize("year", range(2026, 2041))
def test_chinese_months_begin_with_new_moons_and_the_year_by_the_second_after_the_solstice(year: int) -> None:
    beijing = timezone(timedelta(hours=8))
    near = round((year - 2000) * 12.3685)
    moons = [moon(number).astimezone(beijing) for number in range(near - 3, near + 16)]
    months = year_of(year).months
    for month in months.values():
        start = datetime.combine(month.first, datetime.min.time(), beijing)
        quarter = timedelta(minutes=20)
        assert any(start - quarter <= new < start + timedelta(days=1) + quarter for new in moons), month
    assert date(year, 1, 20) < months[1].first < date(year, 2, 22)
    assert sorted(months) == list(range(1, 13))
