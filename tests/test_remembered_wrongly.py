"""What builds remember is damaged, forged, or was seen at a bad moment: the hub is right all the same."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from site_builder import pinyin
from site_builder.errors import SiteError
from site_builder.glance import hub_of, look, remember, unchanged
from site_builder.pipeline import build_hub, verify_hub
from site_builder.read import index
from site_builder.settings import Folder
from tests.site_text import files_in, write_site

TODAY = date(2026, 11, 23)
HUB = """
    -- content/hub.toml --
    name = "科普"
    -- content/articles/health/a.md --
    ---
    title: 甲
    date: 2026-11-01
    tags: [防雷]
    ---
    ## 看云

    正文。
    """


@pytest.fixture
def hub(tmp_path: Path) -> Folder:
    folder = Folder(write_site(tmp_path, HUB))
    pinyin.forget()
    build_hub(folder, today=TODAY)
    return folder


def shards(folder: Folder, name: str) -> list[Path]:
    return sorted((folder.cache / name).iterdir())


@pytest.mark.parametrize("name", ["index", "manifest"])
def test_a_flipped_byte_is_noticed(hub: Folder, name: str) -> None:
    before = files_in(hub.site)
    for file in shards(hub, name):
        data = file.read_bytes()
        file.write_bytes(data.replace("甲".encode(), "乙".encode()).replace(b"a.html", b"b.html"))
    write_site(hub.root, '-- content/hub.toml --\nname = "科普"\ntagline = "新"\n')
    build_hub(hub, today=TODAY)
    write_site(hub.root, '-- content/hub.toml --\nname = "科普"\n')
    build_hub(hub, today=TODAY)
    assert files_in(hub.site) == before


def test_a_forged_address_leads_nowhere(hub: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = index.load

    def forged(folder: Path | None) -> index.Index:
        found = honest(folder)
        return index.Index(
            texts=found.texts,
            pictures=found.pictures,
            slugs={"防雷": "../../../outside"},
            doubtful=found.doubtful,
        )

    monkeypatch.setattr(index, "load", forged)
    with pytest.raises(SiteError, match="leads out of the site"):
        build_hub(hub, today=TODAY)
    assert not list(hub.root.rglob("outside*"))


def test_a_link_among_the_templates_is_looked_behind(hub: Folder) -> None:
    shared = hub.root / "shared.html"
    shared.write_text("一", "utf-8")
    hub.templates.mkdir()
    (hub.templates / "404.html").symlink_to(shared)
    for words in ("一", "二"):
        shared.write_text(words, "utf-8")
        build_as_the_command_does(hub)
        assert (hub.site / "404.html").read_text("utf-8") == words


def build_as_the_command_does(folder: Folder) -> None:
    root = str(folder.root)
    seen = look(root, TODAY.isoformat())
    if unchanged(root, seen):
        return
    built = build_hub(folder, today=TODAY, seen=seen)
    outputs = [(file.path, file.size, file.stamp, file.digest) for file in built.files.values()]
    remember(root, built.seen, outputs=outputs, errors="", words="")


def test_a_damaged_snapshot_costs_a_build_no_more(hub: Folder) -> None:
    root = str(hub.root)
    seen = look(root, TODAY.isoformat())
    (hub.cache / "snapshot").write_text(f"{seen.text}\0one two\0\0\0", "utf-8")
    assert unchanged(root, seen) is None


def test_a_folder_that_is_no_hub_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert hub_of(["build"]) == ""
    assert hub_of(["--hub", str(tmp_path), "build"]) == ""


def test_verifying_asks_the_dictionary_and_not_the_memory(hub: Folder) -> None:
    pinyin.forget()
    pinyin.know({"看云": "kan qun"})
    for file in shards(hub, "index"):
        file.unlink()
    build_hub(hub, today=TODAY)
    assert 'id="kan-qun"' in (hub.site / "articles/health/a.html").read_text("utf-8")
    edition = "search.html"  # it names the edition of all texts
    assert verify_hub(hub, today=TODAY) == ["articles/health/a.html", edition]


@pytest.mark.skipif(os.name != "posix", reason="the permissions of POSIX")
def test_a_cache_that_cannot_be_written_costs_time_only(hub: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_row: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(index, "write_shard", full)
    write_site(hub.root, HUB.replace("甲", "丁"))
    build_hub(hub, today=TODAY)
    assert "丁" in (hub.site / "articles/health/a.html").read_text("utf-8")
