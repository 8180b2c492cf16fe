"""An urgent picture beside the player: it takes over at once, and ends by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from tests.player import Player, edit_playlist, served

pytestmark = pytest.mark.browser

SLIDES = {"wide/stove.jpg", "wide/ebike.jpg"}
PUT = "2026-11-23T09:00:00"
LATER = "2026-11-23T14:00:00"
NEXT_DAY, NEXT_WEEK = "2026-11-24T09:00:00", "2026-11-30T09:00:00"
DEAD_CLOCK = "2009-01-01T00:00:00"


def put(player: Player, name: str = "紧急.jpg", *, wide: int = 96, noise: int = 1) -> Path:
    """Put a picture beside the player; the more noise is in it, the more bytes it has."""
    file = player.folder / name
    with Image.effect_noise((wide, 54), noise) as picture:
        picture.convert("RGB").save(file)
    return file


def is_urgent(player: Player, name: str = "紧急.jpg") -> bool:
    player.wait(lambda: player.count() >= 1)
    return player.mode() == "urgent" and set(player.next_shown(2)) == {name}


def ended(player: Player) -> None:
    """Open a player that showed an urgent picture a week ago."""
    player.open(now=PUT)
    assert is_urgent(player)
    player.open(now=NEXT_WEEK)
    assert not is_urgent(player)


@pytest.mark.parametrize("name", ["紧急.jpg", "urgent.png"])
def test_an_urgent_picture_takes_over_and_ends_when_it_is_gone(anywhere: Player, name: str) -> None:
    anywhere.open()
    anywhere.next_shown(2)
    shutil.copy(anywhere.folder / "wide/storm.jpg", anywhere.folder / name)
    anywhere.wait(lambda: anywhere.mode() == "urgent", patience=5)
    assert set(anywhere.next_shown(3)) == {name}
    (anywhere.folder / name).unlink()
    anywhere.wait(lambda: anywhere.mode() == "slides", patience=5)
    assert set(anywhere.next_shown(4)) == SLIDES
    assert anywhere.run("dark") == 0


def test_a_name_whose_end_windows_hid_is_understood(player: Player) -> None:
    put(player, "紧急.jpg.png")
    player.open()
    assert is_urgent(player, "紧急.jpg.png")


def test_it_ends_a_day_after_it_was_first_seen_though_the_player_was_closed(anywhere: Player) -> None:
    put(anywhere)
    anywhere.open(now=PUT)
    assert is_urgent(anywhere)
    anywhere.open(now="2026-11-24T08:59:00")
    assert is_urgent(anywhere)
    anywhere.open(now=NEXT_DAY)
    assert set(anywhere.next_shown(4)) == SLIDES
    anywhere.open(now=PUT)
    assert not is_urgent(anywhere), "a clock that is put back does not bring it back"


def test_the_address_says_after_how_many_hours(player: Player) -> None:
    put(player)
    player.open(now=PUT, more="&urgent=6")
    assert is_urgent(player)
    assert "满 6 小时" in player.words()
    player.open(now=LATER, more="&urgent=6")
    assert is_urgent(player)
    player.open(now=LATER, more="&urgent=5")
    assert not is_urgent(player)


def test_with_a_wrong_clock_the_hours_count_while_it_runs(player: Player) -> None:
    put(player)
    player.open(now=DEAD_CLOCK, more="&urgent=0.0003")
    player.wait(lambda: player.mode() == "urgent")
    player.wait(lambda: player.mode() == "slides")
    player.open(now=DEAD_CLOCK, more="&urgent=0.0003")
    assert not is_urgent(player)


def test_a_clock_that_is_set_right_ends_nothing(player: Player) -> None:
    put(player)
    player.open(now=DEAD_CLOCK)
    assert is_urgent(player)
    player.open(now=PUT)
    assert is_urgent(player)


def test_another_picture_under_the_same_name_is_shown(anywhere: Player) -> None:
    """A folder tells it by its width and height, a server by its bytes."""
    put(anywhere)
    ended(anywhere)
    put(anywhere, **({"wide": 95} if anywhere.base.startswith("file") else {"noise": 50}))
    anywhere.wait(lambda: anywhere.mode() == "urgent")
    anywhere.open(now=NEXT_WEEK)
    assert is_urgent(anywhere)


def test_the_same_picture_put_there_again_is_shown_again(anywhere: Player) -> None:
    file = put(anywhere)
    picture = file.read_bytes()
    ended(anywhere)
    file.unlink()
    anywhere.next_shown(2)
    file.write_bytes(picture)
    anywhere.wait(lambda: anywhere.mode() == "urgent")


def test_a_stick_that_is_pulled_out_and_put_back_brings_no_old_picture(player: Player) -> None:
    put(player)
    ended(player)
    player.folder.rename(player.folder.with_name("pulled"))
    player.run("[one, two].forEach(function (image) { image.src = ''; })")
    player.let_pass(700)
    player.folder.with_name("pulled").rename(player.folder)
    assert set(player.next_shown(4)) == SLIDES


def test_a_player_that_is_paused_is_taken_over_and_then_plays_on(player: Player) -> None:
    player.open()
    player.next_shown(1)
    player.key(32, " ")
    assert "暂停" in player.words()
    file = put(player)
    player.wait(lambda: player.mode() == "urgent")
    assert "暂停" not in player.words()
    file.unlink()
    assert set(player.next_shown(6)) >= SLIDES


def test_a_player_without_slides_is_taken_over_too(player: Player) -> None:
    edit_playlist(player.folder / "player.html", lambda playlist: playlist["slides"].clear())
    player.open()
    player.wait(lambda: player.mode() == "still")
    file = put(player)
    player.wait(lambda: player.mode() == "urgent")
    file.unlink()
    player.wait(lambda: player.mode() == "still")


def test_a_keeper_is_told_that_it_has_ended_and_shows_it_again_by_0(player: Player) -> None:
    put(player)
    ended(player)
    player.key(27, "Escape")
    player.key(27, "Escape")
    assert "已放满 24 小时，不再放，请删掉" in player.words()
    player.key(48, "0")
    player.key(13, "Enter")
    player.wait(lambda: player.mode() == "urgent")


def test_one_that_cannot_be_shown_hinders_neither_slides_nor_another_one(anywhere: Player) -> None:
    (anywhere.folder / "urgent.jpg").write_bytes(b"half a picture")
    anywhere.open()
    assert set(anywhere.next_shown(4)) == SLIDES
    put(anywhere)
    anywhere.wait(lambda: anywhere.mode() == "urgent")
    assert is_urgent(anywhere)


@pytest.mark.parametrize(
    "broken",
    [
        "Object.defineProperty(window, 'localStorage', {get: function () { throw new Error('closed'); }})",
        "Storage.prototype.getItem = function () { return '[1, {'; }",
        "Storage.prototype.getItem = function () { return '7'; }",
        """Storage.prototype.getItem = function () { return '{"紧急.jpg": null, "urgent.jpg": 7}'; }""",
    ],
)
def test_a_browser_that_remembers_nothing_shows_and_ends_it(player: Player, broken: str) -> None:
    put(player)
    player.prepare(broken)
    player.open(now=DEAD_CLOCK, more="&urgent=0.0003")
    player.wait(lambda: player.mode() == "urgent")
    player.wait(lambda: player.mode() == "slides")


def test_a_server_sends_it_once(player: Player) -> None:
    """A village pays for its data by the megabyte: what is shown for a day is not loaded at each round."""
    put(player)
    asked: list[str] = []
    with served(player.folder, asked) as base:
        player.base = base
        player.open(now=PUT)
        player.next_shown(8)
        player.browser.get("about:blank")
    loaded = [line for line in asked if line.startswith("GET /%E7%B4%A7")]
    assert 1 <= len(loaded) <= 2


def test_a_server_is_asked_once_in_a_while_and_not_at_each_slide(player: Player) -> None:
    asked: list[str] = []
    with served(player.folder, asked) as base:
        player.base = base
        player.open(now=PUT)
        assert set(player.next_shown(8)) == SLIDES
        player.browser.get("about:blank")
    assert len({line for line in asked if line.startswith("HEAD")}) == 6
