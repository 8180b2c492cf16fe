"""A decision can be taken back: the item lies in the inbox again byte for byte, and nothing else is lost."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from site_builder.digest import digest
from site_builder.errors import SiteError
from site_builder.pull import amend, decisions, find, read_inbox, reject, settle, undo
from site_builder.settings import Folder
from tests.loopback import Reply, serve_routes
from tests.pull_hub import accept, hub, inbox_files, item, pull, rss, source
from tests.site_text import files_in

ODD = "\ufeff---\r\ntitle:   我的  # mine\r\nsection: health\r\n---\r\n\r\ntext  \r\n\r\n".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = hub(tmp_path)
    with serve_routes({}) as server:
        rows = [
            item(title, link=f"https://h.example.org/{title}", description="摘要。") for title in "甲乙丙"
        ]
        server.routes["/"] = rss(*rows)
        pull(folder, source(server.base + "/"))
    return folder


def ids(folder: Folder) -> list[str]:
    return [one.entry.id for one in read_inbox(folder.content)[0]]


@pytest.mark.parametrize("how", ["accept", "link", "reject"])
@pytest.mark.parametrize("odd", [False, True], ids=["as pulled", "as an editor saved it"])
def test_taking_back_leaves_the_content_as_it_was(folder: Folder, how: str, *, odd: bool) -> None:
    one = ids(folder)[1]
    if odd:
        find(folder, one).file.write_bytes(ODD)
    before = files_in(folder.content)
    if how == "reject":
        reject(folder, one, reason="广告")
    else:
        accept(folder, one, link_only=how == "link")
    changed = files_in(folder.content)

    assert undo(folder).id == one
    assert changed != before
    assert files_in(folder.content) == before
    with pytest.raises(SiteError, match="no decision to take back"):
        undo(folder)


def test_decisions_are_taken_back_one_after_the_other_or_by_their_item(folder: Folder) -> None:
    before = files_in(folder.content)
    first, second, third = ids(folder)
    accept(folder, first)
    reject(folder, second, reason="广告")
    accept(folder, third, link_only=True)

    assert [one.what for one in decisions(folder)] == ["linked", "rejected", "accepted"]
    assert undo(folder, first[:5]).id == first
    assert undo(folder).id == third
    assert undo(folder).id == second
    assert files_in(folder.content) == before


def test_an_item_that_was_taken_back_is_not_pulled_anew_over_its_edits(folder: Folder) -> None:
    one = ids(folder)[0]
    amend(folder, one, {"summary": "我写的要点"})
    reject(folder, one, reason="广告")
    undo(folder)
    with serve_routes({}) as server:
        title = find(folder, one).entry.title
        server.routes["/"] = rss(item(title, link=f"https://h.example.org/{title}", description="新的。"))
        pull(folder, source(server.base + "/"))

    assert find(folder, one).entry.summary == "我写的要点"


def test_an_item_that_is_taken_back_while_a_pull_runs_keeps_its_edits(folder: Folder) -> None:
    one = ids(folder)[0]
    title = find(folder, one).entry.title
    amend(folder, one, {"summary": "我写的要点"})
    reject(folder, one, reason="广告")
    with serve_routes({}) as server:
        server.routes["/a"] = lambda _asked: _after(undo(folder))
        server.routes["/b"] = rss(item(title, link=f"https://h.example.org/{title}", description="新的。"))
        pull(folder, source(server.base + "/a", id="a"), source(server.base + "/b", id="who"))

    assert find(folder, one).entry.summary == "我写的要点"


def _after(_undone: object) -> Reply:
    return Reply(rss().encode())


def test_an_article_that_somebody_has_worked_on_stays(folder: Folder) -> None:
    file = accept(folder, ids(folder)[0])
    file.write_text(file.read_text("utf-8") + "\n我补的一段。\n", "utf-8")
    before = files_in(folder.content)
    with pytest.raises(SiteError, match="changed after it was accepted: content/articles/health/") as caught:
        undo(folder)

    assert "delete it yourself" in caught.value.problems[0].hint
    assert files_in(folder.content) == before


def test_an_article_that_was_there_before_stays(folder: Folder) -> None:
    one = ids(folder)[0]
    file = accept(folder, one)
    text = file.read_bytes()
    undo(folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text)
    accept(folder, one)
    undo(folder)

    assert file.read_bytes() == text
    assert one in ids(folder)


def test_an_article_that_was_deleted_does_not_keep_the_item_away(folder: Folder) -> None:
    one = ids(folder)[0]
    accept(folder, one).unlink()
    undo(folder)

    assert one in ids(folder)


@pytest.mark.parametrize("step", ["write_file", "note_decision", "remove_file"])
def test_an_interrupted_decision_is_done_again_and_taken_back_whole(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before, one = files_in(folder.content), ids(folder)[0]

    def interrupt(*_values: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(f"site_builder.pull.curate.{step}", interrupt)
        with pytest.raises(KeyboardInterrupt):
            accept(folder, one)
    assert one in ids(folder)
    assert [decision.id for decision in decisions(folder)] == []
    accept(folder, one)
    undo(folder)

    assert files_in(folder.content) == before


@pytest.mark.parametrize("step", ["remove_file", "strike", "write_file"])
def test_an_interrupted_taking_back_is_carried_on(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before, one = files_in(folder.content), ids(folder)[0]
    accept(folder, one)

    def interrupt(*_values: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(f"site_builder.pull.decided.{step}", interrupt)
        with pytest.raises(KeyboardInterrupt):
            undo(folder)
    undo(folder)

    assert files_in(folder.content) == before


def test_what_is_remembered_may_be_deleted_or_damaged(folder: Folder) -> None:
    first, second, _third = ids(folder)
    reject(folder, first, reason="广告")
    reject(folder, second, reason="广告")
    last = max((folder.cache / "pull" / "decisions").iterdir())
    last.write_text("{", "utf-8")

    assert undo(folder).id == first
    shutil.rmtree(folder.cache)
    with pytest.raises(SiteError, match="no decision to take back"):
        undo(folder)


def test_whoever_decides_on_what_somebody_else_has_decided_is_told(folder: Folder) -> None:
    first, second, _third = ids(folder)
    file = accept(folder, first)
    reject(folder, second, reason="广告推销")

    with pytest.raises(SiteError, match=f"{first} was accepted: articles/health/{file.name}") as caught:
        reject(folder, first, reason="不要")
    with pytest.raises(SiteError, match=f"{second} was rejected: 广告推销"):
        accept(folder, second)
    assert f"kepu inbox undo {first}" in caught.value.problems[0].hint


def test_nobody_decides_on_a_text_that_changed_since_it_was_read(folder: Folder) -> None:
    one = find(folder, ids(folder)[0])
    seen = digest(one.file.read_bytes())
    amend(folder, one.entry.id, {"title": "别的题"}, seen=seen)
    before = files_in(folder.content)
    for decide in (
        lambda: accept(folder, one.entry.id, seen=seen),
        lambda: reject(folder, one.entry.id, reason="不要", seen=seen),
        lambda: amend(folder, one.entry.id, {"title": "又一题"}, seen=seen),
    ):
        with pytest.raises(SiteError, match="changed meanwhile"):
            decide()

    assert files_in(folder.content) == before


def test_of_two_who_decide_at_once_one_is_told(folder: Folder) -> None:
    one = ids(folder)[0]

    def decide(number: int) -> str:
        try:
            if number % 2:
                reject(folder, one, reason="不要")
            else:
                accept(folder, one)
        except SiteError as error:
            return str(error)
        return "done"

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(decide, range(8)))

    assert said.count("done") == 1
    assert all("was accepted" in words or "was rejected" in words for words in said if words != "done")


def test_a_newer_version_is_taken_or_put_away_and_that_is_taken_back(folder: Folder) -> None:
    one = find(folder, ids(folder)[0])
    newer = one.file.with_name(f"{one.file.name}.new")
    newer.write_bytes(one.file.read_bytes().replace("摘要".encode(), "新摘要".encode()))
    before = files_in(folder.content)

    assert settle(folder, one.entry.id, take_newer=True).entry.summary == "新摘要。"
    assert not newer.exists()
    undo(folder)
    assert files_in(folder.content) == before
    assert settle(folder, one.entry.id, take_newer=False).entry.summary == "摘要。"
    undo(folder)
    assert files_in(folder.content) == before
    settle(folder, one.entry.id, take_newer=True)
    with pytest.raises(SiteError, match="no newer version"):
        settle(folder, one.entry.id, take_newer=True)
    amend(folder, one.entry.id, {"summary": "我改的。"})
    with pytest.raises(SiteError, match="changed after this decision"):
        undo(folder)


def test_taking_only_the_link_takes_no_word_of_the_text(folder: Folder) -> None:
    one = find(folder, ids(folder)[0])
    amend(
        folder,
        one.entry.id,
        {"source": {"name": "某站", "url": one.entry.link, "license": "permitted", "permission": "函"}},
    )
    text = accept(folder, one.entry.id, link_only=True, reviewer="科普部").read_text("utf-8")

    assert "摘要" not in text
    assert "permission" not in text
    assert 'license: "link-only"' in text
    assert 'reviewed: {by: "科普部", on: 2026-11-23}' in text
    assert "kepu" not in inbox_files(folder)["accepted.txt"]


def test_a_full_text_that_nobody_permitted_is_refused_but_its_link_is_not(folder: Folder) -> None:
    one = ids(folder)[0]
    amend(folder, one, {"rights": "full"})
    with pytest.raises(SiteError, match="who permitted the full text") as caught:
        accept(folder, one)

    assert f"kepu inbox link {one}" in caught.value.problems[0].hint
    assert accept(folder, one, link_only=True).exists()
