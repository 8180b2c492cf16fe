"""The player page, driven by a real browser from a folder and from a server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from site_builder.settings import Folder
from tests.conftest import ROOT
from tests.player import Player, edit_playlist, served

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

STOVE, EBIKE, QUIZ = "wide/stove.jpg", "wide/ebike.jpg", "wide/quiz.jpg"
IS_SEEN = "getComputedStyle(document.querySelector('{}')).display !== 'none'"


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
    player.wait(lambda: "3 / 3" in player.words())
    assert "电动车别进屋" in player.words()
    player.key(57, "9")
    player.key(13, "Enter")
    assert player.shown() == EBIKE, "there is no ninth"


def test_space_stops_and_goes_on(player: Player) -> None:
    player.open(seconds=0.2)
    player.next_shown(1)
    player.key(32, " ")
    before = player.count()
    assert "暂停" in player.words()
    player.let_pass(700)
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


@pytest.fixture
def on_server(player: Player) -> Iterator[Player]:
    """Yield a player from a server, which it asks ten times a second for a new playlist."""
    with served(player.folder) as base:
        player.base = base
        yield player
        player.browser.get("about:blank")


def test_a_new_playlist_on_the_server_is_taken_up_without_anyone(on_server: Player) -> None:
    """The page is not loaded anew: only a person could make it fill the screen again."""
    on_server.open(more="&refresh=0.1")
    assert set(on_server.next_shown(3)) == {STOVE, EBIKE}
    on_server.run("window.same = true")
    edit_playlist(on_server.folder / "player.html", lambda playlist: playlist["slides"].pop(0))
    on_server.wait(lambda: set(on_server.next_shown(2)) == {EBIKE})
    assert on_server.run("window.same")
    assert on_server.run("dark") == 0


def test_a_player_that_has_nothing_to_show_asks_again_and_so_does_one_that_had(on_server: Player) -> None:
    page = on_server.folder / "player.html"
    full = page.read_text("utf-8")
    edit_playlist(page, lambda playlist: playlist["slides"].clear())
    on_server.open(more="&refresh=0.1")
    on_server.wait(lambda: on_server.mode() == "still")
    page.write_text(full, "utf-8")
    on_server.wait(lambda: on_server.shown() == EBIKE)
    edit_playlist(page, lambda playlist: playlist["slides"].clear())
    on_server.wait(lambda: on_server.mode() == "still")
    assert on_server.run(IS_SEEN.format(".still"))


def test_a_corrected_picture_on_the_server_is_shown_though_its_name_is_the_same(on_server: Player) -> None:
    on_server.open(more="&refresh=0.1")
    on_server.next_shown(3)
    with Image.new("RGB", (96, 54), "red") as corrected:
        corrected.save(on_server.folder / STOVE)

    def say_so(playlist: dict[str, Any]) -> None:
        playlist["slides"][0]["version"] = "another"

    edit_playlist(on_server.folder / "player.html", say_so)
    on_server.wait(lambda: on_server.run("[one.naturalWidth, two.naturalWidth].indexOf(96) >= 0"))


def test_a_newer_player_on_the_server_is_loaded(on_server: Player) -> None:
    on_server.open(more="&refresh=0.1")
    on_server.next_shown(1)
    on_server.run("window.same = true")
    page = on_server.folder / "player.html"
    text = page.read_text("utf-8").replace("// Plays the pictures", "// This also plays the pictures")
    page.write_text(re.sub(r"<meta http-equiv[^>]*>", "", text), "utf-8")  # it names the digest of the script
    on_server.wait(lambda: not on_server.run("window.same"))
    assert set(on_server.next_shown(4)) == {STOVE, EBIKE}


# Pictures are drawn when the test says so, and what the server says comes while one waits to be drawn.
HELD = """
(function () {
  var open = XMLHttpRequest.prototype.open, send = XMLHttpRequest.prototype.send;
  window.held = [];
  HTMLImageElement.prototype.decode = function () {
    return new Promise(function (done) { if (window.holds) { window.held.push(done); } else { done(); } });
  };
  XMLHttpRequest.prototype.open = function (method, address) {
    this.isLate = method === "GET";
    open.call(this, method, address);
  };
  XMLHttpRequest.prototype.send = function () {
    var request = this;
    if (!request.isLate || window.held.length) { return send.call(request); }
    setTimeout(function () { request.send(); }, 10);
  };
}());
"""


def correct(playlist: dict[str, Any]) -> None:
    """Say that every picture is another one now."""
    playlist["slides"] = [slide | {"version": "another"} for slide in playlist["slides"]]


def test_where_no_picture_can_be_loaded_any_more_the_last_one_stays(on_server: Player) -> None:
    on_server.open(more="&refresh=0.1")
    on_server.next_shown(2)
    folder = on_server.folder
    (folder / "wide").rename(folder / "away")
    edit_playlist(folder / "player.html", correct)
    on_server.wait(lambda: "another" in on_server.run("document.getElementById('playlist').textContent"))
    on_server.let_pass(700)
    assert on_server.mode() == "slides"
    assert on_server.run("document.querySelectorAll('.slide.on').length") == 1
    (folder / "away").rename(folder / "wide")
    on_server.wait(lambda: "?another" in on_server.run("document.documentElement.getAttribute('data-shown')"))
    assert set(on_server.next_shown(4)) == {STOVE, EBIKE}


def test_a_picture_that_is_drawn_while_a_new_playlist_comes_keeps_its_place_in_it(on_server: Player) -> None:
    on_server.prepare(HELD)
    on_server.open(more="&refresh=0.02")
    on_server.next_shown(2)
    edit_playlist(on_server.folder / "player.html", correct)
    on_server.run("window.holds = true")
    on_server.wait(lambda: "another" in on_server.run("document.getElementById('playlist').textContent"))
    on_server.wait(lambda: on_server.run("held.length"))
    (on_server.folder / "wide").rename(on_server.folder / "away")
    on_server.run("window.holds = false || held.forEach(function (draw) { draw(); })")
    on_server.let_pass(700)
    assert on_server.mode() == "slides"  # none can be loaded any more: the last one stays


def counts(player: Player) -> dict[str, float]:
    """Return what is left in the browser when its rubbish is taken out."""
    for _twice in range(2):
        player.browser.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    metrics = player.browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return {row["name"]: row["value"] for row in metrics}


def test_a_thousand_pictures_leave_nothing_behind(player: Player) -> None:
    """One leak a picture would be a thousand nodes, listeners or images; no moment is dark.

    The browser keeps each picture that it has decoded, and takes one with another address for another one.
    """
    for file in (player.folder / "wide").iterdir():
        with Image.open(file) as picture:
            picture.resize((192, 108)).save(file)
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
    assert len(set(player.run("seen"))) == 2
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


NEWER = (  # than Chromium 49, or than the JavaScript of 2009
    r"=>|`|\b(let|const|class|async|await|import|export)\b|\?\.|\?\?|\.\.\.|\*\*|\bfor \(.* of |catch \{",
    r"\b(fetch|eval|URL|URLSearchParams|Symbol|Map|Set|WeakMap|Proxy)\b|\bnew Promise|innerHTML",
    r"\b(Object\.(values|entries|assign|fromEntries)|Array\.(from|of)|Number\.is\w+|queueMicrotask)\b",
    r"\.(includes|find|findIndex|findLast|flat|flatMap|at|padStart|padEnd|startsWith|endsWith|repeat|finally)\(",
    r"\.(append|prepend|replaceWith|replaceChildren|toggleAttribute|closest|before|after|matchAll)\(",
)


@pytest.mark.parametrize("newer", NEWER)
def test_the_scripts_are_of_a_kind_that_old_browsers_run(newer: str) -> None:
    for file in (ROOT / "templates/screens").glob("*.js"):
        assert not re.search(newer, re.sub(r"//.*|/\*.*?\*/", "", file.read_text("utf-8"))), file.name


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
