"""City › county › township › village: the same texts at every level, over the network and on a stick."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from site_builder.front import text_digest
from site_builder.pipeline import prepare
from site_builder.plan.codes import code_of
from tests.chain_hubs import (
    DAY,
    LEVELS,
    Hub,
    by_folder,
    by_network,
    by_zip,
    hand_down,
    make_chain,
    make_hub,
    stove,
)
from tests.loopback import serve_routes
from tests.site_text import files_in

BASE = "http://127.0.0.1:8765"
POSTER, ARTICLE, NOTICE = "posters/stove.md", "articles/health/stove/index.md", "notices/talk.md"
FLUE = "articles/health/stove/flue.svg"
NEW = stove("火盆端到屋外。")


@pytest.fixture
def hubs(tmp_path: Path) -> dict[str, Hub]:
    """Return four hubs whose texts came down from the city, by folder."""
    chain = make_chain(tmp_path, BASE)
    hand_down(chain, by_folder)
    return chain


def codes(hub: Hub) -> list[str]:
    return [code_of(poster) for poster in prepare(hub.folder, today=DAY).hub.posters]


def test_network_folder_and_zip_file_bring_the_same(tmp_path: Path) -> None:
    with serve_routes({}) as server:
        found = {}
        for name, bring in {"net": by_network(server), "dir": by_folder, "zip": by_zip}.items():
            hubs = make_chain(tmp_path / name, server.base)
            outcomes = hand_down(hubs, bring)
            assert {level: one.new for level, one in outcomes.items()} == dict.fromkeys(list(LEVELS)[1:], 3)
            found[name] = [hub.texts() for hub in hubs.values()]
            city = hubs["city"]
            for hub in hubs.values():
                assert [hub.handed(path) for path in (POSTER, ARTICLE, NOTICE)] == [
                    city.read(path) for path in (POSTER, ARTICLE, NOTICE)
                ]
                assert hub.texts()[FLUE] == city.texts()[FLUE]
                assert codes(hub) == codes(city)
    assert found["net"] == found["dir"] == found["zip"]


def test_a_text_names_the_hubs_that_it_came_through(hubs: dict[str, Hub]) -> None:
    digest = text_digest(hubs["city"].read(POSTER))

    assert (
        "\norigin:\n"
        f'  - {{hub: "市科协", url: "{BASE}/city/", digest: "{digest}"}}\n'
        f'  - {{hub: "县科协", url: "{BASE}/county/", digest: "{digest}"}}\n'
        f'  - {{hub: "乡科普站", url: "{BASE}/township/", digest: "{digest}"}}\n'
        "---\n"
    ) in hubs["village"].read(POSTER)


def test_an_edit_of_the_city_arrives_in_the_village(hubs: dict[str, Hub]) -> None:
    hubs["city"].write(POSTER, NEW)
    hubs["city"].write(
        FLUE, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h9"/></svg>'
    )

    outcomes = hand_down(hubs, by_folder)

    assert [one.changed for one in outcomes.values()] == [2, 2, 2]
    assert hubs["village"].handed(POSTER) == NEW
    assert "M1 1h9" in hubs["village"].read(FLUE)


def test_nothing_new_changes_nothing(hubs: dict[str, Hub]) -> None:
    before = hubs["village"].texts()

    outcomes = hand_down(hubs, by_folder)

    assert [(one.new, one.changed, one.told) for one in outcomes.values()] == [(0, 0, ())] * 3
    assert hubs["village"].texts() == before


def test_a_withdrawal_takes_the_text_down_at_every_level(hubs: dict[str, Hub]) -> None:
    hubs["city"].write("posters/new.md", NEW.replace("烤火看烟囱", "烤火新说法"))
    hubs["city"].withdraw("posters/stove", better="posters/new")

    outcomes = hand_down(hubs, by_folder)

    assert [one.withdrawn for one in outcomes.values()] == [("烤火看烟囱",)] * 3
    line = '\nwithdrawn: {on: 2026-11-23, reason: "剂量错了", replaced_by: "posters/new.md"'
    assert line + "}\n" in hubs["city"].read(POSTER)
    for level in list(LEVELS)[1:]:
        assert f'{line}, by: "市科协"}}\n' in hubs[level].read(POSTER)
        assert hubs[level].handed("posters/new.md") == hubs["city"].read("posters/new.md")
    assert hand_down(hubs, by_folder)["village"].withdrawn == ()


def test_with_an_article_go_its_posters(hubs: dict[str, Hub]) -> None:
    hubs["city"].withdraw("articles/health/stove")

    hand_down(hubs, by_folder)

    assert "\nwithdrawn: {" in hubs["village"].read(ARTICLE)
    assert "\nwithdrawn: {" in hubs["village"].read(POSTER)
    assert "\nwithdrawn: {" not in hubs["village"].read(NOTICE)


def test_what_was_withdrawn_may_come_back(hubs: dict[str, Hub]) -> None:
    before = hubs["village"].texts()
    text = hubs["city"].read(POSTER)
    hubs["city"].withdraw("posters/stove")
    hand_down(hubs, by_folder)
    hubs["city"].write(POSTER, text)

    hand_down(hubs, by_folder)

    assert hubs["village"].texts() == before


def test_what_the_county_changed_and_wrote_survives(hubs: dict[str, Hub]) -> None:
    county = hubs["county"]
    own = (
        county.read(NOTICE).replace("title: 讲座", "title: 本县的讲座").partition("origin:")[0]
        + "---\n来。\n"
    )
    county.write("notices/own.md", own)
    edited = county.read(POSTER).replace("睡前把火熄掉。", "睡前一定把火熄掉。")
    county.write(POSTER, edited)
    assert hand_down(hubs, by_folder)["village"].changed == 1
    hubs["city"].write(POSTER, NEW)

    outcome = hand_down(hubs, by_folder)["county"]

    (told,) = outcome.told
    assert outcome.beside == 1
    assert (told.where, told.severity) == ("content/posters/stove.md", "warning")
    assert "stove.md.new" in told.message
    assert county.handed(POSTER) == stove("睡前一定把火熄掉。")
    assert county.handed("posters/stove.md.new") == NEW
    assert county.read("notices/own.md") == own
    assert hubs["village"].handed(POSTER) == stove("睡前一定把火熄掉。")
    assert hubs["village"].handed("notices/own.md") == own
    assert hand_down(hubs, by_folder)["county"].told == ()


def test_a_county_that_takes_over_the_newer_version_follows_again(hubs: dict[str, Hub]) -> None:
    county = hubs["county"]
    county.write(POSTER, county.read(POSTER).replace("睡前", "睡觉前"))
    hubs["city"].write(POSTER, NEW)
    hand_down(hubs, by_folder)
    county.write(POSTER, county.read("posters/stove.md.new"))
    hubs["city"].write(POSTER, stove("火盆不进屋。"))

    assert hand_down(hubs, by_folder)["county"].changed == 1
    assert hubs["village"].handed(POSTER) == stove("火盆不进屋。")
    assert not (county.folder.content / "posters/stove.md.new").exists()


def test_a_changed_text_that_is_withdrawn_above_is_taken_down_and_kept(hubs: dict[str, Hub]) -> None:
    county = hubs["county"]
    county.write(POSTER, county.read(POSTER).replace("睡前", "睡觉前").replace("\n", "\r\n"))
    kept = county.handed(POSTER)
    hubs["city"].withdraw("posters/stove")

    outcomes = hand_down(hubs, by_folder)

    (told,) = outcomes["county"].told
    assert told.where == "content/posters/stove.md"
    assert "withdrawn by 市科协" in told.message
    assert county.handed(POSTER) == kept
    assert "\r\nwithdrawn: {" in (county.folder.content / POSTER).read_bytes().decode()
    assert outcomes["village"].withdrawn == ("烤火看烟囱",)


def test_what_the_county_withdraws_stays_withdrawn(hubs: dict[str, Hub]) -> None:
    hubs["county"].withdraw("posters/stove", reason="本县不适用")
    hubs["city"].write(POSTER, NEW)

    outcomes = hand_down(hubs, by_folder)

    assert hubs["county"].handed(POSTER) == NEW
    assert '\nwithdrawn: {on: "2026-11-23", reason: "本县不适用"}\n' in hubs["county"].read(POSTER)
    assert outcomes["township"].withdrawn == ("烤火看烟囱",)
    assert 'by: "县科协"' in hubs["village"].read(POSTER)


def test_a_text_comes_back_to_nobody(hubs: dict[str, Hub]) -> None:
    """A ring of hubs that ask each other hands every text on once."""
    city, village = hubs["city"], hubs["village"]
    village.write("notices/own.md", "---\ntitle: 村里的事\ndate: 2026-11-05\n---\n来。\n")
    village.publish()
    before = city.texts()

    outcome = city.pull_from(village.site, id="village", url=f"{BASE}/village/hub.json")

    assert (outcome.new, outcome.changed, outcome.told) == (1, 0, ())
    assert {path: data for path, data in city.texts().items() if path != "notices/own.md"} == before


def test_two_ways_from_one_author_do_not_fight(hubs: dict[str, Hub]) -> None:
    before = hubs["village"].texts()

    outcome = hubs["village"].pull_from(hubs["city"].site, id="city", url=f"{BASE}/city/hub.json")

    assert (outcome.new, outcome.changed, outcome.told) == (0, 0, ())
    assert hubs["village"].texts() == before


def test_an_older_copy_is_refused_unless_it_is_wanted(hubs: dict[str, Hub], tmp_path: Path) -> None:
    city, county = hubs["city"], hubs["county"]
    old = make_hub(tmp_path / "old", "city", BASE, "")
    for path, data in city.texts().items():
        (old.folder.content / path).parent.mkdir(parents=True, exist_ok=True)
        (old.folder.content / path).write_bytes(data)
    old.publish()
    city.day = DAY + timedelta(days=9)
    city.withdraw("posters/stove")
    city.publish()
    county.pull_from(city.site)

    with pytest.raises(Exception, match=r"2026-11-23.*2026-12-02"):
        county.pull_from(old.site)
    assert "\nwithdrawn: {" in county.read(POSTER)
    county.pull_from(old.site, older=True)
    assert "\nwithdrawn: {" not in county.read(POSTER)


def test_what_has_not_changed_is_not_asked_for_again(tmp_path: Path) -> None:
    with serve_routes({}) as server:
        hubs = make_chain(tmp_path, server.base)
        bring = by_network(server)
        hubs["city"].publish()
        bring(hubs["city"], hubs["county"])
        assert len(server.log) == len(files_in(hubs["city"].site / "hub")) + 2  # hub.json and the drawing
        server.log.clear()
        hubs["city"].write("notices/more.md", "---\ntitle: 又一场\ndate: 2026-11-06\n---\n来。\n")
        hubs["city"].publish()

        assert bring(hubs["city"], hubs["county"]).new == 1
        assert server.paths == ["/city/hub.json", "/city/hub/rest.json"]
        server.log.clear()
        bring(hubs["city"], hubs["county"])
        assert server.paths == ["/city/hub.json"]
