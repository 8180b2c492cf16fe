"""Every link to a place on a page finds that place."""

from __future__ import annotations

import pytest

from site_builder.model import Link
from tests.checked_hub import article, hub_with, told

TARGET = '<h2 id="rescue">救人</h2><a name="old">旧</a><h2 id="救人">救人</h2>'


@pytest.mark.parametrize("name", ["rescue", "old", "top", "", "%E6%95%91%E4%BA%BA", "救人", ":~:text=救人"])
def test_a_place_that_exists_is_no_problem(name: str) -> None:
    site = {"a.html": f'<a href="b.html#{name}">去</a>', "b.html": TARGET}
    assert told("anchors", hub_with(site=site)) == []


def test_a_place_that_is_missing_is_told_once_with_the_page_it_should_be_on() -> None:
    site = {"a.html": '<a href="b.html#resuce">去</a>', "b.html": TARGET}
    assert told("anchors", hub_with(site=site)) == [
        ("error", "output/site/a.html:1", "the page b.html has no place called “resuce”")
    ]


def test_a_place_on_the_same_page_is_looked_for_there() -> None:
    assert len(told("anchors", hub_with(site={"a.html": '<a href="#b">去</a>'}))) == 1


def test_a_link_from_text_to_text_is_told_at_its_line() -> None:
    one = article("one", links=[Link(target="two.md#gone", line=9, text="去")])
    site = {"articles/health/one.html": '<a href="two.html#gone">去</a>', "articles/health/two.html": TARGET}
    places = [where for _s, where, _m in told("anchors", hub_with([one, article("two")], site=site))]
    assert places == ["content/articles/health/one.md:9"]


def test_a_page_of_a_pdf_is_not_looked_for() -> None:
    assert told("anchors", hub_with(site={"a.html": '<a href="b.pdf#page=2">去</a>', "b.pdf": ""})) == []
