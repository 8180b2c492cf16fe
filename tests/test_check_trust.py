"""Advice names what it rests on, was checked by someone, and is checked again in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from site_builder.model import Body, Evidence, Meta, Page, Review, Source
from tests.checked_hub import TODAY, article, hub_with, poster, told

ABOUT = Page(path="pages/about.md", slug="about", meta=Meta(title="关于"), body=Body())


def test_an_article_and_a_poster_without_evidence_are_warned_about_a_page_is_not() -> None:
    sure = article("sure", evidence=(Evidence(who="世界卫生组织"),))
    found = told("evidence", hub_with([article("bold"), sure, poster("loud"), ABOUT]))
    assert [(severity, where) for severity, where, _message in found] == [
        ("warning", "content/articles/health/bold.md"),
        ("warning", "content/posters/loud.md"),
    ]


def test_a_text_that_only_links_to_its_source_needs_no_evidence_of_its_own() -> None:
    source = Source(name="某某网", url="https://a.cn/", license="link-only")
    assert told("evidence", hub_with([article("linked", source=source)])) == []


def test_a_text_that_nobody_checked_is_warned_about() -> None:
    assert told("review", hub_with([article("new"), ABOUT])) == [
        ("warning", "content/articles/health/new.md", "nobody is named who checked the text")
    ]


@pytest.mark.parametrize(("days", "count"), [(-1, 1), (0, 1), (1, 0)])
def test_a_check_is_due_on_its_day(days: int, count: int) -> None:
    again = TODAY + timedelta(days=days)
    review = Review(by="科普部", on=date(2026, 1, 1), again=again)
    found = told("review", hub_with([article("old", reviewed=review)]))
    assert [message for _s, _w, message in found] == [f"the text was to be checked again by {again}"] * count


def test_a_check_without_an_end_is_never_due() -> None:
    review = Review(by="科普部", on=date(2001, 1, 1))
    assert told("review", hub_with([article("old", reviewed=review)])) == []
