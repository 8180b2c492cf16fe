"""The rule about poster files, on a hub that was built: what it says about files that are not right."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from site_builder.check import check_hub
from site_builder.errors import Problem
from site_builder.pipeline import build_hub
from site_builder.settings import Folder
from tests.checked_hub import hub_with
from tests.site_text import write_site

TODAY = date(2026, 11, 23)
HUB = """
    -- content/hub.toml --
    name = "测试科普馆"
    formats = ["a4", "1920x1080"]
    -- content/posters/stove.md --
    ---
    title: 烤火先看烟囱
    subtitle: 烟囱通 · 留条缝
    theme: fire
    art: stove
    phones: ["急救 120"]
    date: 2026-11-02
    evidence:
      - {who: 国家消防救援局, url: "https://www.119.gov.cn/"}
    ---
    一氧化碳看不见、闻不到，睡着了更察觉不到。

    ## 烟囱通 {.do icon=chimney}
    煤炉烟囱要伸到屋外，接口糊严不漏烟。

    短：通屋外，不漏烟

    ## 留条缝 {.do icon=window}
    屋里生火，门窗留一条缝。

    短：门窗留缝
    """
FILES = {
    "a4": "output/site/posters/stove/stove-a4.pdf",
    "1920x1080": "output/site/posters/stove/stove-1920x1080.png",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hub")
    write_site(root, HUB)
    build_hub(Folder(root), today=TODAY)
    return root


@pytest.fixture
def hub(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "hub"))


def told(root: Path) -> list[Problem]:
    return [
        problem
        for problem in check_hub(Folder(root), today=TODAY)
        if problem.message.startswith("the poster for")
    ]


def test_posters_as_they_were_built_are_right(hub: Path) -> None:
    assert told(hub) == []


def test_a_poster_of_an_older_text_is_told_with_its_file_and_size(hub: Path) -> None:
    file = hub / "content/posters/stove.md"
    file.write_text(file.read_text("utf-8").replace("不漏烟。", "不漏烟，冬天前要查。"), "utf-8")

    problem, mono = told(hub)

    assert mono.hint.endswith("-mono.pdf")
    assert problem.where == "content/posters/stove.md"
    assert "A4" in problem.message
    assert "it does not show all of “烟囱通”: 煤炉烟囱要伸到屋外" in problem.message
    assert FILES["a4"] in problem.hint


def test_a_screen_with_an_older_short_form_is_told_by_the_file_it_would_be_made_of(hub: Path) -> None:
    """A picture has no words to read: its points are counted, and the print that it is made of is proven."""
    picture = hub / FILES["1920x1080"]
    data = bytearray(picture.read_bytes())
    data[16:24] = (1280).to_bytes(4, "big") + (720).to_bytes(4, "big")
    picture.write_bytes(data)

    (problem,) = told(hub)

    assert "it has 1280 × 720 points, not 1920 × 1080" in problem.message


def test_a_file_that_somebody_put_there_is_measured(hub: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(300, 300)
    document.save(hub / FILES["a4"])
    document.close()

    messages = "\n".join(problem.message for problem in told(hub))

    assert "it is 105.8 × 105.8 mm large, not 210.0 × 297.0" in messages
    assert "烤火先看烟囱" in messages


def test_a_file_that_is_no_pdf_is_told(hub: Path) -> None:
    (hub / FILES["a4"]).write_bytes(b"%PDF-1.7 torn")

    (problem,) = told(hub)

    assert "the file cannot be read" in problem.message


def test_what_a_proof_said_is_remembered_in_one_language(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hub / FILES["a4"]).write_bytes(b"%PDF-1.7 torn")
    first = told(hub)
    assert told(hub) == first
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    assert any("文件打不开" in problem.message for problem in check_hub(Folder(hub), today=TODAY))


def test_a_hub_without_posters_has_nothing_to_tell() -> None:
    assert hub_with().proofs == ()
