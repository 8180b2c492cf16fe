"""A whole pull against a real server: what is filed, what is told, what is remembered."""

# ruff: noqa: ANN401 - options are handed on to what names them

from __future__ import annotations

import gzip
import ipaddress
import json
import socket
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from site_builder.errors import SiteError
from site_builder.pull import Entry, Outcome, read_inbox, reject
from site_builder.pull.entry import Item
from site_builder.pull.errand import Errand
from site_builder.pull.intake import entry_of
from site_builder.pull.markdown import Prove
from site_builder.pull.memory import Visit
from site_builder.pull.polite import is_due, wait_after
from site_builder.pull.run import add_page
from site_builder.pull.visit import errand_for
from site_builder.settings import FeedSource
from tests.loopback import Asked, Reply, serve_routes
from tests.pull_hub import LOOPBACK, NOW, client, hub, inbox_files, item, prove, pull, rss, source, trouble

ONE = rss(
    item("雷雨天怎么躲", link="/1.html", guid="1", pubDate="2026-11-20", description="不要站在大树下。")
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_a_feed_becomes_files_an_editor_can_read(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/feed": ONE}) as server:
        (outcome,) = pull(folder, source(server.base + "/feed"))
        (name,) = inbox_files(folder)

        assert outcome == Outcome(source="who", name="某网站", new=1)
        assert name.startswith("who/2026-11-20-")
        assert inbox_files(folder)[name] == (
            f'---\ntitle: "雷雨天怎么躲"\ndate: 2026-11-20\nlink: "{server.base}/1.html"\nsource: "who"\n'
            'publisher: "某网站"\nsection: "health"\nguid: "1"\nrights: "summary"\n'
            'summary: "不要站在大树下。"\n'
            "fetched: 2026-11-23\n---\n\n不要站在大树下。\n"
        )


def test_rights_decide_how_much_is_kept(tmp_path: Path) -> None:
    full = {"content:encoded": "<p>全<b>文</b></p>"}
    long = rss(item("题目", link="/1", description="摘。" * 300, **full))
    long = long.replace("<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
    texts = {}
    with serve_routes({"/feed": long}) as server:
        for rights in ("link", "summary", "full"):
            folder = hub(tmp_path / rights)
            pull(folder, source(server.base + "/feed", rights=rights, permission="某网站，2026年"))
            (texts[rights],) = inbox_files(folder).values()

    assert "摘" not in texts["link"]
    assert "全" not in texts["link"] + texts["summary"]
    assert texts["summary"].endswith("\n---\n\n" + "摘。" * 100 + "\n")
    assert texts["full"].endswith("---\n\n全**文**\n")
    assert "permission" in texts["full"]
    assert "permission" not in texts["summary"]


def test_a_gbk_feed(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    body = ONE.replace("utf-8", "gb2312").encode("gb18030")
    with serve_routes({"/feed": Reply(body, headers={"Content-Type": "text/xml; charset=gb2312"})}) as server:
        pull(folder, source(server.base + "/feed"))

    assert "雷雨天怎么躲" in "".join(inbox_files(folder).values())


def test_one_bad_source_never_stops_the_others(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        dead = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    page = '<!DOCTYPE html><html><link rel="alternate" type="application/rss+xml" href="/real.xml"></html>'
    routes = {
        "/500": Reply(status=500),
        "/slow": Reply(b"x" * 500, pause=0.02),
        "/big": b"x" * 300_000,
        "/bomb": Reply(gzip.compress(b"\0" * 10_000_000), headers={"Content-Encoding": "gzip"}),
        "/inner": Reply(status=302, headers={"Location": "http://10.0.0.1/"}),
        "/loop": Reply(status=302, headers={"Location": "/loop"}),
        "/page": page,
        "/private": ONE,
        "/robots.txt": "User-agent: *\nDisallow: /private",
        "/good": ONE,
    }
    with serve_routes(routes) as server:
        urls = [dead, *(server.base + path for path in routes if path != "/robots.txt")]
        sources = [source(url, id=f"s{place}", name=url.rpartition("/")[2]) for place, url in enumerate(urls)]
        limits = {"seconds": 0.5, "size": 200_000}
        told: list[str] = []
        outcomes = pull(folder, *sources, limits=limits, report=lambda one: told.append(one.name))

    words = {one.name: trouble(one) for one in outcomes if one.problem}
    assert outcomes[-1].new == 1
    assert told == [one.name for one in outcomes]
    assert "no connections" in words[""]
    assert "500" in words["500"]
    assert "0.5 seconds" in words["slow"]
    assert "MiB" in words["big"]
    assert "MiB" in words["bomb"]
    assert "10.0.0.1" in words["inner"]
    assert "6 times" in words["loop"]
    assert f"feeds it names: {server.base}/real.xml" in words["page"]
    assert "robots.txt" in words["private"]
    assert len(words) == 9
    assert all(text.count("\n") == 0 and " → " in text for text in words.values())


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
def test_a_source_that_does_not_allow_it_never_reaches_this_machine(tmp_path: Path, host: str) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/feed": ONE}) as server:
        url = f"http://{host}:{server.base.rpartition(':')[2]}/feed"
        (outcome,) = pull(folder, source(url, allow=()))

        assert outcome.problem
        assert server.log == []


def test_a_kind_that_nobody_reads_is_told(tmp_path: Path) -> None:
    (outcome,) = pull(hub(tmp_path), source("http://127.0.0.1/", kind="file"))
    assert "file" in trouble(outcome)


def test_a_source_is_not_asked_before_it_is_due(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/feed": ONE}) as server:
        one = source(server.base + "/feed", every=DAY)
        pull(folder, one)

        assert pull(folder, one, now=NOW + 12 * HOUR)[0].waiting
        assert len(server.log) == 1
        assert not pull(folder, one, now=NOW + 12 * HOUR, ask_all=True)[0].waiting
        assert not pull(folder, one, now=NOW + 36 * HOUR)[0].waiting
        assert len(server.log) == 3


def test_a_source_whose_terms_were_changed_is_asked_afresh(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/feed": Reply(ONE.encode(), headers={"ETag": '"1"'})}) as server:
        pull(folder, source(server.base + "/feed", rights="link"))
        (outcome,) = pull(folder, source(server.base + "/feed", rights="summary"))

    assert outcome.changed == 1
    assert "大树" in "".join(inbox_files(folder).values())


def test_validators_of_the_last_visit_spare_the_second(tmp_path: Path) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == 'W/"7"' and "if-modified-since" in asked.headers:
            return Reply(status=304)
        return Reply(
            ONE.encode(), headers={"ETag": 'W/"7"', "Last-Modified": "Mon, 23 Nov 2026 00:00:00 GMT"}
        )

    folder = hub(tmp_path)
    with serve_routes({"/feed": answer}) as server:
        one = source(server.base + "/feed")
        pull(folder, one)
        (outcome,) = pull(folder, one, now=NOW + 2 * DAY)

        assert outcome == Outcome(source="who", name="某网站")
        assert server.log[1].headers["if-none-match"] == 'W/"7"'


def test_a_site_that_asks_for_patience_gets_it(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    busy = Reply(status=503, headers={"Retry-After": str(60 * 60 * 30)})
    with serve_routes({"/feed": busy}) as server:
        one = source(server.base + "/feed", every=HOUR)
        assert pull(folder, one)[0].problem
        assert pull(folder, one, now=NOW + 29 * HOUR)[0].waiting
        server.routes["/feed"] = ONE
        assert pull(folder, one, now=NOW + 31 * HOUR)[0].new == 1


def test_failures_in_a_row_double_the_wait_up_to_a_week() -> None:
    assert [wait_after(n, None) / HOUR for n in (1, 2, 3, 9, 1000)] == [1, 2, 4, 168, 168]
    assert wait_after(3, timedelta(minutes=5)) == timedelta(minutes=5)


def test_due_is_a_matter_of_values() -> None:
    assert is_due(Visit(), DAY, NOW)
    assert not is_due(Visit(asked=NOW), DAY, NOW + 22 * HOUR)
    assert is_due(Visit(asked=NOW), DAY, NOW + DAY - timedelta(minutes=1))
    assert not is_due(Visit(asked=NOW - 9 * DAY, not_before=NOW + HOUR), DAY, NOW)
    assert not is_due(Visit(gone=True), DAY, NOW)


def test_a_move_for_good_is_remembered_and_told_every_time(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/old": Reply(status=301, headers={"Location": "/new"}), "/new": ONE}) as server:
        one = source(server.base + "/old")
        assert pull(folder, one)[0].moved == server.base + "/new"
        assert pull(folder, one, ask_all=True)[0].moved == server.base + "/new"
        assert server.paths == ["/old", "/new", "/new"]

        server.routes["/new"] = Reply(
            status=404
        )  # it was not for good: the address written down counts again
        pull(folder, one, ask_all=True)
        pull(folder, one, ask_all=True)
        assert server.paths[4:] == ["/old", "/new"]


def test_a_closed_address_is_told_but_not_asked_again(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/feed": Reply(status=410)}) as server:
        one = source(server.base + "/feed")
        pull(folder, one)
        (outcome,) = pull(folder, one, now=NOW + 30 * DAY)

        assert "closed" in trouble(outcome)
        assert not outcome.waiting
        assert len(server.log) == 1


def test_only_the_newest_are_taken_up_to_the_limit(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    items = [item(f"第{n}天", link=f"/{n}", pubDate=f"2026-11-{n:02}") for n in range(1, 21)]
    with serve_routes({"/feed": rss(*items)}) as server:
        pull(folder, source(server.base + "/feed", limit=3))

    assert [name[4:14] for name in inbox_files(folder)] == ["2026-11-18", "2026-11-19", "2026-11-20"]


def test_duplicates_within_a_feed_are_filed_once(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    same = [item("甲", link="/1?utm_source=rss"), item("甲", link="/1#top"), item("甲", link="/1/")]
    shared_guid = [item("乙", link="/2", guid="x"), item("丙", link="/3", guid="x")]
    no_link = [item("丁"), item("戊"), item("丁")]
    with serve_routes({"/feed": rss(*same, *shared_guid, *no_link)}) as server:
        (outcome,) = pull(folder, source(server.base + "/feed"))
        again = pull(folder, source(server.base + "/feed"), now=NOW + 2 * DAY)[0]

    assert outcome.new == 5
    assert again.new == 0


def test_the_same_text_at_two_sources_is_one_item(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    routes = {
        "/a": rss(item("野生菌别乱采，中毒很危险", link="/a/1", guid="a1", pubDate="2026-11-20")),
        "/b": rss(item("野生菌别乱采,中毒很危险 ", link="/b/1", guid="b1", pubDate="2026-11-22")),
        "/c": rss(item("野生菌别乱采，中毒很危险", link="/c/1", guid="c1", pubDate="2026-10-01")),
    }
    with serve_routes(routes) as server:
        sources = [source(f"{server.base}/{name}", id=name) for name in "abc"]
        outcomes = pull(folder, *sources)
        pull(folder, *sources, now=NOW + 2 * DAY)

        assert [one.new for one in outcomes] == [1, 0, 1]
        first, third = inbox_files(folder).values()
        assert f'source: "b", link: "{server.base}/b/1"' in first
        assert "also" not in third


def test_the_same_items_give_the_same_files_whichever_server_is_faster(tmp_path: Path) -> None:
    text = rss(
        item("野生菌别乱采，中毒很危险", link="http://h.example.org/1", guid="x", pubDate="2026-11-20")
    )
    texts = []
    for slow in "ab":
        folder = hub(tmp_path / slow)
        routes = {f"/{name}": Reply(text.encode(), pause=0.001 if name == slow else 0) for name in "ab"}
        with serve_routes(routes) as server:
            pull(folder, *(source(f"{server.base}/{name}", id=name) for name in "ab"))
        texts.append(inbox_files(folder))

    assert texts[0] == texts[1]


def test_stopped_in_the_middle_nothing_is_lost(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    other = rss(item("乙", link="/2", guid="2"))

    def stop(_outcome: Outcome) -> None:
        raise KeyboardInterrupt

    with serve_routes({"/a": ONE, "/b": Reply(other.encode(), pause=0.2)}) as server:
        start = time.monotonic()
        sources = [source(server.base + "/a", id="a"), source(server.base + "/b", id="b")]
        with pytest.raises(KeyboardInterrupt):
            pull(folder, *sources, report=stop)
        assert time.monotonic() - start < 10
        assert len(inbox_files(folder)) == 1

        server.routes["/b"] = other
        outcomes = pull(folder, *sources)

    assert [one.waiting for one in outcomes] == [True, False]
    assert len(inbox_files(folder)) == 2


def test_two_pulls_of_one_hub_do_not_mix(tmp_path: Path) -> None:
    folder = hub(tmp_path)

    def again(_outcome: Outcome) -> None:
        pull(folder, source(server.base + "/feed"))

    with serve_routes({"/feed": ONE}) as server, pytest.raises(SiteError, match="another pull"):
        pull(folder, source(server.base + "/feed"), report=again)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"visits": {"who": {"asked": 3}}, "written": {}}', "\0"])
def test_a_damaged_memory_costs_only_a_visit(tmp_path: Path, text: str) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/feed": ONE}) as server:
        pull(folder, source(server.base + "/feed"))
        before = inbox_files(folder)
        (folder.cache / "pull" / "state.json").write_text(text, "utf-8")
        (outcome,) = pull(folder, source(server.base + "/feed"))

        assert len(server.log) == 2
        assert outcome.new == outcome.changed == 0
        assert inbox_files(folder) == before


def test_a_page_is_added_by_hand(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    page = """<html><head><title>防雷_某局</title><meta name="ArticleTitle" content="防雷">
      <meta name="PubDate" content="2026-07-15"></head><body><div id="zoom">打雷时不要站在大树下，尽快进屋，
      关好门窗，不碰水管和电器，等雷声停了三十分钟再出门。这一点要记牢。</div></body></html>"""
    with serve_routes({"/t1.html": page, "/feed": ONE}) as server:
        sources = [source(server.base + "/feed", section="farming")]
        url = server.base + "/t1.html"
        entry, result = add_page(url, sources, folder, client=client(), prove=prove)
        assert (result, entry.source, entry.section, entry.link) == ("new", "who", "farming", url)
        assert add_page(url, sources, folder, client=client(), prove=prove)[1] == "same"
        with pytest.raises(SiteError, match="private network"):
            add_page(url, [], folder, client=client(), prove=prove)
        for wrong in ("kepu", "http://[bad", "http://[x]/", "http://"):
            with pytest.raises(SiteError, match="not a web address"):
                add_page(wrong, sources, folder, client=client(), prove=prove)

    (text,) = inbox_files(folder).values()
    assert "尽快进屋" in text
    assert "三十分钟" not in text  # never more than a third of the text


def test_one_bad_item_loses_one_item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = hub(tmp_path)

    def stumble(source: FeedSource, one: Item, prove: Prove) -> Entry:
        if one.title == "乙":
            raise AttributeError("detached node")
        return entry_of(source, one, prove)

    monkeypatch.setattr("site_builder.pull.session.entry_of", stumble)
    with serve_routes({"/feed": rss(*(item(name, link=f"/{name}") for name in "甲乙丙"))}) as server:
        one = source(server.base + "/feed")
        (outcome,) = pull(folder, one)
        assert (outcome.new, outcome.lost, outcome.problem) == (2, ("乙",), None)
        monkeypatch.undo()
        assert pull(folder, one, ask_all=True)[0].new == 1  # asked again, not taken for read


@pytest.mark.parametrize(
    "hostile",
    [
        item("甲", guid="http://[x", link="/1"),
        item("甲", link="/1", description="x<sub>a<sup>2</sup></sub><sup><sub><sup>3</sup></sub></sup>"),
        item("甲", link="/1", pubDate="Tue, 03 Nov 2026 23:30:00 +9999"),
        item("甲", link="/1", pubDate="0001-01-01T00:00:00+14:00"),
        item("甲", link="/1", pubDate="9999-12-31T23:59:59-12:00"),
        item("甲", link="/1", pubDate="Fri, 31 Dec 9999 23:59:59 -1200"),
    ],
)
def test_hostile_items_are_taken_like_any_other(tmp_path: Path, hostile: str) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/feed": rss(hostile, item("乙", link="/2"))}) as server:
        one = source(server.base + "/feed", rights="full", permission="函")
        assert pull(folder, one) == (Outcome(source="who", name="某网站", new=2),)
    assert not any("9999" in name or "0001" in name for name in inbox_files(folder))


def test_whatever_goes_wrong_at_one_source_stays_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = hub(tmp_path)

    def stumble(asked: FeedSource, last: Visit, **options: Any) -> Errand:
        if asked.id == "a":
            raise OverflowError
        return errand_for(asked, last, **options)

    monkeypatch.setattr("site_builder.pull.visit.errand_for", stumble)
    with serve_routes({"/feed": ONE}) as server:
        bad, good = pull(folder, *(source(server.base + "/feed", id=name) for name in "ab"))

    assert "OverflowError" in trouble(bad)
    assert good.new == 1


def test_an_editor_may_decide_while_a_pull_runs(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({}) as server:
        for name in "abc":
            server.routes[f"/{name}"] = rss(item(f"野生菌别乱采 {name}", link=f"/{name}", guid=name))
        sources = [source(f"{server.base}/{name}", id=name) for name in "abc"]
        pull(folder, *sources)
        waiting = [one.entry.id for one in read_inbox(folder.content)[0]]
        for name in "abc":
            server.routes[f"/{name}"] = rss(item(f"野生菌别乱采！{name}", link=f"/{name}", guid=name))

        def decide(outcome: Outcome) -> None:
            if outcome.source == "a":
                for id_ in waiting:
                    reject(folder, id_, reason="不要")

        outcomes = pull(folder, *sources, ask_all=True, report=decide)

    assert [one.changed + one.new for one in outcomes] == [1, 0, 0]
    assert list(inbox_files(folder)) == ["rejected.txt"]


def test_a_file_that_is_broken_while_a_pull_runs_loses_one_item(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    title = "野生菌别乱采，中毒很危险"

    def spoil(outcome: Outcome) -> None:
        if outcome.source == "a":
            next((folder.content / "inbox" / "a").iterdir()).write_bytes(b"\xff\xff\xff")

    routes = {"/a": rss(item(title, link="/a")), "/b": rss(item(title, link="/b"), item("乙", link="/2"))}
    with serve_routes(routes) as server:
        outcomes = pull(folder, *(source(f"{server.base}/{id_}", id=id_) for id_ in "ab"), report=spoil)

    assert (outcomes[1].new, outcomes[1].lost) == (1, (title,))


def test_what_the_limit_leaves_comes_at_the_next_visits(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    items = [item(f"第{n}天", link=f"/{n}", pubDate=f"2026-11-{n:02}") for n in range(1, 8)]
    feed = Reply(rss(*items).encode(), headers={"ETag": '"1"'})
    with serve_routes({"/feed": feed}) as server:
        one = source(server.base + "/feed", limit=3)
        news = [pull(folder, one, now=NOW + 2 * day * DAY)[0].new for day in range(4)]
        assert news == [3, 3, 1, 0]
        assert "if-none-match" in server.log[-1].headers


@pytest.mark.parametrize(
    "mended", [{"allow": LOOPBACK}, {"every": HOUR}, {"name": "新名"}, {"trust": "auto"}, {"level": "市"}]
)
def test_a_source_is_due_as_soon_as_a_setting_was_mended(tmp_path: Path, mended: dict[str, Any]) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/feed": ONE}) as server:
        wider = (*LOOPBACK, ipaddress.ip_network("10.0.0.0/8"))
        pull(folder, source(server.base + "/feed", allow=wider))
        pull(folder, source(server.base + "/feed", **{"allow": wider, **mended}))

        assert len(server.log) == 2


def test_a_source_that_waits_because_it_failed_says_so(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/feed": Reply(status=500), "/good": ONE}) as server:
        two = [source(server.base + "/feed"), source(server.base + "/good", id="good")]
        pull(folder, *two)
        assert [(one.waiting, one.resting) for one in pull(folder, *two)] == [(True, True), (True, False)]


def test_a_clock_that_once_ran_ahead_silences_nobody(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/feed": ONE}) as server:
        pull(folder, source(server.base + "/feed"), now=NOW + 900 * DAY)
        assert not pull(folder, source(server.base + "/feed"))[0].waiting
    assert is_due(Visit(asked=NOW + 9 * DAY, not_before=NOW + 10 * DAY), DAY, NOW)


def test_the_memory_is_readable_and_names_no_clock_in_the_content(tmp_path: Path) -> None:
    texts = []
    for place, now in enumerate((NOW, NOW + HOUR)):
        folder = hub(tmp_path / str(place))
        with serve_routes({"/feed": ONE.replace("/1.html", "http://h.example.org/1")}) as server:
            pull(folder, source(server.base + "/feed"), now=now)
        assert json.loads((folder.cache / "pull" / "state.json").read_text("utf-8"))["visits"]["who"]["asked"]
        texts.append(inbox_files(folder))

    assert texts[0] == texts[1]


def json_page(first: int, last: int, following: str = "") -> str:
    rows = [{"id": str(n), "url": f"/{n}.html", "title": f"第{n}条科普知识"} for n in range(first, last, -1)]
    page = {"version": "https://jsonfeed.org/version/1.1", "items": rows, "next_url": following}
    return json.dumps(page)


def test_a_json_feed_is_read_on_where_it_goes_on_until_all_is_known(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/feed": json_page(30, 20, "/2"), "/2": json_page(20, 10, "/3")}) as server:
        server.routes["/3"] = json_page(10, 0, "/2")  # leads back
        one = source(server.base + "/feed", limit=15)
        assert pull(folder, one)[0].new == 15
        assert server.paths == ["/feed", "/2", "/3"]
        assert pull(folder, one, now=NOW + DAY)[0].new == 15  # what the first visit left
        server.log.clear()
        server.routes["/feed"] = json_page(31, 21, "/2")
        assert pull(folder, one, now=NOW + 2 * DAY)[0].new == 1
        assert server.paths == ["/feed"]
        server.routes["/feed"] = json_page(45, 35, "/new")
        server.routes["/new"] = json_page(35, 25, "/2")
        assert pull(folder, one, now=NOW + 3 * DAY)[0].new == 14
        assert server.paths[1:] == ["/feed", "/new"]


def test_the_pages_of_a_json_feed_end_at_the_limit_and_at_other_hosts(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({}) as server:
        for number in range(1, 9):
            server.routes[f"/{number}"] = json_page(900 - number * 10, 895 - number * 10, f"/{number + 1}")
        assert pull(folder, source(server.base + "/1", pages=2))[0].new == 10
        assert server.paths == ["/1", "/2"]
        server.routes["/9"] = json_page(99, 95, "http://127.0.0.2:9/")
        assert pull(folder, source(server.base + "/9", id="x")) == (
            Outcome(source="x", name="某网站", new=4),
        )


def test_trouble_with_a_further_page_is_told_and_the_first_is_kept(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/feed": json_page(9, 5, "/2"), "/2": Reply(status=503)}) as server:
        one = source(server.base + "/feed")
        (outcome,) = pull(folder, one)
        assert outcome.new == 4
        assert "503" in trouble(outcome)
        server.routes["/2"] = json_page(5, 0)
        assert pull(folder, one, now=NOW + DAY) == (Outcome(source="who", name="某网站", new=5),)
