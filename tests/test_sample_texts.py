"""The sample hub is one to start from: every text is complete, and each month and audience has some."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import pytest

from site_builder.model import Article, Poster
from site_builder.pipeline import read_folder
from site_builder.settings import Folder
from tests.conftest import ROOT, SAMPLE_DAY

HAN = re.compile(r"[\u3400-\u9fff]")
AMOUNT = re.compile(r"(\d+(?:\.\d+)?)[%℃\u4e00-\u9fff]", re.ASCII)  # a number and the start of its unit
MARKS = re.compile(r"\{[^}]*\}|[\s*]")
NUMERALS = str.maketrans("一二三四五六七八九", "123456789")
CONTENT = ROOT / "content"
ARTICLES = sorted(file.relative_to(CONTENT).as_posix() for file in CONTENT.glob("articles/**/*.md"))
POSTERS = sorted(file.relative_to(CONTENT).as_posix() for file in CONTENT.glob("posters/*.md"))


@pytest.fixture(scope="module")
def articles(sample_folder: Folder) -> dict[str, Article]:
    return {article.path: article for article in read_folder(sample_folder).hub.articles}


@pytest.fixture(scope="module")
def posters(sample_folder: Folder) -> dict[str, Poster]:
    return {poster.path: poster for poster in read_folder(sample_folder).hub.posters}


def body_of(path: str) -> str:
    return (CONTENT / path).read_text("utf-8").split("---\n", 2)[2]


def amounts(text: str, *, besides: Iterable[str] = ()) -> set[str]:
    """Return what the text counts, such as `30 分`, without the numbers of telephones."""
    found = AMOUNT.finditer(MARKS.sub("", unicodedata.normalize("NFKC", text)))
    return {one[0] for one in found if one[1] not in besides}


@pytest.mark.parametrize("path", ARTICLES)
def test_an_article_has_the_length_that_is_read_to_the_end(path: str) -> None:
    assert 300 <= len(HAN.findall(body_of(path))) <= 900


@pytest.mark.parametrize("path", [*ARTICLES, *POSTERS])
def test_a_text_says_for_whom_it_is_on_what_it_rests_and_when_it_is_checked_again(
    path: str, articles: dict[str, Article], posters: dict[str, Poster]
) -> None:
    meta = {**articles, **posters}[path].meta

    assert meta.summary
    assert meta.audience
    assert meta.units
    assert meta.season
    assert meta.evidence
    assert meta.reviewed
    assert meta.date
    assert meta.reviewed.on <= meta.date <= SAMPLE_DAY
    assert meta.reviewed.again
    assert meta.reviewed.again > SAMPLE_DAY


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_articles_and_posters_in_season(
    month: int, articles: dict[str, Article], posters: dict[str, Poster]
) -> None:
    for texts in (articles, posters):
        assert sum(month in text.meta.season for text in texts.values()) >= 3


def test_every_audience_has_articles_and_posters(
    articles: dict[str, Article], posters: dict[str, Poster], sample_folder: Folder
) -> None:
    for audience in read_folder(sample_folder).settings.audiences:
        for texts in (articles, posters):
            assert sum(audience.id in text.meta.audience for text in texts.values()) >= 4, audience.id


def test_every_section_has_articles(articles: dict[str, Article], sample_folder: Folder) -> None:
    for section in read_folder(sample_folder).settings.sections:
        assert sum(path.split("/")[1] == section.id for path in articles) >= 4, section.id


@pytest.mark.parametrize("path", POSTERS)
def test_a_poster_and_its_article_are_for_the_same_people_and_months_and_count_the_same(
    path: str, articles: dict[str, Article], posters: dict[str, Poster]
) -> None:
    poster = posters[path]
    if poster.event:  # the notice tells more of it
        return
    article = articles[poster.article]
    telephones = [words.split()[-1] for words in poster.phones]
    told = poster.meta.title + "。" + poster.meta.summary + "。" + body_of(path)
    known = article.meta.title + "。" + article.meta.summary + "。" + body_of(article.path)

    assert (set(poster.meta.audience), poster.meta.season) == (
        set(article.meta.audience),
        article.meta.season,
    )
    assert amounts(told, besides=telephones) <= amounts(known) | amounts(known.translate(NUMERALS))


def test_every_article_has_a_poster(articles: dict[str, Article], posters: dict[str, Poster]) -> None:
    assert set(articles) == {poster.article for poster in posters.values() if poster.article}
