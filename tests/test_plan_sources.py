"""Whose text it is stands on everything that is made of an article that somebody else has written."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import pytest

from site_builder.build import Output, described
from site_builder.model import Article, Body, Hub, Meta, Poster, Source, Text
from site_builder.plan import Plan, plan
from site_builder.settings import FORMATS, Settings

CLINIC = Source(name="示例疾控中心", url="https://clinic.example.org/7.html", license="link-only")
OWN = Source(name="示例市科协")
PATH = "articles/health/vaccine.md"
SETTINGS = Settings(name="科普示例", formats=(FORMATS["a4"], FORMATS["1920x1080"]))


class Texts:
    def of(self, _document: object, /) -> Text:
        return Text(html="<p>正文</p>", words="正文")


def planned(article: Source | None, poster: Source | None) -> Plan:
    day = date(2026, 11, 1)
    one = Article(
        path=PATH,
        slug="vaccine",
        section="health",
        meta=Meta(title="疫苗", date=day, source=article),
        body=Body(),
    )
    other = Poster(
        path="posters/vaccine.md",
        slug="vaccine",
        meta=Meta(title="疫苗", date=day, source=poster),
        body=Body(),
        article=PATH,
    )
    hub = Hub(articles=(one,), posters=(other,))
    return plan(hub, SETTINGS, assets={}, texts=Texts(), today=date(2026, 11, 23))


def view(plan: Plan, path: str) -> Any:  # noqa: ANN401 - a view is plain data
    sizes = defaultdict(lambda: Output("", "", 1000))
    batches = [*plan.batches, *plan.closing(sizes)]
    return next(target.view for target in described(batches) if target.path == path)


def test_page_paper_and_screens_of_a_poster_name_the_source_of_its_article() -> None:
    made = planned(CLINIC, None)

    assert view(made, "articles/health/vaccine.html")["trust"]["source"]["name"] == "示例疾控中心"
    assert view(made, "posters/vaccine.html")["trust"]["source"]["name"] == "示例疾控中心"
    assert view(made, "posters/vaccine/vaccine-a4.pdf")["poster"]["source"] == "来源：示例疾控中心"
    for path in ("screens/wide/vaccine.jpg", "posters/vaccine/vaccine-1920x1080.png"):
        assert view(made, path)["poster"]["origin"] == "来源：示例疾控中心"


@pytest.mark.parametrize(("article", "poster"), [(CLINIC, OWN), (OWN, None), (None, None)])
def test_what_the_office_says_of_its_own_poster_stays(article: Source | None, poster: Source | None) -> None:
    made = planned(article, poster)

    assert view(made, "posters/vaccine/vaccine-a4.pdf")["poster"]["source"] == ""
    assert view(made, "screens/wide/vaccine.jpg")["poster"]["origin"] == ""


def test_a_new_source_of_the_article_makes_its_posters_anew() -> None:
    def inputs(source: Source) -> dict[str, str]:
        batches = planned(source, None).batches
        return {path: batch.inputs for batch in batches for path in batch.paths if "vaccine" in path}

    before, after = inputs(CLINIC), inputs(Source(name="另一家", license="permitted", permission="函"))
    for path in ("posters/vaccine/vaccine-a4.pdf", "screens/wide/vaccine.jpg"):
        assert before[path] != after[path]
