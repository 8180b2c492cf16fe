"""What the hub's files say of screens, and what is made of it: playlists, pages, pictures."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from site_builder.build import described
from site_builder.check.facts import page_facts
from site_builder.errors import Problem, SiteError
from site_builder.model import Poster, Showing
from site_builder.pipeline import build_hub, read_folder
from site_builder.plan import plan_looks
from site_builder.render.screens import film
from site_builder.settings import Folder, load_settings
from tests.page_hub import tree, words
from tests.screen_hub import DAY, write_screen_hub
from tests.site_text import write_site

QUIZ = "posters/quiz.md"


def playlist(folder: Folder, name: str = "playlist") -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder.site / f"screens/{name}.json").read_text("utf-8"))
    return loaded


def titles(folder: Folder, name: str) -> list[str]:
    return [slide["title"] for slide in playlist(folder, name)["slides"]]


def test_a_playlist_says_what_is_shown_when_and_for_how_long(screen_folder: Folder) -> None:
    found = playlist(screen_folder)
    assert (found["hub"], found["title"], found["made"], found["seconds"]) == (
        "科普毕节",
        "",
        "2026-11-20",
        15,
    )
    assert [slide["title"] for slide in found["slides"]] == [
        "烤火看烟囱",
        "雷响快进屋",
        "冬季竞答",
        "电动车别进屋",
    ]
    quiz = found["slides"][2]
    code = quiz.pop("code")
    assert len(code) == 6
    assert len(quiz.pop("version")) == 8
    assert quiz == {
        "title": "冬季竞答",
        "page": "../posters/quiz.html",
        "wide": "wide/quiz.jpg",
        "tall": "tall/quiz.jpg",
        "months": [],
        "from": "2026-12-01",
        "until": "2026-12-20",
        "hours": [["08:00", "18:00"]],
        "seconds": 0,
    }


def test_every_file_that_a_playlist_names_is_there(screen_folder: Folder) -> None:
    for slide in playlist(screen_folder)["slides"]:
        for key, size in (("wide", (1920, 1080)), ("tall", (1080, 1920))):
            with Image.open(screen_folder.site / "screens" / slide[key]) as picture:
                assert (picture.size, picture.mode) == (size, "RGB")
        assert (screen_folder.site / "screens" / slide["page"]).is_file()


def test_a_unit_shows_what_is_for_it_and_for_those_above(screen_folder: Folder) -> None:
    assert "电动车别进屋" in titles(screen_folder, "playlist-at-dafang")
    assert "电动车别进屋" not in titles(screen_folder, "playlist-at-nayong")
    assert "电动车别进屋" not in titles(screen_folder, "playlist-at-bijie")
    assert "烤火看烟囱" not in titles(screen_folder, "playlist-for-school")


def test_the_page_of_screens_leads_to_players_and_packs_with_their_sizes(screen_folder: Folder) -> None:
    page = (screen_folder.site / "screens/index.html").read_text("utf-8")
    links = {anchor.get("href") for anchor in tree(page).iter("a")}
    assert {
        "../screens/player.html",
        "../screens/tv-for-village.zip",
        "../screens/player-at-dafang.html",
    } <= links
    size = (screen_folder.site / "screens/tv.zip").stat().st_size
    assert f"2 张，{round(size / 1000)} KB" in words(page, "//tbody/tr[1]")
    home = (screen_folder.site / "index.html").read_bytes()
    assert "screens/index.html" in {reference.url for reference in page_facts(home).references}


def test_a_hub_without_a_size_for_screens_has_none_and_still_speaks(tmp_path: Path) -> None:
    folder = write_screen_hub(tmp_path)
    settings = tmp_path / "content/hub.toml"
    settings.write_text(settings.read_text("utf-8").replace(', "1920x1080", "1080x1920"', ""), "utf-8")
    built = build_hub(folder, today=DAY)
    assert not [path for path in built.files if path.startswith("screens/")]
    assert "posters/stove/speech.txt" in built.files
    assert "screens" not in (folder.site / "index.html").read_text("utf-8")


def test_an_upright_poster_stands_in_the_middle_of_a_television(tmp_path: Path) -> None:
    folder = write_screen_hub(tmp_path)
    settings = tmp_path / "content/hub.toml"
    settings.write_text(settings.read_text("utf-8").replace('"1920x1080", ', ""), "utf-8")
    build_hub(folder, today=DAY)
    with Image.open(folder.site / "screens/wide/stove.jpg") as opened:
        picture = opened.convert("RGB")
    assert picture.size == (1920, 1080)
    left, right = picture.crop((0, 0, 650, 1080)), picture.crop((1270, 0, 1920, 1080))
    assert all(high - low < 12 for side in (left, right) for low, high in side.getextrema())  # type: ignore[misc]
    assert max(high - low for low, high in picture.getextrema()) > 100  # type: ignore[misc]


def test_a_preview_shows_the_television_picture_that_is_packed(tmp_path: Path) -> None:
    folder = write_screen_hub(tmp_path)
    settings = tmp_path / "content/hub.toml"
    settings.write_text(settings.read_text("utf-8").replace('"1920x1080", ', ""), "utf-8")
    reading = read_folder(folder)
    hub, digests = reading.hub, reading.assets.digests
    seen = plan_looks(hub, reading.settings, assets=digests, texts=reading.texts(), name="stove")["tv.jpg"]
    batches = reading.plan(DAY).batches
    packed = {target.path: target for target in described(batches)}["screens/wide/stove.jpg"]
    assert seen.view["format"] == packed.view["format"]
    assert seen.view["canvas"] == packed.view["canvas"]


def test_the_page_of_a_poster_offers_its_lines_and_its_script(screen_folder: Folder) -> None:
    page = (screen_folder.site / "posters/stove.html").read_text("utf-8")
    assert words(page, "//ul[@class='led-lines']/li[1]") == "烤火看烟囱 5 字（12 字以内） 复制"
    copied = tree(page).xpath("//button/@data-copy")
    assert copied[0] == "烤火看烟囱"
    assert all(line.encode("gb2312") for line in copied)
    folder = screen_folder.site / "posters/stove"
    script = (folder / "speech.txt").read_bytes()
    assert script.startswith("\ufeff各位乡亲，请注意。".encode())
    assert b"\r\n" in script
    assert "大喇叭稿" in words((folder / "speech.html").read_text("utf-8"), "//h1")
    for dots in (16, 32):
        with Image.open(folder / f"led-{dots}.png") as strip:
            assert (strip.mode, strip.height) == ("1", dots)


def read_with(root: Path, front: str) -> tuple[Poster | None, tuple[Problem, ...]]:
    """Return the quiz as read when its key `screen` is replaced by other lines, and what is wrong."""
    folder = write_screen_hub(root)
    file = root / "content" / QUIZ
    lines = file.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("screen:"))
    file.write_text("\n".join([*lines[:at], *front.splitlines(), *lines[at + 1 :]]), "utf-8")
    reading = read_folder(folder)
    return next((one for one in reading.hub.posters if one.path == QUIZ), None), reading.problems


def test_a_poster_says_when_and_for_how_long_screens_show_it(tmp_path: Path) -> None:
    found, problems = read_with(
        tmp_path, 'led: 今晚有"冰雹"\nscreen: {from: 2026-12-01, hours: ["22:00-06:00"], seconds: 20}'
    )
    assert not problems
    assert found
    assert found.led == "今晚有“冰雹”"
    assert found.showing == Showing(start=date(2026, 12, 1), hours=(("22:00", "06:00"),), seconds=20)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("led: 骉马来了", "LED cards cannot show: 骉 (U+9A89)"),
        (f"led: {'长' * 41}", "led is too long: 41 characters"),
        ('screen: {hours: ["8:00-9:00"]}', "8:00-9:00 is no span of the day"),
        ('screen: {hours: ["24:30-09:00"]}', "24:30-09:00 is no span of the day"),
        ('screen: {hours: ["09:00-09:00"]}', "09:00-09:00 is no span of the day"),
        ("screen: {seconds: 1}", "a screen cannot show a poster for 1 seconds"),
        ("screen: {from: 2026-12-02, to: 2026-12-01}", "the last day lies before the first"),
        ("screen: {form: 2026-12-02}", "unknown key: form"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_line(tmp_path: Path, line: str, message: str) -> None:
    _found, problems = read_with(tmp_path, line)
    assert [(problem.where, problem.message, problem.severity) for problem in problems] == [
        (f"content/{QUIZ}:5", message, "error")
    ]


def test_a_title_that_no_card_can_show_is_warned_about_unless_the_line_is_worded(tmp_path: Path) -> None:
    found, problems = read_with(tmp_path / "bare", "kicker: 骉")
    assert not problems, "the kicker stands on no strip"
    assert found
    text = (tmp_path / "bare/content" / QUIZ).read_text("utf-8")
    (tmp_path / "bare/content" / QUIZ).write_text(text.replace("冬季竞答", "冬季竞答骉"), "utf-8")
    reading = read_folder(Folder(tmp_path / "bare"))
    assert [(p.where, p.message, p.severity) for p in reading.problems] == [
        (f"content/{QUIZ}:2", "LED cards cannot show: 骉 (U+9A89)", "warning")
    ]


def test_hub_toml_sets_the_pace_and_says_what_it_may_be(tmp_path: Path) -> None:
    write_site(tmp_path, '-- content/hub.toml --\nname = "甲"\n[screens]\nseconds = 20\nvideo = true\n')
    assert load_settings(tmp_path / "content").screens == (20, True)
    write_site(tmp_path, '-- content/hub.toml --\nname = "甲"\n[screens]\nseconds = 0\nvideos = true\n')
    with pytest.raises(SiteError) as caught:
        load_settings(tmp_path / "content")
    assert [(p.where, p.message) for p in caught.value.problems] == [
        ("content/hub.toml:3", "a screen cannot show a poster for 0 seconds"),
        ("content/hub.toml:4", "unknown key: videos"),
    ]


@pytest.fixture(scope="session")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return the hub with screens, which also makes films."""
    pytest.importorskip("av", reason="av is in the extras 'video' and 'test'")
    folder = write_screen_hub(tmp_path_factory.mktemp("filmed"))
    settings = folder.content / "hub.toml"
    settings.write_text(f"{settings.read_text('utf-8')}[screens]\nseconds = 5\nvideo = true\n", "utf-8")
    build_hub(folder, today=DAY)
    return folder


def test_a_film_is_what_every_television_plays_and_shows_the_pictures_of_the_pack(filmed: Folder) -> None:
    import av

    file = filmed.site / "screens/tv.mp4"
    data = file.read_bytes()
    assert data.find(b"moov") < data.find(b"mdat"), "it starts before it is loaded whole"
    with av.open(str(file)) as opened:
        stream = opened.streams.video[0]
        codec = stream.codec_context
        assert (codec.name, codec.pix_fmt, codec.width, codec.height) == ("h264", "yuv420p", 1920, 1080)
        assert float(stream.duration * stream.time_base) == 2 * 5
        assert float(stream.average_rate) == 25
        assert not opened.streams.audio
        frames = [frame.to_image() for frame in opened.decode(stream)]
    for at, name in ((60, "stove"), (190, "ebike")):
        with Image.open(filmed.site / f"screens/wide/{name}.jpg") as picture:
            assert difference(frames[at], picture) < 4, name


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return by how much two pictures differ on average, of 255."""
    small = [picture.convert("RGB").resize((240, 135)).tobytes() for picture in (one, other)]
    return sum(abs(a - b) for a, b in zip(*small, strict=True)) / len(small[0])


def test_a_film_is_the_same_bytes_each_time(filmed: Folder, tmp_path: Path) -> None:
    again = Folder(tmp_path)
    shutil.copytree(filmed.content, again.content)
    build_hub(again, today=DAY)
    for name in ("tv.mp4", "tv.zip"):
        assert (again.site / "screens" / name).read_bytes() == (filmed.site / "screens" / name).read_bytes()


def test_without_the_library_a_film_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "av", None)
    with pytest.raises(SiteError) as caught:
        film({"slides": [], "seconds": 5}, draw=lambda _view: b"", memo=None)  # type: ignore[arg-type]
    assert 'pip install "kepu[video]"' in caught.value.problems[0].hint


def test_a_real_player_plays_the_film_to_its_end(filmed: Folder) -> None:
    if not shutil.which("mpv"):
        pytest.skip("mpv is missing (Debian: mpv)")
    done = subprocess.run(
        [
            "mpv",
            "--no-config",
            "--vo=null",
            "--untimed",
            "--no-terminal",
            str(filmed.site / "screens/tv.mp4"),
        ],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0


def test_who_has_no_posters_yet_gets_a_page_that_says_so(tmp_path: Path) -> None:
    folder = write_screen_hub(tmp_path)
    units = tmp_path / "content/units.toml"
    units.write_text(units.read_text("utf-8") + '[[audiences]]\nid = "library"\nname = "图书室"\n', "utf-8")
    for file in (tmp_path / "content/posters").glob("*.md"):
        text = file.read_text("utf-8").replace("audience: [village]\n", "")
        file.write_text(text.replace("\ndate:", "\naudience: [village]\ndate:"), "utf-8")
    build_hub(folder, today=DAY)
    page = (folder.site / "screens/player-for-library.html").read_text("utf-8")
    assert "还没有可以放的海报" in words(page, "//*[@class='still']")
    assert playlist(folder, "playlist-for-library")["slides"] == []
    assert not (folder.site / "screens/tv-for-library.zip").exists()
    assert "图书室" not in (folder.site / "screens/index.html").read_text("utf-8")
