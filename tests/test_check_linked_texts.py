"""Every link inside content leads to a text or a picture that is published."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.check import RULES
from site_builder.model import Link, Meta, Page
from tests.checked_hub import article, hub_with, linked, poster, told


def linking(target: str) -> tuple[str, str, str]:
    one = article("one", links=[Link(target=target, line=4, text="看")])
    two, draft, old = article("two"), article("draft", draft=True), article("old", expires=date(2026, 11, 23))
    checked = hub_with(
        [one, two, draft, old],
        content=["articles/health/plan.pdf", "articles/health/flue.png"],
        pictures=["articles/health/flue.png"],
    )
    found = told("linked-texts", checked)
    return found[0] if found else ("", "", "")


@pytest.mark.parametrize(
    "target", ["two.md", "../health/two.md#x", "#x", "flue.png", "https://a.cn/x.md", "mailto:a@b.cn"]
)
def test_a_link_that_readers_will_see_is_no_problem(target: str) -> None:
    assert linking(target) == ("", "", "")


def test_a_link_to_a_text_that_does_not_exist_is_an_error() -> None:
    expected = "there is no file articles/health/tow.md"
    assert linking("tow.md") == ("error", "content/articles/health/one.md:4", expected)


@pytest.mark.parametrize(
    ("target", "hint"),
    [("tow.md", "two.md"), ("../helth/two.md", "two.md"), ("../../articles/one.md", "one.md")],
)
def test_what_was_probably_meant_is_named_as_it_is_written_in_the_text(target: str, hint: str) -> None:
    one = article("one", links=[Link(target=target, line=4)])
    (problem,) = RULES["linked-texts"].find(hub_with([one, article("two")]))
    assert problem.hint == f"did you mean {hint}?"


def test_another_text_of_the_folder_is_not_taken_for_one_that_is_gone() -> None:
    one = article("one", links=[Link(target="mushroom.md", line=4)])
    (problem,) = RULES["linked-texts"].find(hub_with([one, article("two")]))
    assert problem.hint == "mend the path or remove the link"


def test_a_text_in_another_folder_is_named_with_the_way_there() -> None:
    page = Page(
        path="notices/a/index.md",
        slug="a",
        meta=Meta(title="甲", date=date(2026, 11, 1)),
        body=linked(Link(target="../articles/health/two.md", line=4)),
    )
    (problem,) = RULES["linked-texts"].find(hub_with([page, article("two")]))
    assert problem.hint == "did you mean ../../articles/health/two.md?"


def test_a_poster_names_its_article_from_the_content_folder() -> None:
    checked = hub_with([article("two"), poster("p", article="articles/health/tow.md")])
    (problem,) = RULES["linked-texts"].find(checked)
    assert problem.hint == "did you mean articles/health/two.md?"


@pytest.mark.parametrize("name", ["draft.md", "old.md", "plan.pdf"])
def test_a_link_to_what_is_not_published_is_a_warning(name: str) -> None:
    expected = f"what it links to is not published: articles/health/{name}"
    assert linking(name) == ("warning", "content/articles/health/one.md:4", expected)


def test_links_of_a_draft_are_not_looked_at() -> None:
    draft = article("draft", draft=True, links=[Link(target="gone.md", line=4)])
    assert told("linked-texts", hub_with([draft])) == []


def test_a_poster_s_article_must_be_published() -> None:
    hidden = article("draft", draft=True)
    checked = hub_with([hidden, poster("p", article=hidden.path)])
    assert told("linked-texts", checked) == [
        ("warning", "content/posters/p.md", f"what it links to is not published: {hidden.path}")
    ]
