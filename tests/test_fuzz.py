"""Whatever is edited in between, a build must leave what a clean build would make, byte for byte."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from site_builder.build import Output, Step, Target, builder, keys, manifest
from site_builder.glance import look, remember, unchanged
from site_builder.pipeline import build_hub, verify_hub
from site_builder.plan import batches, groups, listings, pages
from site_builder.plan.search import blocks
from site_builder.render import recipes
from site_builder.settings import Folder
from tests.fuzz_hub import FuzzHub
from tests.site_text import files_in

TODAY = date(2026, 11, 23)
SEEDS = 6
STEPS = 55


def clean(root: Path, scratch: Path, *, afresh: bool = False) -> dict[str, bytes]:
    """Return what a build into an empty folder makes.

    Posters are remembered, apart from the hub's own, unless all is to be made afresh.
    """
    shutil.rmtree(scratch / "output", ignore_errors=True)
    for name in ("manifest", "index", "memo")[: 3 if afresh else 2]:
        shutil.rmtree(scratch / ".cache" / name, ignore_errors=True)
    (scratch / ".cache/snapshot").unlink(missing_ok=True)
    for name in ("content", "templates"):
        shutil.rmtree(scratch / name, ignore_errors=True)
        shutil.copytree(root / name, scratch / name)
    build_hub(Folder(scratch), today=TODAY)
    return files_in(scratch / "output/site")


def quiet(_step: Step) -> None:
    """Report nothing."""


def build(root: Path, pick: random.Random) -> None:
    """Build as the command does; now and then the power fails while files are written: then once more."""
    seen = look(str(root), TODAY.isoformat())
    if unchanged(str(root), seen):
        return

    def fail(step: Step) -> None:
        if step.what != "made" and pick.random() < 0.3:
            raise KeyboardInterrupt

    try:
        built = build_hub(Folder(root), today=TODAY, report=fail if pick.random() < 0.1 else quiet, seen=seen)
    except KeyboardInterrupt:
        built = build_hub(Folder(root), today=TODAY)
    outputs = [(file.path, file.size, file.stamp, file.digest) for file in built.files.values()]
    remember(str(root), built.seen, outputs=outputs, errors="", words="")


def first_difference(tmp_path: Path, seed: int, steps: int) -> str:
    """Return after which edits the hub differed from a clean one, and where; empty when it never did.

    In every other run the hub is planned in tiny batches, as if it were large.
    """
    pick = random.Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        if seed % 2:
            patch.setattr(batches, "BLOCK", 2)
            patch.setattr(pages, "NEAR", 1)
            patch.setattr(listings, "LEAVES", 1)
            for size in ("CUT", "IN_FILE", "IN_SHARD"):
                patch.setattr(blocks, size, 4)
        return _first_difference(tmp_path, pick, steps)


def _first_difference(tmp_path: Path, pick: random.Random, steps: int) -> str:
    hub = FuzzHub(tmp_path / "hub", pick)
    (tmp_path / "clean").mkdir()
    build(hub.root, pick)
    for step in range(steps):
        edits = [hub.edit() for _ in range(pick.choice([1, 1, 2, 3]))]
        build(hub.root, pick)
        hub.tidy()
        afresh = step % 11 == 10
        want, have = clean(hub.root, tmp_path / "clean", afresh=afresh), files_in(hub.root / "output/site")
        if want != have:
            wrong = sorted(path for path in want.keys() | have.keys() if want.get(path) != have.get(path))
            return f"step {step}, after {edits}: {wrong}"
    return ""


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_build_after_edits_equals_a_clean_one(tmp_path: Path, seed: int) -> None:
    assert first_difference(tmp_path, seed, STEPS) == ""


def test_making_all_afresh_agrees(tmp_path: Path) -> None:
    pick = random.Random(99)
    hub = FuzzHub(tmp_path / "hub", pick)
    for _ in range(8):
        hub.edit()
        build(hub.root, pick)
        hub.tidy()
        assert verify_hub(Folder(hub.root), today=TODAY) == []
    hub.edit_output()
    assert len(verify_hub(Folder(hub.root), today=TODAY)) == 1


def without(*names: str) -> Callable[..., dict[str, bytes]]:
    """Return fields that overlook some."""
    honest = keys.Digests.fields

    def fields(self: keys.Digests, target: Target) -> dict[str, bytes]:
        return {name: data for name, data in honest(self, target).items() if name not in names}

    return fields


def trusting(_root: str, row: Output) -> Output:
    return row


def forgetful(*_entries: object) -> str:
    return ""


FAULTS = {
    "template closure left out of the key": (recipes, "version_of", lambda *_: ""),
    "previous and next left out": (keys.Digests, "fields", without("previous", "next")),
    "no prune": (builder, "remove_file", lambda *_: None),
    "manifest trusted over disk": (manifest, "seen", trusting),
    "body left out": (keys.Digests, "fields", without("body")),
    "bodies left out of a batch": (pages, "bodies", forgetful),
    "documents left out of a batch": (pages, "tokens", forgetful),
    "links and tags left out of a batch": (pages, "words", forgetful),
    "documents left out of a list": (listings, "tokens", forgetful),
    "documents left out of a unit": (groups, "tokens", forgetful),
    "this month left out of a unit": (groups, "whys", forgetful),
    "documents left out of the search": (blocks, "faces", forgetful),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_fuzz_sees_a_planted_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    monkeypatch.setattr(*FAULTS[fault])
    for seed in range(SEEDS):
        if first_difference(tmp_path / str(seed), seed, STEPS):
            return
    pytest.fail(f"{SEEDS * STEPS} random builds did not notice: {fault}")
