"""`kepu sources`, `kepu pull --json`, and what sources.toml says about being asked."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import group
from site_builder.errors import SiteError
from site_builder.pull import health_of
from site_builder.settings import FeedSource, Folder, load_sources
from tests.loopback import Reply, serve_routes
from tests.pull_hub import NOW, hub, item, pull, rss, source

DAY = timedelta(days=1)
ONE = rss(item("雷雨天怎么躲", link="/1.html", guid="1", pubDate="Fri, 20 Nov 2026 08:30:00 +0800"))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def kepu(folder: Folder, *words: str) -> Result:
    return CliRunner().invoke(group, ["--hub", str(folder.root), *words])


def write_sources(folder: Folder, *rows: str) -> None:
    text = "\n".join(f'[[source]]\nsection = "health"\nallow = ["127.0.0.0/8"]\n{row}' for row in rows)
    (folder.content / "sources.toml").write_text(text, "utf-8")


def row(url: str, name: str = "a", more: str = "") -> str:
    return f'id = "{name}"\nname = "{name}站"\nurl = "{url}"\n{more}\n'


def told(folder: Folder, one: FeedSource, days: float = 0) -> str:
    (health,) = health_of([one], folder, NOW + days * DAY)
    return " ".join(health.advice)


def test_the_table_tells_what_the_last_pulls_found_and_asks_nobody(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/good": ONE, "/bad": Reply(status=404)}) as server:
        off = 'disabled = "没有订阅源"'
        write_sources(
            folder,
            row(f"{server.base}/good", "good"),
            row(f"{server.base}/bad", "bad"),
            row(f"{server.base}/off", "off", off),
        )
        before = kepu(folder, "sources").output
        kepu(folder, "pull")
        asked = len(server.log)
        after = kepu(folder, "sources")

        assert len(server.log) == asked == 2
    assert before.count("never asked yet → kepu pull --only") == 2
    assert after.exit_code == 0
    head, good, bad, advice, off_row, reason = after.output.splitlines()
    assert head.split()[0] == "source"
    assert good.split()[-5:-2] == ["1", "1", "0"]  # new, waiting, failures
    assert bad.split()[1:5] == ["never", "0", "0", "1"]
    assert advice == (
        "  there is nothing at this address (404 Not Found) → look on the site for the new address"
    )
    assert off_row.endswith("—")
    assert reason == "  switched off: 没有订阅源"


def test_columns_stand_below_each_other_whatever_the_names(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    write_sources(folder, row("http://127.0.0.1/", "a"), row("http://127.0.0.1/", "long-name-of-a-source"))
    rows = [line for line in kepu(folder, "sources").output.splitlines() if not line.startswith("  ")]
    widths = {sum(2 if ord(letter) > 0x2E80 else 1 for letter in line.split("never")[0]) for line in rows[1:]}
    assert len(widths) == 1


def test_every_trouble_comes_with_what_to_do(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    statuses = (401, 403, 404, 410, 412, 429, 500)
    with serve_routes({f"/{status}": Reply(status=status) for status in statuses}) as server:
        for status in statuses:
            one = source(f"{server.base}/{status}", id=f"s{status}")
            pull(folder, one)
            assert " → " in told(folder, one)


def test_the_last_success_is_remembered_through_failures(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/": ONE}) as server:
        one = source(server.base + "/")
        pull(folder, one)
        server.routes["/"] = Reply(status=500)
        for day in (2, 4):
            pull(folder, one, now=NOW + day * DAY)
        (health,) = health_of([one], folder, NOW + 4 * DAY)
        assert (health.succeeded, health.failures, health.new) == (NOW, 2, 0)
        assert health.due == NOW + 4 * DAY + timedelta(hours=23)

        server.routes["/"] = ONE
        pull(folder, one, now=NOW + 6 * DAY)
        (health,) = health_of([one], folder, NOW + 6 * DAY)
    assert (health.succeeded, health.failures, health.advice) == (NOW + 6 * DAY, 0, ())


def test_a_source_that_brings_nothing_new_for_months_is_told(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/": ONE}) as server:
        one = source(server.base + "/")
        pull(folder, one)
        pull(folder, one, now=NOW + 59 * DAY)
        assert told(folder, one, 59) == ""
        assert "nothing new for 61 days" in told(folder, one, 61)
        assert server.base in told(folder, one, 61)


def test_a_moved_and_a_changed_source_are_told(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/": Reply(status=301, headers={"Location": "/new"}), "/new": ONE}) as server:
        one = source(server.base + "/")
        pull(folder, one)
        assert f'url = "{server.base}/new"' in told(folder, one)
        assert "settings were changed" in told(folder, source(server.base + "/", limit=3))


def test_each_item_is_a_line_of_json(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    text = rss(
        item(
            "甲",
            link="/1",
            pubDate="Fri, 20 Nov 2026 08:30:00 +0800",
            description="<b>摘</b>要<script>x</script>",
        ),
        item("乙", link="/2", pubDate="2026-11-21"),
        item("丙"),
    )
    with serve_routes({"/a": text, "/b": Reply(status=500)}) as server:
        write_sources(
            folder,
            row(f"{server.base}/a", "a", 'rights = "full"\npermission = "函"'),
            row(f"{server.base}/b", "b"),
        )
        result = kepu(folder, "pull", "--json")
        rows = [json.loads(line) for line in result.stdout.splitlines()]
        again = kepu(folder, "pull", "--json", "--force")

    assert result.exit_code == again.exit_code == 1
    assert {frozenset(one) for one in rows} == {frozenset(("feed", "title", "link", "date", "html"))}
    assert {one["feed"] for one in rows} == {f"{server.base}/a"}
    assert [one["title"] for one in rows] == ["丙", "乙", "甲"]
    assert [one["date"] for one in rows] == [None, "2026-11-21", "2026-11-20T08:30:00+08:00"]
    assert rows[2] | {"feed": "", "title": "", "date": ""} == {
        **dict.fromkeys(("feed", "title", "date"), ""),
        "link": f"{server.base}/1",
        "html": "<b>摘</b>要",
    }
    assert "500 Internal Server Error" in result.stderr
    assert "a站: 3 new" in result.stderr
    assert again.stdout == ""
    assert len(list((folder.content / "inbox").glob("*/*.md"))) == 3


@pytest.mark.parametrize(("rights", "html"), [("link", ""), ("summary", "<p>摘要 &amp; 一</p>")])
def test_json_shows_no_more_than_the_rights_allow(tmp_path: Path, rights: str, html: str) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/a": rss(item("甲", link="/1", description="<p>摘要 &amp; 一</p>"))}) as server:
        write_sources(folder, row(f"{server.base}/a", "a", f'rights = "{rights}"'))
        (line,) = kepu(folder, "pull", "--json").stdout.splitlines()
    assert json.loads(line)["html"] == html


def test_a_source_that_is_switched_off_is_not_asked(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/a": ONE, "/b": ONE}) as server:
        write_sources(
            folder, row(f"{server.base}/a", "a", 'disabled = "等对方同意"'), row(f"{server.base}/b", "b")
        )
        assert "failed: 0, not due yet: 0" in kepu(folder, "pull").output
        named = kepu(folder, "pull", "--only", "a")

        assert server.paths == ["/b"]
    assert named.exit_code == 1
    assert "等对方同意" in named.stderr


def test_files_that_come_with_a_full_text_are_links_below_it(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    sound = '<enclosure url="/a.mp3" type="audio/mpeg"/></item>'
    text = rss(item("题", link="/1", description="字")).replace("</item>", sound)
    with serve_routes({"/": text}) as server:
        pull(folder, source(server.base + "/", rights="full", permission="函"))
        (file,) = (folder.content / "inbox" / "who").iterdir()
        assert file.read_text("utf-8").endswith(f"---\n\n字\n\n[音频]({server.base}/a.mp3)\n")


@pytest.mark.parametrize(
    ("contact", "end"),
    [
        ("kepu@example.org", "(+https://kepu.example.cn/; kepu@example.org)"),
        ("科普部 0857-0000000", "(+https://kepu.example.cn/; 0857-0000000)"),
        ("毕节市科协", "(+https://kepu.example.cn/)"),
        ("a\\r\\nX-Evil: 1", "(+https://kepu.example.cn/; a X-Evil 1)"),
    ],
)
def test_a_site_learns_who_asks_and_how_to_reach_them(tmp_path: Path, contact: str, end: str) -> None:
    folder = hub(tmp_path)
    settings = folder.content / "hub.toml"
    settings.write_text(settings.read_text("utf-8") + f'[organiser]\ncontact = "{contact}"\n', "utf-8")
    with serve_routes({"/a": ONE}) as server:
        write_sources(folder, row(f"{server.base}/a"))
        kepu(folder, "pull")
        assert server.log[0].headers["user-agent"].startswith("kepu/")
        assert server.log[0].headers["user-agent"].endswith(f" {end}")
        assert "x-evil" not in server.log[0].headers


def test_the_proxy_of_the_environment_is_used_and_no_proxy_is_heeded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = hub(tmp_path)
    with serve_routes({"http://kepu.example.org/a": ONE, "/b": ONE}) as server:
        monkeypatch.setenv("http_proxy", server.base.replace("//", "//user:pass%21@"))
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        write_sources(folder, row("http://kepu.example.org/a", "a"), row(f"{server.base}/b", "b"))
        assert kepu(folder, "pull").exit_code == 0
        by_path = {one.path: one.headers for one in server.log}
    assert by_path.keys() >= {"http://kepu.example.org/a", "/b"}
    assert by_path["http://kepu.example.org/a"]["proxy-authorization"] == "Basic dXNlcjpwYXNzIQ=="
    assert "proxy-authorization" not in by_path["/b"]


def test_a_proxy_of_an_unknown_kind_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = hub(tmp_path)
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:1")
    write_sources(folder, row("http://kepu.example.org/a"))
    assert "cannot use this kind of proxy → check HTTP_PROXY" in kepu(folder, "pull").stderr


def test_the_words_of_tls_are_checked(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    write_sources(folder, row("http://127.0.0.1/", "a", 'tls = "legacy"'), row("http://127.0.0.1/", "b"))
    assert [one.tls for one in load_sources(folder.content)] == ["legacy", "modern"]
    write_sources(folder, row("http://127.0.0.1/", "a", 'tls = "off"'))
    with pytest.raises(SiteError, match="tls cannot be “off”"):
        load_sources(folder.content)
