"""What a hub above must not be able to do, and what is told when a copy is damaged or does not fit."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_builder.digest import digest
from site_builder.errors import SiteError
from site_builder.front import text_digest
from site_builder.pull.hubs.places import is_picture_place, is_text_place
from tests.chain_hubs import TEXTS, Hub, by_network, by_zip, make_hub, stove
from tests.loopback import Reply, serve_routes
from tests.site_text import files_in

BASE = "http://127.0.0.1:8765"
POSTER, ARTICLE, NOTICE = "posters/stove.md", "articles/health/stove/index.md", "notices/talk.md"
FLUE = "articles/health/stove/flue.svg"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'

Row = dict[str, Any]


@pytest.fixture
def city(tmp_path: Path) -> Hub:
    hub = make_hub(tmp_path, "city", BASE, TEXTS)
    hub.publish()
    return hub


@pytest.fixture
def county(tmp_path: Path) -> Hub:
    return make_hub(tmp_path, "county", BASE)


def forge(hub: Hub, change: Callable[[Row, Row], None]) -> None:
    """Change what a finished hub hands on: its hub.json and its one part; digests are put right."""
    index, part = hub.site / "hub.json", hub.site / "hub/rest.json"
    head, rest = json.loads(index.read_bytes()), json.loads(part.read_bytes())
    change(head["_kepu"], rest)
    part.write_text(json.dumps(rest, ensure_ascii=False), "utf-8")
    head["_kepu"]["parts"][0] |= {"digest": digest(part.read_bytes()), "size": part.stat().st_size}
    index.write_text(json.dumps(head, ensure_ascii=False), "utf-8")


def item(rest: Row, path: str) -> Row:
    return next(row for row in rest["items"] if row["_kepu"]["path"] == path)


def told(hub: Hub, place: Path) -> list[str]:
    """Return what is told when a hub takes a copy, each on one line."""
    outcome = hub.pull_from(place)
    lines = [f"{one.where}: {one.message} → {one.hint}" for one in outcome.told]
    assert all("\n" not in line.partition(" → ")[0] for line in lines)
    return lines


BAD_PLACES = [
    *(
        "../../x.md",
        "posters/../../x.md",
        "/etc/x.md",
        "posters/CON.md",
        "posters/nul.txt.md",
        "posters/a:b.md",
    ),
    *(
        "posters/.x.md",
        "posters/a.md/",
        "pages/about.md",
        "posters/x.html",
        "inbox/city/x.md",
        "posters/a\\b.md",
    ),
    *(
        "posters/" + "长" * 300 + ".md",
        "posters/\u202egnp.md",
        "articles/x.md",
        "posters/a/b/c.md",
        "posters/ .md",
    ),
    *("articles/health/index.md", "posters/COM1/index.md", ""),
]


@pytest.mark.parametrize("path", BAD_PLACES)
def test_a_text_that_names_a_bad_place_is_refused(city: Hub, county: Hub, path: str) -> None:
    forge(city, lambda _own, rest: item(rest, NOTICE)["_kepu"].update(path=path))
    before = files_in(county.folder.root)

    (line,) = told(county, city.site)

    assert "no text of a hub can lie there" in line
    written = files_in(county.folder.root).keys() - before.keys()
    assert {name for name in written if not name.startswith(".cache/")} == {
        f"content/{name}" for name in (POSTER, ARTICLE, FLUE)
    }


def test_places_are_judged_as_every_machine_would() -> None:
    assert is_text_place("posters/烟囱 2026.11（终）.md")
    assert is_text_place("articles/health/a/index.md")
    assert is_picture_place("articles/health/a/图 1.JPG")
    for path in ("x.svg", "inbox/x.svg", "PRIVATE/x.svg", "media/../x.svg", "media/x.html", "media/aux.svg"):
        assert not is_picture_place(path), path


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<g onload="alert(1)"/>', "onload"),
        ('<image href="https://e.example/x.png"/>', "outside"),
        ("<foreignObject/>", "foreignObject"),
    ],
)
def test_a_drawing_that_could_run_is_refused_with_its_text(
    city: Hub, county: Hub, inside: str, words: str
) -> None:
    def poison(own: Row, _rest: Row) -> None:
        (picture,) = own["pictures"]
        data = SVG.format(inside).encode()
        (city.site / picture["url"]).write_bytes(data)
        picture |= {"digest": digest(data), "size": len(data)}

    forge(city, poison)

    lines = told(county, city.site)

    assert len(lines) == 1
    assert words in lines[0]
    assert lines[0].startswith(f"content/{ARTICLE}")
    assert sorted(county.texts()) == [NOTICE, POSTER]


def test_a_photograph_that_is_a_bomb_is_refused(city: Hub, county: Hub) -> None:
    def poison(own: Row, rest: Row) -> None:
        header = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
        data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + b"\0\0\0\0"
        row = item(rest, ARTICLE)
        row["content_text"] = row["content_text"].replace("flue.svg", "flue.png")
        row["_kepu"] |= {"digest": text_digest(row["content_text"])}
        row["_kepu"]["pictures"][0] |= {
            "path": FLUE.replace("svg", "png"),
            "url": "media/flue.0123456789.png",
        }
        (city.site / "media/flue.0123456789.png").write_bytes(data)
        own["pictures"] = [{"url": "media/flue.0123456789.png", "digest": digest(data), "size": len(data)}]

    forge(city, poison)

    (line,) = told(county, city.site)

    assert line.startswith(f"content/{ARTICLE}")
    assert sorted(county.texts()) == [NOTICE, POSTER]


def test_a_damaged_text_is_refused_and_the_rest_comes(city: Hub, county: Hub) -> None:
    forge(city, lambda _own, rest: item(rest, POSTER).update(content_text="---\ntitle: 假的\n---\n"))

    (line,) = told(county, city.site)

    assert line.startswith(
        f"content/{POSTER}: the text is damaged: it does not match its digest → pull again"
    )
    assert sorted(county.texts()) == [FLUE, ARTICLE, NOTICE]
    city.publish()
    assert county.pull_from(city.site).new == 1


def test_a_damaged_picture_is_refused_with_its_text(city: Hub, county: Hub) -> None:
    (picture,) = (city.site / "media").glob("flue.*.svg")
    picture.write_bytes(picture.read_bytes().replace(b"M0 0", b"M0 1"))

    (line,) = told(county, city.site)

    assert f"{picture.name} is damaged" in line
    assert sorted(county.texts()) == [NOTICE, POSTER]
    picture.unlink()
    assert f"{picture.name} is missing" in told(county, city.site)[0]


def test_a_damaged_part_is_one_line_and_comes_with_the_next_copy(city: Hub, county: Hub) -> None:
    part = city.site / "hub/rest.json"
    data = part.read_bytes()
    part.write_bytes(data[:-20])

    (line,) = told(county, city.site)

    assert "hub/rest.json is damaged" in line
    assert county.texts() == {}
    part.write_bytes(data)
    assert county.pull_from(city.site).new == 3


def test_what_a_licence_does_not_allow_is_neither_handed_on_nor_taken(city: Hub, county: Hub) -> None:
    own = city.read(NOTICE)
    city.write(
        "notices/foreign.md", own.replace("event:", "source: {name: 某网, license: link-only}\nevent:")
    )
    city.write("notices/free.md", own.replace("event:", "source: {name: 某网, license: cc-by-4.0}\nevent:"))
    city.publish()
    forge(city, lambda _own, rest: item(rest, NOTICE)["_kepu"].update(license="permitted"))

    (line,) = told(county, city.site)

    assert "its licence does not allow" in line
    assert line.startswith(f"content/{NOTICE}")
    assert [path for path in county.texts() if path.startswith("notices/")] == ["notices/free.md"]


def test_a_text_of_ones_own_is_never_replaced(city: Hub, county: Hub) -> None:
    own = stove("自己写的。")
    county.write("posters/stove.md", own)
    county.write("notices/Talk.md", "---\ntitle: 自己的\ndate: 2026-11-01\n---\n来。\n")
    county.write("articles/health/stove.md", "---\ntitle: 自己的\ndate: 2026-11-01\n---\n文。\n")

    lines = told(county, city.site)

    assert len(lines) == 3
    assert any(line.startswith(f"content/{POSTER}: this text is your own") for line in lines)
    assert any("content/notices/Talk.md has the same address" in line for line in lines)
    assert any("content/articles/health/stove.md has the same address" in line for line in lines)
    assert county.read(POSTER) == own
    assert sorted(county.texts()) == ["articles/health/stove.md", "notices/Talk.md", POSTER]
    (county.folder.content / POSTER).unlink()
    assert county.pull_from(city.site).new == 1


def test_a_picture_of_ones_own_is_never_replaced(city: Hub, county: Hub) -> None:
    county.pull_from(city.site)
    county.write(FLUE, SVG.format("<g/>"))
    city.write(FLUE, SVG.format('<path d="M2 2h1"/>'))
    city.publish()

    (line,) = told(county, city.site)

    assert line.startswith(f"content/{FLUE}: you have changed it")
    assert county.read(FLUE) == SVG.format("<g/>")
    assert "M2 2h1" in county.read(f"{FLUE}.new")


def test_a_section_that_is_missing_is_told_with_the_lines_to_add(city: Hub, county: Hub) -> None:
    settings = county.read("hub.toml")
    county.write("hub.toml", settings.replace('id = "health"', 'id = "farming"'))

    (line,) = told(county, city.site)

    assert "市科协 has texts of a section that this hub does not have: health, 1 texts" in line
    lines = line.partition(": \n")[2]
    assert lines == '[[sections]]\nid = "health"\nname = "健康"'
    county.write("hub.toml", f"{settings}{lines}".replace('id = "health"', 'id = "farming"', 1))
    assert county.pull_from(city.site).new == 1


def test_a_text_for_other_units_is_not_taken(city: Hub, county: Hub) -> None:
    units = county.read("units.toml")
    tree = '\n[[units]]\nid = "{}"\nname = "{}"\nlevel = "county"\nparent = "bijie"\n'
    city.write("units.toml", units + tree.format("dafang", "大方") + tree.format("weining", "威宁"))
    city.write(POSTER, city.read(POSTER).replace("article:", "units: [weining]\narticle:"))
    city.publish()
    county.write("units.toml", '[[units]]\nid = "dafang"\nname = "大方"\nlevel = "county"\n')

    assert told(county, city.site) == []
    assert sorted(county.texts()) == [FLUE, ARTICLE, NOTICE]
    county.publish()  # with an audience and a unit that it does not know


@pytest.mark.parametrize(
    ("source", "handed_on"),
    [("", [NOTICE]), ("source: {name: 市科协, license: own}\n", [NOTICE, POSTER])],
    ids=["made from it", "the hub's own"],
)
def test_a_poster_whose_article_is_not_handed_on_comes_without_or_stays_with_it(
    city: Hub, county: Hub, source: str, handed_on: list[str]
) -> None:
    text = city.read(ARTICLE).replace(
        "tags:", "source: {name: 某网, license: permitted, permission: 书面}\ntags:"
    )
    city.write(ARTICLE, text)
    city.write(POSTER, city.read(POSTER).replace("article:", f"{source}article:"))
    city.publish()

    assert told(county, city.site) == []
    assert sorted(county.texts()) == handed_on
    county.publish()


def test_a_text_that_the_next_build_could_not_read_is_refused(city: Hub, county: Hub) -> None:
    def spoil(_own: Row, rest: Row) -> None:
        row = item(rest, POSTER)
        row["content_text"] = row["content_text"].replace("icon=window", "icon=nosuch")
        row["_kepu"]["digest"] = text_digest(row["content_text"])

    forge(city, spoil)

    (line,) = told(county, city.site)

    assert line.startswith(f"content/{POSTER}:10: ")
    assert "nosuch" in line
    county.publish()


def test_front_matter_cannot_pretend_to_come_from_elsewhere(city: Hub, county: Hub) -> None:
    def spoil(_own: Row, rest: Row) -> None:
        row = item(rest, NOTICE)
        row["content_text"] = row["content_text"].replace(
            "date:", 'origin:\n  - {hub: 国家, url: "https://x.example/"}\nwithdrawn: {on: 2020-01-01}\ndate:'
        )

    forge(city, spoil)

    assert told(county, city.site) == []
    assert "国家" not in county.read(NOTICE)
    assert "withdrawn" not in county.read(NOTICE)


def test_a_hub_that_bears_ones_own_name_is_told(city: Hub, county: Hub) -> None:
    county.write("hub.toml", county.read("hub.toml").replace("县科协", "市科协"))

    (line,) = told(county, city.site)

    assert line.startswith("content/hub.toml: the hub above bears the name or the address of this one")
    assert county.texts() == {}


def test_a_withdrawal_reaches_only_what_came_from_there(city: Hub, county: Hub) -> None:
    county.write("notices/own.md", "---\ntitle: 自己的\ndate: 2026-11-01\n---\n来。\n")
    gone = {"path": "notices/own.md", "title": "自己的", "on": "2026-11-01", "by": "市科协"}
    forge(city, lambda own, _rest: own.update(withdrawn=[gone, {**gone, "path": "../hub.toml"}, {}, 7]))

    outcome = county.pull_from(city.site)

    assert (outcome.withdrawn, outcome.told) == ((), ())
    assert "withdrawn" not in county.read("notices/own.md")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "[]",
        "{}",
        '{"_kepu": 7}',
        '{"_kepu": {"hub": "x"}}',
        "[" * 100_000,
        "\xff",
        '{"_kepu": {"parts": []}}',
    ],
)
def test_an_address_that_is_no_hub_is_one_plain_line(city: Hub, county: Hub, value: str) -> None:
    (city.site / "hub.json").write_text(value, "utf-8")

    with pytest.raises(SiteError, match="what is at this address is no hub"):
        county.pull_from(city.site)


def test_a_hub_of_a_later_form_asks_for_an_update(city: Hub, county: Hub) -> None:
    forge(city, lambda own, _rest: own.update(format=2))

    with pytest.raises(SiteError, match="form that this kepu does not know"):
        county.pull_from(city.site)


def test_junk_inside_a_part_is_passed_over(city: Hub, county: Hub) -> None:
    def spoil(own: Row, rest: Row) -> None:
        rest["items"] += [7, None, [], "x"]
        own["parts"] += [{"url": "../x.json", "digest": "0" * 32, "size": 1}, {"url": "hub/x.json"}, 3]
        own["pictures"] += [{"url": "https://e.example/x.svg", "digest": "0" * 32, "size": 1}]
        own["units"], own["sections"] = 5, [None]

    forge(city, spoil)

    outcome = county.pull_from(city.site)

    assert (outcome.new, outcome.told) == (3, ())


def test_a_dead_line_half_way_is_told_and_the_rest_comes_at_the_next_visit(tmp_path: Path) -> None:
    with serve_routes({}) as server:
        city, county = (
            make_hub(tmp_path, "city", server.base, TEXTS),
            make_hub(tmp_path, "county", server.base),
        )
        city.publish()
        files = files_in(city.site)
        server.routes |= {f"/city/{path}": data for path, data in files.items()}
        (picture,) = (path for path in files if path.startswith("media/flue"))
        server.routes[f"/city/{picture}"] = Reply(status=500)
        outcome = county.pull()

        assert outcome.problem
        assert "500" in outcome.problem.message
        assert county.texts() == {}
        assert by_network(server)(city, county).new == 3


def test_a_copy_of_a_stranger_is_refused_with_what_to_write(city: Hub, county: Hub) -> None:
    with pytest.raises(SiteError, match=r"市科协.*not among the sources") as caught:
        county.pull_from(city.site, url="https://else.example/hub.json")

    (problem,) = caught.value.problems
    assert f'url = "{BASE}/city/"\nkind = "hub"\ntrust = "auto"' in problem.hint
    assert county.texts() == {}


def test_a_hub_without_an_address_is_known_by_its_name(tmp_path: Path, county: Hub) -> None:
    city = make_hub(tmp_path, "city", BASE, TEXTS)
    city.write("hub.toml", city.read("hub.toml").replace("base_url", "# base_url"))
    city.publish()

    assert county.pull_from(city.site).new == 3
    assert '{hub: "市科协", digest: ' in county.read(POSTER)


def test_a_copy_may_be_named_by_any_folder_around_it(city: Hub, county: Hub) -> None:
    assert county.pull_from(city.folder.root).new == 3
    assert county.pull_from(city.site.parent).new == 0
    with pytest.raises(SiteError, match=r"no output of a hub.*has no hub\.json"):
        county.pull_from(city.folder.content)


def zipped(place: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return place


def test_a_bomb_in_a_zip_file_is_one_line(city: Hub, county: Hub, tmp_path: Path) -> None:
    files = files_in(city.site)
    (picture,) = (path for path in files if path.startswith("media/flue"))
    place = zipped(tmp_path / "x.zip", {**files, picture: b"\0" * (12 << 20)})

    outcome = county.pull_from(place)

    assert outcome.problem
    assert "too large" in outcome.problem.message
    assert county.texts() == {}


def test_names_in_a_zip_file_lead_nowhere(city: Hub, county: Hub, tmp_path: Path) -> None:
    files = {f"../../up/{path}": data for path, data in files_in(city.site).items()}
    place = zipped(tmp_path / "x.zip", {**files, "/etc/passwd": b"x", "..\\..\\x": b"x"})
    before = {file for file in tmp_path.rglob("*") if ".cache" not in file.parts}

    assert county.pull_from(place).new == 3
    after = {file for file in tmp_path.rglob("*") if ".cache" not in file.parts}
    assert all(file.is_relative_to(county.folder.content) for file in after - before)


def test_a_zip_file_that_is_none_or_damaged_is_one_line(city: Hub, county: Hub, tmp_path: Path) -> None:
    good = zipped(tmp_path / "good.zip", files_in(city.site)).read_bytes()
    place = tmp_path / "bad.zip"
    for data in (b"", b"PK", b"x" * 1000, good[: len(good) // 2], good[:-22]):
        place.write_bytes(data)
        with pytest.raises(SiteError, match=r"bad\.zip cannot be read"):
            county.pull_from(place)
    at = good.index(b"hub/rest.json") + 60
    place.write_bytes(good[:at] + bytes(40) + good[at + 40 :])
    outcome = county.pull_from(place)
    assert outcome.problem
    assert "rest.json is damaged" in outcome.problem.message
    with pytest.raises(SiteError, match=r"no output of a hub"):
        county.pull_from(zipped(place, {"index.html": b"x"}))


def test_a_zip_file_with_a_huge_list_of_contents_is_not_even_opened(county: Hub, tmp_path: Path) -> None:
    place = tmp_path / "x.zip"
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 0, 0, 200 << 20, 0, 0)
    place.write_bytes(b"PK\x03\x04" + bytes(100) + end)

    with pytest.raises(SiteError, match="it is too large"):
        county.pull_from(place)


def test_a_locked_zip_file_is_one_line(city: Hub, county: Hub, tmp_path: Path) -> None:
    place = zipped(tmp_path / "x.zip", files_in(city.site))
    data = bytearray(place.read_bytes())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1  # encrypted
    place.write_bytes(data)

    with pytest.raises(SiteError, match=r"hub\.json is damaged"):
        county.pull_from(place)


def test_a_link_on_a_stick_leads_nowhere(city: Hub, county: Hub, tmp_path: Path) -> None:
    part = city.site / "hub/rest.json"
    outside = tmp_path / "outside.json"
    part.rename(outside)
    part.symlink_to(outside)

    (line,) = told(county, city.site)

    assert "hub/rest.json is missing" in line


def test_a_folder_where_a_text_should_lie_stops_nothing(city: Hub, county: Hub) -> None:
    (county.folder.content / POSTER).mkdir(parents=True)
    (county.folder.content / "articles/health").mkdir(parents=True)
    (county.folder.content / "articles/health/stove").write_text("x", "utf-8")

    lines = told(county, city.site)

    assert len(lines) == 2
    assert county.handed(NOTICE) == city.read(NOTICE)


def test_a_zip_file_brings_what_a_person_packed(city: Hub, county: Hub) -> None:
    assert by_zip(city, county).new == 3
