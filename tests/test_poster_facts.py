"""A poster says the same on paper, on a screen and on its page: no form has a number of its own."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from site_builder.build import described
from site_builder.digest import View
from site_builder.memo import Memo
from site_builder.pipeline import MEMO, Built, read_folder
from site_builder.render import Templates
from site_builder.render.posters import poster_pdf
from site_builder.settings import Folder, builtin_templates
from tests.conftest import ROOT, SAMPLE_DAY

POSTERS = sorted(file.stem for file in (ROOT / "content" / "posters").glob("*.md"))
NUMBER = re.compile(r"\d+(?:[.,]\d+)*", re.ASCII)


@pytest.fixture(scope="module")
def views(sample_folder: Folder, sample_hub: Built) -> dict[str, View]:
    """Return the view of each file of each poster, by its path in the site."""
    assert sample_hub.files
    planned = read_folder(sample_folder).plan(SAMPLE_DAY)
    batches = [batch for batch in planned.batches if set(batch.recipes) & {"poster.pdf", "poster.png"}]
    return {target.path: target.view for target in described(batches)}


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(unicodedata.normalize("NFKC", text)))


def shown(view: View, folder: Folder) -> str:
    """Return the words on paper or on a screen; the build has printed them already."""
    templates = Templates([builtin_templates()])
    data = poster_pdf(view, templates=templates, memo=Memo(folder.cache / MEMO))
    document = pypdfium2.PdfDocument(data)
    try:
        return str(document[0].get_textpage().get_text_bounded()).replace("\r\n", "")
    finally:
        document.close()


def page_words(file: Path) -> str:
    tree = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    return "\n".join(
        part.text_content() for part in tree.xpath("//h1 | //section[contains(@class, 'poster-text')]")
    )


@pytest.mark.parametrize("name", POSTERS)
def test_paper_and_screen_state_no_number_that_the_page_does_not(
    name: str, views: dict[str, View], sample_folder: Folder
) -> None:
    poster = views[f"posters/{name}/{name}-a4.pdf"]["poster"]
    assert isinstance(poster, dict)
    assert isinstance(poster["blocks"], list)
    told = numbers(page_words(sample_folder.site / f"posters/{name}.html"))
    around = numbers(" ".join(str(poster[key]) for key in ("source", "date", "code", "until")))
    paper = numbers(shown(views[f"posters/{name}/{name}-a4.pdf"], sample_folder))
    screen = numbers(shown(views[f"posters/{name}/{name}-1920x1080.png"], sample_folder))

    assert told
    known = "|".join(map(re.escape, sorted(told | around)))
    count = len(poster["blocks"])  # blocks, steps and call-outs are numbered, with nothing between
    right = re.compile(f"[1-{count}]*({known})?[1-{count}]*")
    assert [number for number in paper | screen if not right.fullmatch(number)] == []


@pytest.mark.parametrize("name", POSTERS)
def test_paper_states_every_number_of_the_page(
    name: str, views: dict[str, View], sample_folder: Folder
) -> None:
    told = numbers(page_words(sample_folder.site / f"posters/{name}.html"))
    paper = shown(views[f"posters/{name}/{name}-a3.pdf"], sample_folder)

    assert [number for number in told if number not in paper] == []
