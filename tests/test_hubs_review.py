"""Texts from a hub above that a person looks at first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from site_builder.errors import Problem, SiteError
from site_builder.pipeline import judging
from site_builder.pull import accept, read_inbox, reject
from tests.chain_hubs import DAY, TEXTS, Hub, make_hub, stove

BASE = "http://127.0.0.1:8765"
POSTER, ARTICLE, NOTICE = "posters/stove.md", "articles/health/stove/index.md", "notices/talk.md"
FLUE = "articles/health/stove/flue.svg"


@pytest.fixture
def city(tmp_path: Path) -> Hub:
    hub = make_hub(tmp_path, "city", BASE, TEXTS)
    hub.publish()
    return hub


@pytest.fixture
def county(tmp_path: Path, city: Hub) -> Hub:
    """Return a hub whose inbox holds all that the city hands on."""
    hub = make_hub(tmp_path, "county", BASE)
    hub.pull_from(city.site, trust="review")
    return hub


def waiting(hub: Hub) -> dict[str, str]:
    """Return the id of each text that waits, by its title."""
    return {one.entry.title: one.entry.id for one in read_inbox(hub.folder.content)[0]}


def waiting_file(hub: Hub, title: str) -> Path:
    return next(one.file for one in read_inbox(hub.folder.content)[0] if one.entry.title == title)


def take(hub: Hub, title: str) -> str:
    def check(path: str, text: bytes) -> Sequence[Problem]:
        return judging(hub.folder)(path, text, {})

    file = accept(hub.folder, waiting(hub)[title], today=DAY, check=check)
    return file.relative_to(hub.folder.content).as_posix()


def again(city: Hub, county: Hub) -> tuple[int, int, int]:
    city.publish()
    outcome = county.pull_from(city.site, trust="review")
    return outcome.new, outcome.changed, outcome.beside


def test_accepted_texts_are_what_an_automatic_pull_brings(tmp_path: Path, city: Hub, county: Hub) -> None:
    assert sorted(waiting(county)) == ["烤火先看烟囱", "烤火看烟囱", "讲座"]
    assert all(path.startswith("inbox/") for path in county.texts())

    assert [take(county, title) for title in list(waiting(county))] == [ARTICLE, POSTER, NOTICE]

    straight = make_hub(tmp_path / "other", "county", BASE)
    straight.pull_from(city.site)
    assert county.texts() == straight.texts()
    assert again(city, county) == (0, 0, 0)


def test_what_was_rejected_is_not_offered_again(city: Hub, county: Hub) -> None:
    reject(county.folder, waiting(county)["讲座"], reason="过了")
    city.write(NOTICE, city.read(NOTICE).replace("来听。", "都来听。"))

    assert again(city, county) == (0, 0, 0)
    assert "讲座" not in waiting(county)


def test_a_newer_version_replaces_what_waits_unless_it_was_changed(city: Hub, county: Hub) -> None:
    file = waiting_file(county, "讲座")
    file.write_text(file.read_text("utf-8").replace("来听。", "来听听。"), "utf-8")
    city.write(NOTICE, city.read(NOTICE).replace("来听。", "都来听。"))
    city.write(POSTER, stove("火盆端到屋外。"))

    assert again(city, county) == (0, 1, 1)
    assert "来听听。" in file.read_text("utf-8")
    assert "都来听。" in file.with_name(f"{file.name}.new").read_text("utf-8")
    assert take(county, "烤火看烟囱") == POSTER
    assert county.handed(POSTER) == stove("火盆端到屋外。")


def test_an_edit_before_accepting_counts_as_ones_own(city: Hub, county: Hub) -> None:
    file = waiting_file(county, "讲座")
    file.write_text(file.read_text("utf-8").replace("来听。", "来听听。"), "utf-8")
    take(county, "讲座")

    assert "来听听。" in county.read(NOTICE)
    assert again(city, county) == (0, 0, 0)
    city.write(NOTICE, city.read(NOTICE).replace("来听。", "都来听。"))
    assert again(city, county) == (1, 0, 0)
    with pytest.raises(SiteError, match="you have changed the text"):
        take(county, "讲座")
    assert "来听听。" in county.read(NOTICE)


def test_an_edit_above_of_an_accepted_text_is_looked_at_first(city: Hub, county: Hub) -> None:
    take(county, "烤火看烟囱")
    city.write(POSTER, stove("火盆端到屋外。"))

    assert again(city, county) == (1, 0, 0)
    assert county.handed(POSTER) == stove("睡前把火熄掉。")
    take(county, "烤火看烟囱")
    assert county.handed(POSTER) == stove("火盆端到屋外。")


def test_a_withdrawal_needs_no_review(city: Hub, county: Hub) -> None:
    take(county, "烤火看烟囱")
    file = waiting_file(county, "烤火先看烟囱")
    city.withdraw("posters/stove")
    city.withdraw("articles/health/stove")

    city.publish()
    outcome = county.pull_from(city.site, trust="review")

    assert outcome.withdrawn == ("烤火先看烟囱", "烤火看烟囱")
    assert "\nwithdrawn: {" in county.read(POSTER)
    assert not file.exists()
    assert sorted(waiting(county)) == ["讲座"]


def test_a_text_that_the_hub_could_not_show_is_not_accepted(county: Hub) -> None:
    file = waiting_file(county, "烤火先看烟囱")
    file.write_text(file.read_text("utf-8").replace("flue.svg", "nosuch.svg"), "utf-8")

    with pytest.raises(SiteError, match=r"there is no picture.*nosuch"):
        take(county, "烤火先看烟囱")
    assert [path for path in county.texts() if not path.startswith("inbox/")] == []


def test_another_text_at_the_place_is_kept(city: Hub, county: Hub) -> None:
    county.write(POSTER, stove("自己写的。"))

    with pytest.raises(SiteError, match="another text lies there"):
        take(county, "烤火看烟囱")
    assert county.read(POSTER) == stove("自己写的。")
