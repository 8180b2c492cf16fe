"""Small hubs for the tests of pages: documents as values, the finished pages as text or as a tree."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from lxml import html

from site_builder.build import Output, described
from site_builder.model import (
    NO_CALENDAR,
    Article,
    Block,
    Body,
    Calendar,
    Document,
    Event,
    Heading,
    Hub,
    Meta,
    Notice,
    Page,
    Poster,
    Text,
)
from site_builder.plan import plan
from site_builder.read.written import written
from site_builder.render.assets import Assets
from site_builder.render.ics import calendar_file
from site_builder.render.spreadsheet import csv_of
from site_builder.render.templates import Templates
from site_builder.settings import Settings
from site_builder.settings.formats import FORMATS
from site_builder.settings.hub import Organiser, Section

TEMPLATES = Path(__file__).parent.parent / "templates"
TODAY = date(2026, 11, 23)
SETTINGS = Settings(
    name="科普测试",
    tagline="身边的科学",
    organiser=Organiser(name="测试科协"),
    formats=tuple(FORMATS[name] for name in ("a4", "a3", "90x120", "1920x1080")),
    sections=(Section(id="health", name="健康生活", intro="少生病", icon="hospital"),),
)
BASE = "https://kepu.example.cn/site/"

Anything = Article | Notice | Page | Poster
_SAID: dict[str, Text] = {}


def said(html: str, words: str, headings: tuple[Heading, ...] = ()) -> Body:
    """Return a body whose text `Texts` knows."""
    body, text = written(Text(html=html, words=words, headings=headings))
    _SAID[body.digest] = text
    return body


class Texts:
    def of(self, document: Document, /) -> Text:
        return _SAID.get(document.body.digest, Text())

    def source(self, document: Document, /) -> str:
        return f"---\ntitle: {document.meta.title}\n---\n{self.of(document).words}\n"


def pages_of(
    documents: Iterable[Anything] = (),
    *,
    settings: Settings = SETTINGS,
    calendar: Calendar = NO_CALENDAR,
    today: date = TODAY,
) -> dict[str, str]:
    """Return every page and feed of a hub by its address; each download has 1,240,000 bytes."""
    rows = list(documents)
    hub = Hub(
        articles=tuple(row for row in rows if isinstance(row, Article)),
        posters=tuple(row for row in rows if isinstance(row, Poster)),
        notices=tuple(row for row in rows if isinstance(row, Notice)),
        pages=tuple(row for row in rows if isinstance(row, Page)),
    )
    assets = Assets([TEMPLATES]).digests
    planned = plan(hub, settings, assets=assets, texts=Texts(), today=today, calendar=calendar)
    made: dict[str, Output] = defaultdict(lambda: Output("", "", 1_240_000))
    templates = Templates([TEMPLATES])
    texts = {}
    for target in described([*planned.batches, *planned.closing(made)]):
        if target.recipe.endswith((".html", ".xml")):
            texts[target.path] = templates.render(target.recipe, target.view)
        elif target.recipe == "json":
            texts[target.path] = json.dumps(target.view["document"])
        elif target.recipe == "csv":
            texts[target.path] = csv_of(target.view["rows"]).decode("utf-8-sig")  # type: ignore[arg-type]
        elif target.recipe == "calendar.ics":
            texts[target.path] = calendar_file(target.view).decode()
        else:
            texts.setdefault(target.path, "")
    return texts


def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))


def words(text: str, path: str) -> str:
    """Return what a reader sees of the first element that the path finds, blanks as one."""
    found = tree(text).xpath(path)
    assert found, f"nothing at {path}"
    return " ".join(found[0].text_content().split())


def article(slug: str, *, body: Body | None = None, cover: str = "", **meta: object) -> Article:
    values: dict[str, object] = {"title": f"文章{slug}", "date": date(2026, 11, 1)} | meta
    return Article(
        path=f"articles/health/{slug}.md",
        slug=slug,
        section="health",
        cover=cover,
        meta=Meta(**values),  # type: ignore[arg-type]
        body=body or said("<p>正文。</p>", "正文。"),
    )


def poster(slug: str, *, of: str = "", **meta: object) -> Poster:
    values: dict[str, object] = {"title": f"海报{slug}", "date": date(2026, 11, 1)} | meta
    return Poster(
        path=f"posters/{slug}.md",
        slug=slug,
        meta=Meta(**values),  # type: ignore[arg-type]
        body=Body(),
        subtitle=("常通风", "装烟囱"),
        highlight=slug,
        art="stove",
        article=of,
        phones=("急救 120",),
        lead="天冷生火，先看烟囱。",
        blocks=(
            Block(heading="常通风", kind="do", icon="window", text="门窗留缝。", short="", line=1),
            Block(heading="不闷火", kind="dont", icon="no-bed", text="睡前熄火。", short="", line=2),
            Block(heading="早认出", kind="plain", icon="", text="头晕就走。", short="", line=3),
        ),
    )


def notice(slug: str, *, event: Event | None = None, **meta: object) -> Notice:
    values: dict[str, object] = {"title": f"通知{slug}", "date": date(2026, 11, 1)} | meta
    return Notice(
        path=f"notices/{slug}.md",
        slug=slug,
        meta=Meta(**values),  # type: ignore[arg-type]
        body=said("<p>来听。</p>", "来听。"),
        event=event,
    )


def page(slug: str, *, order: int = 0, **meta: object) -> Page:
    values: dict[str, object] = {"title": f"页面{slug}"} | meta
    return Page(
        path=f"pages/{slug}.md",
        slug=slug,
        meta=Meta(**values),  # type: ignore[arg-type]
        body=said("<p>说明。</p>", "说明。"),
        order=order,
    )
