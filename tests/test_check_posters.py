"""The rule about poster files, on a hub that was built: what it says about files that are not right."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from site_builder.check import check_hub
from site_builder.cli.hire import processes
from site_builder.errors import Problem
from site_builder.pipeline import build_hub
from site_builder.settings import Folder
from tests.checked_hub import hub_with
from tests.site_text import write_site

TODAY = date(2026, 11, 23)
HUB = """
    -- content/hub.toml --
    name = "测试科普馆"
    formats = ["a4", "60x90", "1920x1080", "wechat"]
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
    "wechat": "output/site/posters/stove/stove-wechat.jpg",
    "slide": "output/site/screens/wide/stove.jpg",
    "tiles": "output/site/posters/stove/print/stove-60x90-on-a4.pdf",
    "press": "output/site/posters/stove/print/stove-60x90-press.pdf",
}
PRINTED = (
    "a4",
    "60x90",
    "a4-mono",
    "4a4",
    "4a4-mono",
    "16a4-mono",
    "60x90-on-a4",
    "60x90-on-a4-mono",
    "60x90-press",
)


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


def test_every_printed_file_of_an_older_text_is_told_with_its_name_and_size(hub: Path) -> None:
    file = hub / "content/posters/stove.md"
    file.write_text(file.read_text("utf-8").replace("不漏烟。", "不漏烟，冬天前要查。"), "utf-8")

    problems = told(hub)

    assert {problem.where for problem in problems} == {"content/posters/stove.md"}
    assert sorted(
        problem.hint.partition("stove/stove-")[2] or problem.hint.partition("print/stove-")[2]
        for problem in problems
    ) == sorted(f"{name}.pdf" for name in PRINTED)
    for problem in problems:
        assert "it does not show all of “烟囱通”: 煤炉烟囱要伸到屋外" in problem.message
    assert any("A4" in problem.message for problem in problems)


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


def test_two_processes_tell_what_one_tells(hub: Path) -> None:
    for name in ("a4", "tiles", "wechat"):
        (hub / FILES[name]).write_bytes(b"torn")

    with processes(2) as executor:
        found = check_hub(Folder(hub), today=TODAY, executor=executor)

    assert found == check_hub(Folder(hub), today=TODAY)
    assert {"a4", "tiles", "wechat"} <= {
        name for name, path in FILES.items() for one in found if path in one.hint
    }


def test_what_a_proof_said_is_remembered_in_one_language(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hub / FILES["a4"]).write_bytes(b"%PDF-1.7 torn")
    first = told(hub)
    assert told(hub) == first
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    assert any("文件打不开" in problem.message for problem in check_hub(Folder(hub), today=TODAY))


def test_a_hub_without_posters_has_nothing_to_tell() -> None:
    assert hub_with().proofs == ()


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("tiles", "it is damaged, or not a file that kepu made"),
        ("press", "it is damaged, or not a file that kepu made"),
        ("wechat", "the file cannot be read"),
        ("slide", "the file cannot be read"),
    ],
)
def test_no_file_of_a_poster_is_left_out(hub: Path, name: str, finding: str) -> None:
    file = hub / FILES[name]
    file.write_bytes(file.read_bytes()[:3000])

    (problem,) = told(hub)

    assert finding in problem.message
    assert FILES[name] in problem.hint


def test_a_file_of_another_offer_in_its_place_is_told(hub: Path) -> None:
    """The sheets for a colour printer where those for a black one belong."""
    mono = FILES["tiles"].replace(".pdf", "-mono.pdf")
    shutil.copy(hub / FILES["tiles"], hub / mono)

    (problem,) = told(hub)

    assert "it is for a black printer, and words have a colour" in problem.message
    assert mono in problem.hint


@pytest.mark.parametrize(
    ("name", "kind", "mode", "options", "finding"),
    [
        ("wechat", "JPEG", "L", {}, "its colours are L, not RGB"),
        ("wechat", "PNG", "RGB", {}, "it is PNG, not JPEG"),
        ("wechat", "JPEG", "RGB", {"progressive": True}, "it is stored progressively"),
        ("slide", "JPEG", "CMYK", {}, "its colours are CMYK, not RGB"),
        ("1920x1080", "JPEG", "RGB", {}, "it is JPEG, not PNG"),
        ("1920x1080", "PNG", "P", {}, "its colours are P, not RGB"),
    ],
)
def test_a_picture_that_some_sets_cannot_show_is_told(
    hub: Path, name: str, kind: str, mode: str, options: dict[str, bool], finding: str
) -> None:
    with Image.open(hub / FILES[name]) as picture:
        picture.convert(mode).save(hub / FILES[name], kind, **options)

    (problem,) = told(hub)

    assert finding in problem.message


def test_a_picture_of_another_size_is_told(hub: Path) -> None:
    for name, size in (("wechat", (1081, 4000)), ("slide", (1920, 1081)), ("1920x1080", (1280, 720))):
        Image.new("RGB", size).save(hub / FILES[name])

    assert sorted(problem.message.partition("wrong: ")[2] for problem in told(hub)) == [
        "it has 1081 × 4000 points, not 1080 × 4000",
        "it has 1280 × 720 points, not 1920 × 1080",
        "it has 1920 × 1081 points, not 1920 × 1080",
    ]


def test_a_picture_that_wechat_would_not_take_is_told(hub: Path) -> None:
    Image.effect_noise((1080, 9000), 200).convert("RGB").save(hub / FILES["wechat"], quality=95)

    (problem,) = told(hub)

    assert "MB; WeChat takes 5 at the most" in problem.message
