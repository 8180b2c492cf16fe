"""The desk over real connections: who is let in, what is told, what is done."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from typing import Any

import pytest

from site_builder.desk import Desk, Room, open_desk
from site_builder.pull import amend, find, reject
from tests.desk_hub import DAY, desk_hub
from tests.site_text import files_in

TOKEN = "t0ken"
PATIENCE = 60  # seconds until a test gives up; no test waits that long


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    room = Room(desk_hub(tmp_path_factory.mktemp("desk")), lambda: DAY)
    with open_desk(room, token=TOKEN, port=0) as desk:
        thread = threading.Thread(target=desk.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield desk
        desk.shutdown()
        thread.join(PATIENCE)
        room.close()


def ask(
    desk: Desk, path: str, *, token: str = TOKEN, body: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection("127.0.0.1", desk.port, timeout=PATIENCE)
    try:
        sent = {"Origin": desk.origin} | headers if body is not None else headers
        connection.request("POST" if body is not None else "GET", f"/{token}/{path}", body, sent)
        answer = connection.getresponse()
        return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def told(desk: Desk, path: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(ask(desk, path)[2])


def do(desk: Desk, deed: str, **wish: object) -> tuple[int, Any]:
    status, _headers, body = ask(desk, f"api/{deed}", body=json.dumps(wish).encode())
    return status, json.loads(body)


def row(desk: Desk, title: str) -> dict[str, str]:
    found: dict[str, str] = next(one for one in told(desk, "api/queue")["rows"] if one["title"] == title)
    return found


def test_only_who_knows_the_address_is_let_in(desk: Desk) -> None:
    assert ask(desk, "")[0] == 200
    assert ask(desk, "", token="wrong")[0] == 403
    assert ask(desk, "api/queue", Host="evil.example.org")[0] == 403
    assert ask(desk, "api/queue", Host=f"localhost:{desk.port}")[0] == 403
    for path in ("../../hub.toml", "%2e%2e/x", "page/desk.py", "nothing"):
        assert ask(desk, path)[0] in (403, 404)


@pytest.mark.parametrize("origin", ["https://evil.example.org", "null", ""])
def test_another_site_cannot_decide(desk: Desk, origin: str) -> None:
    one = row(desk, "洋芋窖藏别烂窖")
    before = files_in(desk.room.folder.content)
    body = json.dumps({"id": one["id"], "mark": one["mark"], "reason": "x"}).encode()

    assert ask(desk, "api/reject", body=body, Origin=origin)[0] == 403
    assert files_in(desk.room.folder.content) == before


def test_what_is_too_large_or_no_deed_is_refused(desk: Desk) -> None:
    assert ask(desk, "api/reject", body=b"{" + b" " * 70_000)[0] == 403
    for path, body in (("api/reject", b"{"), ("api/nosuch", b"{}"), ("queue", b"{}")):
        assert ask(desk, path, body=body)[0] == 404
    assert ask(desk, "api/reject", body=b"[]")[0] == 409


def test_nothing_from_elsewhere_is_loaded_and_no_address_leaks(desk: Desk) -> None:
    one = row(desk, "洋芋窖藏别烂窖")
    _status, page, _body = ask(desk, "")
    _status, preview, shown = ask(desk, f"show/articles/a/x.html?item={one['id']}")

    assert "default-src 'none'" in page["content-security-policy"]
    assert page["referrer-policy"] == "no-referrer"
    assert preview["content-security-policy"].startswith("sandbox allow-same-origin;")
    assert b"<script" not in shown


def test_the_riskiest_comes_first_with_its_reasons_and_twins(desk: Desk) -> None:
    queue = told(desk, "api/queue")
    stove = told(desk, f"api/item/{row(desk, '冬季烤火防中毒：先看烟囱')['id']}")

    assert queue["rows"][0]["level"] == "high"
    assert queue["reviewer"] == "科普部"
    assert [twin["key"] for twin in stove["twins"]] == ["articles/disaster/stove.md"]
    assert [poster["slug"] for poster in stove["posters"]] == ["stove"]
    assert {reason["weight"] for reason in stove["reasons"]} == {2, 3}


def test_an_item_is_shown_as_the_page_it_would_become(desk: Desk) -> None:
    one = row(desk, "洗手的七个步骤")
    page = ask(desk, f"show/articles/a/x.html?item={one['id']}&by=%E7%A7%91%E6%99%AE%E9%83%A8")[2].decode()

    assert "洗手的七个步骤" in page
    assert "示例函〔2026〕3号" in page
    assert "科普部" in page
    style = page.split('rel="stylesheet" href="../../')[1].split('"')[0]
    assert ask(desk, f"show/{style}")[0] == 200


def test_a_decision_is_made_and_taken_back(desk: Desk) -> None:
    before = files_in(desk.room.folder.content)
    one = row(desk, "玉米收回来怎么防霉")
    status, said = do(desk, "accept", id=one["id"], mark=one["mark"], reviewer="科普部")

    assert (status, "玉米收回来怎么防霉" in said["said"]) == (200, True)
    assert one["id"] not in {row["id"] for row in told(desk, "api/queue")["rows"]}
    assert told(desk, "api/queue")["decided"][0]["what"] == "accepted"
    assert do(desk, "undo", id=one["id"])[0] == 200
    assert files_in(desk.room.folder.content) == before


def test_a_full_text_needs_evidence_and_what_is_filled_in_goes_into_its_file(desk: Desk) -> None:
    one = row(desk, "高血压病人冬天要注意什么")
    status, refusal = do(desk, "accept", id=one["id"], mark=one["mark"])
    assert (status, "evidence" in refusal["problems"][0]["message"]) == (409, True)

    evidence = [{"who": "示例疾控中心", "url": "https://clinic.example.org/"}, {"who": ""}]
    values = {"evidence": evidence, "audience": ["village"], "unknown": "x"}
    assert do(desk, "amend", id=one["id"], mark=one["mark"], values=values)[0] == 200
    fresh = told(desk, f"api/item/{one['id']}")
    text = find(desk.room.folder, one["id"]).file.read_text("utf-8")

    assert fresh["evidence"] == [{"who": "示例疾控中心", "title": "", "url": "https://clinic.example.org/"}]
    assert 'audience: ["village"]' in text
    assert "unknown" not in text
    assert do(desk, "accept", id=one["id"], mark=one["mark"])[0] == 409  # read before it was filled in
    assert do(desk, "accept", id=one["id"], mark=fresh["mark"])[0] == 200


def test_what_somebody_else_has_decided_or_changed_is_told(desk: Desk) -> None:
    gone, changed = row(desk, "辣椒育苗温棚管理要点"), row(desk, "隔夜菜到底能不能吃")
    reject(desk.room.folder, gone["id"], reason="别处退的")
    amend(desk.room.folder, changed["id"], {"title": "隔夜菜能不能吃"})

    status, refusal = do(desk, "accept", id=gone["id"], mark=gone["mark"])
    assert (status, "别处退的" in refusal["problems"][0]["message"]) == (409, True)
    status, refusal = do(desk, "link", id=changed["id"], mark=changed["mark"])
    assert (status, "changed meanwhile" in refusal["problems"][0]["message"]) == (409, True)


def test_settings_with_a_mistake_are_told_not_a_crash(tmp_path: Path) -> None:
    room = Room(desk_hub(tmp_path, 1), lambda: DAY)
    (room.folder.content / "hub.toml").write_text("name = \n", "utf-8")
    with open_desk(room, token=TOKEN, port=0) as desk:
        threading.Thread(target=desk.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        status, _headers, body = ask(desk, "api/queue")
        desk.shutdown()
    room.close()

    assert status == 409
    assert "hub.toml" in json.loads(body)["problems"][0]["where"]


def test_a_browser_that_asks_while_the_desk_closes_is_hung_up_on_and_nothing_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room = Room(desk_hub(tmp_path, 1), lambda: DAY)
    with open_desk(room, token=TOKEN, port=0) as desk:
        threading.Thread(target=desk.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        room.close()
        with pytest.raises(RemoteDisconnected):
            ask(desk, "api/queue")
        desk.shutdown()

    assert capsys.readouterr().err == ""
