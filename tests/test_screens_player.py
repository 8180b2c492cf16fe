"""The player page, driven by a real browser from a folder and from a server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from site_builder.settings import Folder
from tests.player import Player, edit_playlist, served

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

STOVE, EBIKE, QUIZ = "wide/stove.jpg", "wide/ebike.jpg", "wide/quiz.jpg"
IS_SEEN = "getComputedStyle(document.querySelector('{}')).display !== 'none'"


@pytest.fixture
def player(browser: Chrome, screen_folder: Folder, tmp_path: Path) -> Iterator[Player]:
    opened = Player(browser, screen_folder.site, tmp_path / "screens")
    yield opened
    browser.get("about:blank")
    opened.forget()


@pytest.fixture(params=["file", "http"])
def anywhere(player: Player, request: pytest.FixtureRequest) -> Iterator[Player]:
    """Yield a player from a folder, then from a server."""
    if request.param == "file":
        yield player
        return
    with served(player.folder) as base:
        player.base = base
        yield player
        player.browser.get("about:blank")


def test_what_is_in_season_is_shown_in_order_again_and_again(anywhere: Player) -> None:
    anywhere.open()
    first = anywhere.next_shown(6)
    assert first in ([STOVE, EBIKE] * 3, [EBIKE, STOVE] * 3)
    assert anywhere.run("dark") == 0


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ("2026-12-05T09:00:00", {STOVE, QUIZ, EBIKE}),
        ("2026-12-05T07:59:00", {STOVE, EBIKE}),
        ("2026-12-05T18:00:00", {STOVE, EBIKE}),
        ("2026-12-20T17:59:00", {STOVE, QUIZ, EBIKE}),
        ("2026-12-21T09:00:00", {STOVE, EBIKE}),
        ("2027-06-01T09:00:00", {"wide/storm.jpg", EBIKE}),
    ],
)
def test_months_days_and_hours_decide_what_is_shown(player: Player, now: str, shown: set[str]) -> None:
    player.open(now=now, seconds=0.02)
    assert set(player.next_shown(2 * len(shown) + 1)) == shown


@pytest.mark.parametrize(
    "now", ["2009-01-01T00:00:00", "1970-01-01T08:00:00", "2026-11-19T23:00:00", "2099-06-01T09:00:00"]
)
def test_with_a_wrong_clock_only_what_has_no_date_is_shown(player: Player, now: str) -> None:
    """The newest poster is of 2026-11-20: before that day the page was not there."""
    player.open(now=now, seconds=0.02)
    assert set(player.next_shown(4)) == {EBIKE}


@pytest.mark.parametrize("now", ["2009-01-01T00:00:00", "2026-11-23T09:00:00"])
def test_where_the_rules_leave_nothing_what_is_out_of_season_is_shown(player: Player, now: str) -> None:
    def only_summer(playlist: dict[str, Any]) -> None:
        playlist["slides"] = [slide for slide in playlist["slides"] if slide["wide"] == "wide/storm.jpg"]

    edit_playlist(player.folder / "player.html", only_summer)
    player.open(now=now, seconds=0.02)
    assert player.next_shown(2) == ["wide/storm.jpg"] * 2


def test_what_has_ended_is_not_shown_even_then(player: Player) -> None:
    def ended(playlist: dict[str, Any]) -> None:
        playlist["slides"] = [slide | {"until": "2026-11-22"} for slide in playlist["slides"]]

    edit_playlist(player.folder / "player.html", ended)
    player.open()
    player.wait(lambda: player.mode() == "still")
    assert player.run(IS_SEEN.format(".still"))
    assert "科普毕节" in player.run("document.querySelector('.still').innerText")


@pytest.mark.parametrize("name", ["urgent.jpg", "紧急.jpg", "urgent.png"])
def test_an_urgent_picture_takes_over_and_ends_when_it_is_gone(anywhere: Player, name: str) -> None:
    anywhere.open()
    anywhere.next_shown(2)
    shutil.copy(anywhere.folder / "wide/storm.jpg", anywhere.folder / name)
    anywhere.wait(lambda: anywhere.mode() == "urgent", patience=5)
    assert set(anywhere.next_shown(3)) == {name}
    (anywhere.folder / name).unlink()
    anywhere.wait(lambda: anywhere.mode() == "slides", patience=5)
    assert set(anywhere.next_shown(4)) == {STOVE, EBIKE}


def test_an_urgent_picture_that_cannot_be_shown_stops_nothing(player: Player) -> None:
    (player.folder / "urgent.jpg").write_bytes(b"half a picture")
    player.open()
    assert set(player.next_shown(4)) == {STOVE, EBIKE}


def test_a_picture_that_is_missing_or_broken_is_passed_over(anywhere: Player) -> None:
    (anywhere.folder / STOVE).write_bytes(b"\xff\xd8 no picture")
    anywhere.open()
    assert set(anywhere.next_shown(3)) == {EBIKE}


def test_a_page_without_its_pictures_says_what_to_copy_and_goes_on_when_they_come(player: Player) -> None:
    (player.folder / "wide").rename(player.folder / "away")
    player.open()
    player.wait(lambda: player.mode() == "still")
    assert player.run(IS_SEEN.format(".lost"))
    (player.folder / "away").rename(player.folder / "wide")
    assert set(player.next_shown(4)) == {STOVE, EBIKE}


def test_an_upright_screen_shows_upright_pictures(player: Player) -> None:
    player.open(size=(540, 960))
    assert set(player.next_shown(3)) == {"tall/stove.jpg", "tall/ebike.jpg"}
    player.resize((960, 540))
    assert set(player.next_shown(5)[2:]) == {STOVE, EBIKE}
    player.open(size=(960, 540), more="&tall")
    assert set(player.next_shown(3)) == {"tall/stove.jpg", "tall/ebike.jpg"}


def test_an_audience_and_a_unit_see_their_own(player: Player) -> None:
    player.open("player-for-school.html", seconds=0.02)
    assert set(player.next_shown(3)) == {EBIKE}
    player.open("player-at-nayong.html", seconds=0.02)
    assert set(player.next_shown(3)) == {STOVE}
    player.open("player-at-dafang.html", seconds=0.02)
    assert set(player.next_shown(3)) == {STOVE, EBIKE}


@pytest.mark.parametrize(
    ("forward", "back"), [((39, "ArrowRight"), (37, "ArrowLeft")), ((427, "ChannelUp"), (428, "ChannelDown"))]
)
def test_arrows_and_channel_keys_turn_the_pictures(
    player: Player, forward: tuple[int, str], back: tuple[int, str]
) -> None:
    player.open(seconds=60, now="2026-12-05T09:00:00")
    player.wait(lambda: player.shown() == STOVE)
    for key, expected in ((forward, QUIZ), (forward, EBIKE), (forward, STOVE), (back, EBIKE), (back, QUIZ)):
        player.key(*key)
        player.wait(lambda expected=expected: player.shown() == expected)  # type: ignore[misc]


def test_a_number_chooses_a_picture_and_its_name_is_told(player: Player) -> None:
    player.open(seconds=60, now="2026-12-05T09:00:00")
    player.wait(lambda: player.shown() == STOVE)
    player.key(51, "3")
    player.wait(lambda: player.shown() == EBIKE)
    player.wait(lambda: "3 / 3" in player.run("document.getElementById('note').textContent"))
    assert "电动车别进屋" in player.run("document.getElementById('note').textContent")
    player.key(57, "9")
    player.key(13, "Enter")
    assert player.shown() == EBIKE, "there is no ninth"


def test_space_stops_and_goes_on(player: Player) -> None:
    player.open(seconds=0.2)
    player.next_shown(1)
    player.key(32, " ")
    before = player.count()
    assert "暂停" in player.run("document.getElementById('note').textContent")
    player.browser.execute_async_script("setTimeout(arguments[0], 700)")  # type: ignore[no-untyped-call]
    assert player.count() <= before + 1
    player.key(32, " ")
    assert set(player.next_shown(4)) == {STOVE, EBIKE}


def test_ok_fills_the_screen_and_back_leaves_it(player: Player) -> None:
    from selenium.webdriver.common.keys import Keys

    player.open(seconds=60)
    player.wait(lambda: player.mode() == "slides")
    player.browser.find_element("tag name", "body").send_keys(Keys.ENTER)
    player.wait(lambda: player.run("Boolean(document.fullscreenElement)"))
    player.key(10009, "")
    player.wait(lambda: not player.run("Boolean(document.fullscreenElement)"))
    assert player.browser.current_url.endswith("player.html?seconds=60"), "a remote's Back leads nowhere"


def test_a_new_playlist_on_the_server_is_taken_up_without_anyone(player: Player) -> None:
    with served(player.folder) as base:
        player.base = base
        player.open(more="&refresh=0.1")
        assert set(player.next_shown(3)) == {STOVE, EBIKE}
        edit_playlist(player.folder / "player.html", lambda playlist: playlist["slides"].pop(0))
        player.wait(
            lambda: len(player.run("JSON.parse(document.getElementById('playlist').textContent).slides")) == 3
        )
        assert set(player.next_shown(3)) == {EBIKE}
        player.browser.get("about:blank")


def counts(player: Player) -> dict[str, float]:
    """Return what is left in the browser when its rubbish is taken out."""
    for _twice in range(2):
        player.browser.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    metrics = player.browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return {row["name"]: row["value"] for row in metrics}


def test_a_thousand_pictures_leave_nothing_behind(player: Player) -> None:
    """One leak a picture would be a thousand nodes, listeners or images; no moment is dark."""
    player.browser.execute_cdp_cmd("Performance.enable", {})
    player.open(seconds=0.02)
    player.next_shown(50)
    before, elements = counts(player), player.run("document.getElementsByTagName('*').length")
    player.wait(lambda: player.count() >= 1050, patience=240)
    after = counts(player)
    assert after["Nodes"] - before["Nodes"] < 100
    assert after["JSEventListeners"] - before["JSEventListeners"] < 20
    assert after["JSHeapUsedSize"] - before["JSHeapUsedSize"] < 300_000
    assert player.run("document.getElementsByTagName('*').length") == elements
    assert player.run("images()") == 1
    assert player.run("dark") == 0


def test_the_page_is_one_file_that_loads_nothing_but_its_pictures(
    screen_folder: Folder, player: Player
) -> None:
    text = (screen_folder.site / "screens/player.html").read_text("utf-8")
    assert not re.search(r"<link|<script[^>]* src|@import|url\(", text)
    assert '<noscript><img class="slide on" src="wide/stove.jpg"' in text
    player.open()
    player.next_shown(3)
    log = [row["message"] for row in player.browser.get_log("browser")]  # type: ignore[no-untyped-call]
    assert not [message for message in log if "urgent" not in message and "%E7%B4%A7" not in message]


def test_the_script_is_of_a_kind_that_old_browsers_run() -> None:
    script = (Path(__file__).parent.parent / "templates/screens/player.js").read_text("utf-8")
    code = re.sub(r"//.*", "", script)
    assert not re.search(r"=>|`|\b(let|const|class|async|await|import|export)\b|\?\.|\?\?|\.\.\.", code)
    assert not re.search(r"\bfetch\(|innerHTML|eval\(", code)


def test_a_line_is_copied_by_one_click_from_a_stick(screen_folder: Folder, browser: Chrome) -> None:
    browser.get((screen_folder.site / "posters/stove.html").as_uri())
    browser.execute_script(  # type: ignore[no-untyped-call]
        "document.addEventListener('copy', function () { window.copied = String(getSelection()); });"
        "navigator.clipboard.writeText = function (text) { window.copied = text; return Promise.resolve(); };"
    )
    button = browser.find_element("css selector", "[data-copy]")
    button.click()
    assert button.text == "已复制"
    assert browser.execute_script("return window.copied") == "烤火看烟囱"  # type: ignore[no-untyped-call]
    browser.execute_script(  # type: ignore[no-untyped-call]
        "navigator.clipboard.writeText = function () { return Promise.reject(new Error('closed')); };"
    )
    browser.find_elements("css selector", "[data-copy]")[1].click()
    assert "看天气" in browser.execute_script("return window.copied")  # type: ignore[no-untyped-call]
