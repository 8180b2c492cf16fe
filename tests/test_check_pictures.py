"""Every picture that a page shows is there, and says in words what it shows."""

from __future__ import annotations

import pytest

from site_builder.model import Link
from tests.checked_hub import article, hub_with, told


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="gone.png" alt="">',
        '<img src="here.png" srcset="here.png 1x, gone.png 2x" alt="">',
        '<video poster="gone.png"></video>',
        '<picture><source srcset="gone.png"></picture>',
        '<svg><image xlink:href="gone.png"/></svg>',
    ],
)
def test_a_missing_picture_is_told(tag: str) -> None:
    assert told("pictures", hub_with(site={"a.html": tag, "here.png": ""})) == [
        ("error", "output/site/a.html:1", "the picture is missing: gone.png")
    ]


def test_a_missing_picture_of_a_text_is_told_at_its_line() -> None:
    text = article("a", pictures=[Link(target="flue.png", line=7, text="烟管")])
    site = {"articles/health/a.html": '<img src="../../media/flue.0000000000.png" alt="烟管">'}
    checked = hub_with([text], site=site, pictures=["articles/health/flue.png"])
    assert [where for _s, where, _m in told("pictures", checked)] == ["content/articles/health/a.md:7"]


def test_a_picture_without_words_is_told_at_its_line() -> None:
    pictures = [Link(target="a.png", line=5, text="烟管"), Link(target="b.png", line=8, text=" ")]
    assert told("picture-words", hub_with([article("a", pictures=pictures)])) == [
        ("error", "content/articles/health/a.md:8", "the picture has no words: b.png")
    ]


def test_a_template_may_show_an_ornament_but_must_say_so() -> None:
    site = {"a.html": '<img src="a.png" alt="">', "b.html": '\n<img src="b.png">'}
    assert told("picture-words", hub_with(site=site)) == [
        ("error", "output/site/b.html:2", "a picture of the template has no alt: b.png")
    ]
