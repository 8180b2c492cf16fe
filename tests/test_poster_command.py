"""`kepu poster`: one poster as it is wanted just now."""

from __future__ import annotations

import shutil
from pathlib import Path
from statistics import fmean

import pikepdf
import pytest
from click.testing import CliRunner, Result
from PIL import Image, ImageChops, ImageStat

from site_builder.cli import group
from site_builder.render.posters.browser import find_browser
from site_builder.render.posters.raster import picture_of
from site_builder.settings import format_of
from tests.conftest import ROOT

POINT = 25.4 / 72
needs_browser = pytest.mark.skipif(find_browser() is None, reason="no Chromium or Edge on this machine")


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub with some of the sample posters; the working folder is another one, empty."""
    monkeypatch.setenv("LANGUAGE", "en")
    hub, here = tmp_path / "hub", tmp_path / "here"
    here.mkdir()
    (hub / "content/posters").mkdir(parents=True)
    shutil.copy(ROOT / "content/hub.toml", hub / "content")
    for name in ("stove", "landslide", "rabies"):
        text = (ROOT / f"content/posters/{name}.md").read_text("utf-8")
        kept = [line for line in text.split("\n") if not line.startswith(("article:", "audience:", "units:"))]
        (hub / f"content/posters/{name}.md").write_text("\n".join(kept), "utf-8")
    monkeypatch.chdir(here)
    return hub


def kepu(hub: Path, *words: str) -> Result:
    return CliRunner().invoke(group, ["--hub", str(hub), "poster", *words], catch_exceptions=False)


def made() -> list[str]:
    """Return the files that were put into the working folder."""
    return sorted(path.name for path in Path().iterdir())


def pages(name: str) -> list[tuple[float, float]]:
    """Return the trimmed size of each page, in mm."""
    with pikepdf.open(name) as document:
        boxes = [[float(side) for side in page.trimbox] for page in document.pages]
    return [((right - left) * POINT, (top - bottom) * POINT) for left, bottom, right, top in boxes]


def size_of(picture: str) -> tuple[int, int]:
    with Image.open(picture) as opened:
        return opened.size


def test_a_poster_is_found_by_its_file_its_title_or_its_code(hub: Path) -> None:
    for name in ("stove", "content/posters/stove.md", "冬天烤火先看烟囱"):
        assert kepu(hub, name).exit_code == 0
        assert made() == ["stove-a4.pdf"]
        Path("stove-a4.pdf").unlink()


def test_the_last_good_poster_of_a_hub_with_broken_texts_is_still_printed(hub: Path) -> None:
    (hub / "content/posters/rabies.md").write_text("no front matter", "utf-8")
    assert kepu(hub, "stove").exit_code == 0
    broken = kepu(hub, "rabies")
    assert broken.exit_code == 1
    assert "content/posters/rabies.md:1" in broken.output


@pytest.mark.parametrize(
    "name", ["rabies", "posters/rabies/index.md", "content/posters/rabies", "被狗咬了马上冲洗", "704223"]
)
def test_a_broken_poster_in_a_folder_tells_its_own_mistakes(hub: Path, name: str) -> None:
    """By whatever name a person calls it; and those of no other text."""
    file, folder = hub / "content/posters/rabies.md", hub / "content/posters/rabies"
    folder.mkdir()
    broken = file.read_text("utf-8").replace("theme: ", "theme: very-")
    (folder / "index.md").write_text(broken, "utf-8")
    file.unlink()
    (hub / "content/articles/health").mkdir(parents=True)
    (hub / "content/articles/health/rabies.md").write_text("no front matter", "utf-8")
    result = kepu(hub, name)
    assert result.exit_code == 1
    assert "content/posters/rabies/index.md:" in result.output
    assert "theme cannot be" in result.output
    assert "articles" not in result.output


def test_a_draft_is_printed(hub: Path) -> None:
    file = hub / "content/posters/stove.md"
    file.write_text(file.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    assert kepu(hub, "stove").exit_code == 0


def test_who_misspells_a_name_is_told_what_was_meant(hub: Path) -> None:
    result = kepu(hub, "landslip")
    assert result.exit_code == 1
    assert "landslide" in result.output
    assert made() == []


@pytest.mark.parametrize(
    ("words", "file", "count", "size"),
    [
        (["--format", "a3"], "stove-a3.pdf", 1, (297, 420)),
        (["--format", "500x800mm"], "stove-500x800mm.pdf", 1, (500, 800)),
        (["--format", "90x120", "--bleed"], "stove-90x120-bleed.pdf", 1, (900, 1200)),
        (["--mono"], "stove-a4-mono.pdf", 1, (210, 297)),
        (["--format", "60x90", "--tiles", "a4"], "stove-60x90-on-a4.pdf", 10, (210, 297)),
        (["--format", "60x90", "--tiles", "a4", "--whole"], "stove-60x90-on-a4-whole.pdf", 16, (210, 297)),
        (["--format", "60x90", "--tiles", "a3"], "stove-60x90-on-a3.pdf", 7, (297, 420)),
        (["--tiles", "a4", "--fill", "4"], "stove-a4-on-a4-fill4.pdf", 5, (210, 297)),
        (["--tiles", "a4", "--fill", "9", "--mono"], "stove-a4-on-a4-fill9-mono.pdf", 10, (210, 297)),
    ],
)
def test_each_way_to_have_it(
    hub: Path, words: list[str], file: str, count: int, size: tuple[float, float]
) -> None:
    result = kepu(hub, "stove", *words)
    assert result.exit_code == 0, result.output
    assert made() == [file]
    assert len(pages(file)) == count
    for page in pages(file):
        assert sorted(page) == pytest.approx(sorted(size), abs=0.1)


def test_a_picture_for_a_screen_has_its_pixels(hub: Path) -> None:
    assert kepu(hub, "stove", "--format", "1280x720px").exit_code == 0
    assert size_of("stove-1280x720px.png") == (1280, 720)


def test_the_contact_sheet_shows_all_posters(hub: Path) -> None:
    assert kepu(hub, "--contact-sheet", "all.png").exit_code == 0
    assert kepu(hub, "--contact-sheet", "one.png", "stove").exit_code == 0
    (wide, high), (narrow, low) = size_of("all.png"), size_of("one.png")
    assert wide * high > 2.5 * narrow * low


def test_a_long_picture_for_wechat_is_as_wide_as_a_telephone_shows(hub: Path) -> None:
    assert kepu(hub, "stove", "--format", "wechat").exit_code == 0
    width, height = size_of("stove-wechat.jpg")
    assert (width, height > width) == (1080, True)


@pytest.mark.parametrize(
    "words",
    [
        ["stove", "--fill", "4"],
        ["stove", "--whole"],
        ["stove", "--tiles", "a4", "--bleed"],
        ["stove", "--tiles", "a4", "--fill", "4", "--whole"],
        ["--contact-sheet", "all.jpg"],
        ["--contact-sheet", "all.png", "--bleed"],
        ["--contact-sheet", "all.png", "--tiles", "a4"],
        ["--contact-sheet", "all.png", "--mono"],
        ["--contact-sheet", "all.png", "--engine", "chromium"],
        ["--contact-sheet", "all.png", "--out", "folder"],
        ["--contact-sheet", "all.png", "--format", "a4", "--format", "a3"],
        [],
    ],
)
def test_options_that_make_no_sense_are_refused(hub: Path, words: list[str]) -> None:
    assert kepu(hub, *words).exit_code == 2
    assert made() == []


@pytest.mark.parametrize("count", range(2, 7))
def test_any_usual_number_of_steps_fits_every_screen(hub: Path, count: int) -> None:
    """However many there are, a television has room for short words on each."""
    steps = "".join(
        f"## 第{n}步看 {{.step icon=eye}}\n站在岸上大声喊。\n\n短：岸上喊大人\n\n"
        for n in "一二三四五六"[:count]
    )
    text = f"---\ntitle: 下河救人看方法\ndate: 2026-11-01\nart: rescue\n---\n先看清楚，再动手。\n\n{steps}"
    (hub / "content/posters/steps.md").write_text(text, "utf-8")
    result = kepu(hub, "steps", "--format", "1920x1080", "--format", "1080x1920", "--format", "a4")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("A4", "a4"),
        ("60X90", "60x90"),
        ("60×90", "60x90"),
        ("60 x 90", "60x90"),
        ("60x90cm", "60x90"),
        ("600*900mm", "60x90"),
        ("０.6米×900毫米", "60x90"),
        ("WeChat", "wechat"),
        ("1920 × 1080 px", "1920x1080"),
        ("700×1000mm", "700x1000mm"),
        ("70x100 cm", "700x1000mm"),
        ("0.7x1m", "700x1000mm"),
        ("1280X720像素", "1280x720px"),
    ],
)
def test_a_size_is_understood_as_people_write_it(written: str, name: str) -> None:
    assert format_of(written, ()).name == name


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("600x900", "the size 600x900 needs a unit\n  → write: 600x900mm, …cm, …px\n"),
        ("70cmx90px", "the size 70cmx90px needs a unit"),
        ("1mm x 10m", "1x10000mm is no possible size; possible are 50 mm – 5000 mm (5 m)"),
        ("10000x10000mm", "10000x10000mm is no possible size"),
        ("100x700mm", "a sheet of 100 × 700 is too slim"),
        ("a4x", "there is no poster format “a4x”"),
    ],
)
def test_a_size_that_is_none_is_a_command_written_wrong(hub: Path, written: str, told: str) -> None:
    result = kepu(hub, "stove", "--format", written)
    assert result.exit_code == 2
    assert told in result.output
    assert made() == []


def test_what_wants_an_eye_before_printing_is_told_with_the_file(hub: Path) -> None:
    """A rumour card that fits on paper, and for whose whole texts no screen has room."""
    said = (
        "这一条说法在村里传了很久，听起来有道理，其实经不起查，问一问依据就清楚了，不急着转给家里人和邻居。"
        * 2
    )
    blocks = "".join(
        f"## {name}\n{said[:70]}\n\n" for name in ("说的人多 {.claim}", "查了没有 {.truth}", "依据 {.basis}")
    )
    text = f"---\ntitle: 盐的说法\ndate: 2026-11-01\nart: rumour\n---\n{blocks}"
    (hub / "content/posters/salt.md").write_text(text, "utf-8")

    result = kepu(hub, "salt")

    assert result.exit_code == 0, result.output
    assert made() == ["salt-a4.pdf"]
    assert "base_url is only an example" in result.output
    assert "salt.md:6: warning: the text of the block is long: 70 characters" in result.output
    assert "warning: a build of the hub would stop here: the poster does not fit on" in result.output
    assert "write a line 短： below 说的人多, 查了没有, 依据" in result.output


@needs_browser
def test_both_engines_print_the_same_poster(hub: Path) -> None:
    names = ("stove", "landslide", "rabies")
    for engine in ("own", "chromium"):
        result = kepu(hub, *names, "--format", "90x120", "--engine", engine, "--out", engine)
        assert result.exit_code == 0, result.output
    for name in names:
        assert pages(f"chromium/{name}-90x120-chromium.pdf") == [
            (pytest.approx(900, abs=0.2), pytest.approx(1200, abs=0.2))
        ]
        ours, theirs = (
            picture_of(Path(engine, f"{name}-90x120{ending}.pdf").read_bytes(), 300)
            for engine, ending in (("own", ""), ("chromium", "-chromium"))
        )
        apart = ImageStat.Stat(ImageChops.difference(ours, theirs.resize(ours.size)))
        assert fmean(apart.mean) <= 6


def test_without_a_browser_the_second_engine_says_so(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.render.posters.browser.find_browser", lambda: None)
    result = kepu(hub, "stove", "--engine", "chromium")
    assert result.exit_code == 1
    assert "KEPU_BROWSER" in result.output
