"""Packs for television sets: what lies in them, and that a player plays it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from PIL import Image

from site_builder.pipeline import build_hub
from site_builder.render.screens.pack import MOST, file_name, zipped
from site_builder.settings import Folder
from tests.screen_hub import write_screen_hub

FORBIDDEN_BY_FAT = set('"*/:<>?\\|+,;=[]')
START_OF_FRAME = {0xC0 + n for n in range(16)} - {0xC4, 0xC8, 0xCC}
BASELINE = 0xC0


def markers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each marker of a JPEG up to its image, with the segment's bytes."""
    at = 2
    while True:
        assert data[at] == 0xFF
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        yield kind, data[at + 4 : at + 2 + length]
        if kind == 0xDA:
            return
        at += 2 + length


def packs(folder: Folder) -> list[Path]:
    return sorted((folder.site / "screens").glob("tv*.zip"))


@pytest.fixture(scope="session")
def pack(screen_folder: Folder) -> Iterator[ZipFile]:
    with ZipFile(screen_folder.site / "screens/tv.zip") as pack:
        yield pack


def test_every_picture_is_baseline_with_three_channels_and_fills_the_screen(screen_folder: Folder) -> None:
    for file in packs(screen_folder):
        with ZipFile(file) as pack:
            for name in pack.namelist():
                data = pack.read(name)
                frames = [segment for kind, segment in markers(data) if kind in START_OF_FRAME]
                kinds = [kind for kind, _segment in markers(data)]
                assert [kind for kind in kinds if kind in START_OF_FRAME] == [BASELINE], name
                high, wide, channels = (
                    int.from_bytes(frames[0][1:3], "big"),
                    int.from_bytes(frames[0][3:5], "big"),
                    frames[0][5],
                )
                assert (wide, high, channels) == (1920, 1080, 3)
                assert kinds[0] == 0xE0, "JFIF says that the colours are YCbCr"
                assert not {0xE1, 0xE2, 0xEE} & set(kinds), "no EXIF, no profile, no Adobe mark"


def test_a_pack_is_one_folder_of_numbered_pictures_and_nothing_else(pack: ZipFile) -> None:
    names = pack.namelist()
    assert [name.partition("/")[0] for name in names] == ["KEPU-2026-11"] * len(names)
    assert all(re.fullmatch(r"KEPU-2026-11/\d{3}_[a-z0-9-]+\.jpg", name) for name in names)
    assert [int(name[13:16]) for name in names] == list(range(len(names)))
    assert names[0].endswith("/000_test-card.jpg")
    assert len(names) == 3


def test_names_are_safe_on_fat_and_for_sets_without_chinese(screen_folder: Folder) -> None:
    for file in packs(screen_folder):
        with ZipFile(file) as pack:
            names = [name.partition("/")[2] for name in pack.namelist()]
        assert len({name.casefold() for name in names}) == len(names) <= MOST
        assert all(name.isascii() and len(name) <= 48 for name in names)
        assert not FORBIDDEN_BY_FAT & set("".join(names))
        assert sorted(names) == names


def test_a_set_that_plays_by_date_keeps_the_order(pack: ZipFile) -> None:
    moments = [info.date_time for info in pack.infolist()]
    assert moments == sorted(set(moments))
    assert moments[0] == (2026, 11, 1, 0, 0, 0)


def names_in(folder: Folder, name: str) -> list[str]:
    with ZipFile(folder.site / f"screens/{name}") as pack:
        return [path.partition("_")[2] for path in pack.namelist()]


def test_a_pack_holds_what_is_in_season_and_for_its_audience(screen_folder: Folder) -> None:
    """In November: not the storms of summer, not the quiz of December."""
    assert names_in(screen_folder, "tv.zip") == ["test-card.jpg", "stove.jpg", "ebike.jpg"]
    assert names_in(screen_folder, "tv-for-village.zip") == ["test-card.jpg", "stove.jpg", "ebike.jpg"]
    assert names_in(screen_folder, "tv-for-school.zip") == ["test-card.jpg", "ebike.jpg"]


def test_the_next_month_has_another_pack(tmp_path: Path) -> None:
    folder = write_screen_hub(tmp_path)
    build_hub(folder, today=date(2026, 12, 1))
    assert names_in(folder, "tv.zip") == ["test-card.jpg", "stove.jpg", "quiz.jpg", "ebike.jpg"]
    build_hub(folder, today=date(2027, 2, 1))
    assert names_in(folder, "tv.zip") == ["test-card.jpg", "ebike.jpg"]


def test_a_pack_leaves_out_what_is_over(tmp_path: Path) -> None:
    folder = write_screen_hub(tmp_path)
    fair = (tmp_path / "content/posters/ebike.md").read_text("utf-8")
    event = "event: {from: 2026-12-05, to: 2026-12-06, place: 广场}"
    (tmp_path / "content/posters/fair.md").write_text(fair.replace("units: [dafang]", event), "utf-8")
    build_hub(folder, today=date(2026, 12, 6))
    assert names_in(folder, "tv.zip") == ["test-card.jpg", "stove.jpg", "quiz.jpg", "fair.jpg", "ebike.jpg"]
    build_hub(folder, today=date(2026, 12, 7))
    assert names_in(folder, "tv.zip") == ["test-card.jpg", "stove.jpg", "quiz.jpg", "ebike.jpg"]
    build_hub(folder, today=date(2026, 12, 21))
    assert names_in(folder, "tv.zip") == ["test-card.jpg", "stove.jpg", "ebike.jpg"]


def test_a_pack_of_twenty_pictures_is_small_enough_for_a_minute(pack: ZipFile) -> None:
    """15 MB for 20 slides (JOURNEYS: a slow line, a slow stick)."""
    sizes = [info.file_size for info in pack.infolist()]
    assert sum(sizes) / len(sizes) * 21 < 15_000_000
    assert all(info.compress_type == ZIP_STORED for info in pack.infolist())


def test_the_pictures_of_a_pack_are_those_of_the_player(pack: ZipFile, screen_folder: Folder) -> None:
    for name in pack.namelist()[1:]:
        beside = screen_folder.site / f"screens/wide/{name.partition('_')[2]}"
        assert pack.read(name) == beside.read_bytes()


def test_the_test_card_is_a_picture_of_its_own_up_to_its_corners(pack: ZipFile) -> None:
    card = Image.open(io.BytesIO(pack.read(pack.namelist()[0]))).convert("RGB")
    for corner in ((8, 8), (1911, 8), (8, 1071), (1911, 1071)):
        red, green, blue = card.getpixel(corner)  # type: ignore[misc]
        assert red > 200, "the marks at the corners are yellow"
        assert green > 160
        assert blue < 150
    grey = card.convert("L")
    assert max(grey.getextrema()) - min(grey.getextrema()) > 200  # type: ignore[type-var, operator]
    assert len(card.getcolors(1920 * 1080) or ()) > 500


def test_two_packs_of_the_same_pictures_are_the_same_bytes() -> None:
    rows = [("000_a.jpg", b"one"), ("001_b.jpg", b"two")]
    first = zipped(rows, folder="KEPU-2026-11", day=date(2026, 11, 1))
    assert zipped(iter(rows), folder="KEPU-2026-11", day=date(2026, 11, 1)) == first
    assert first.startswith(b"PK\x03\x04")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("stove", "007_stove.jpg"),
        ("AUX 草海.JPG", "007_aux-jpg.jpg"),
        ("-- ", "007_poster.jpg"),
        ("a" * 90, f"007_{'a' * 40}.jpg"),
    ],
)
def test_a_name_is_made_safe_whatever_a_poster_is_called(name: str, shown: str) -> None:
    assert file_name(7, name) == shown


def test_no_pack_numbers_beyond_three_digits() -> None:
    with pytest.raises(ValueError, match="1000"):
        file_name(1000, "a")


def test_a_real_player_plays_a_pack_in_order(pack: ZipFile, tmp_path: Path) -> None:
    """mpv decodes each picture of the folder and tells which file it plays."""
    if not shutil.which("mpv"):
        pytest.skip("mpv is missing (Debian: mpv)")
    pack.extractall(tmp_path)
    flags = ["--no-config", "--vo=null", "--ao=null", "--image-display-duration=0.05", "--no-terminal"]
    log = tmp_path / "log"
    subprocess.run(
        ["mpv", *flags, f"--log-file={log}", str(tmp_path / "KEPU-2026-11")],
        check=True,
        timeout=60,
        capture_output=True,
    )
    played = re.findall(r"\[cplayer\] Playing: .*/(\d{3}_[\w-]+\.jpg)", log.read_text("utf-8"))
    shown = re.findall(r"\[cplayer\] VO: \[null\] (\d+x\d+)", log.read_text("utf-8"))
    assert played == [name.partition("/")[2] for name in pack.namelist()]
    assert set(shown) == {"1920x1080"}
