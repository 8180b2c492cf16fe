"""A poster's page: steps, pairs, rumours, pictures, activities; its code and its last month."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from site_builder.digest import Json
from site_builder.errors import SiteError
from site_builder.model import Block, Event, Hub, Kind, Picture, Poster, Review, Scene
from site_builder.model.codes import check_digit
from site_builder.plan import plan
from site_builder.plan.codes import code_of
from site_builder.plan.context import frame_of
from site_builder.plan.posters import poster_data
from tests.page_hub import SETTINGS, TODAY, Texts, pages_of, poster, tree, words


def block(kind: Kind, heading: str, **changes: object) -> Block:
    made = Block(heading=heading, kind=kind, icon="tap", text=f"{heading}的话。", short="", line=1)
    return replace(made, **changes)


def page(*blocks: Block, **changes: object) -> str:
    return pages_of([replace(poster("p"), blocks=blocks, **changes)])["posters/p.html"]


def view(document: Poster, picture: Picture | None = None) -> dict[str, Json]:
    frame = frame_of(SETTINGS, pages=[], assets={})
    return dict(poster_data(document, frame, "posters/p.html", picture=picture))


def test_steps_are_an_ordered_list_and_plain_blocks_are_not() -> None:
    text = page(block("step", "先冲洗"), block("step", "再包扎"), block("plain", "早就医"))

    steps = tree(text).xpath("//section[contains(@class, 'poster-text')]//ol/li")

    assert [" ".join(step.text_content().split()) for step in steps] == [
        "1 先冲洗 先冲洗的话。",
        "2 再包扎 再包扎的话。",
    ]
    assert "早就医" in words(text, "//ul[@class='blocks']")


def test_before_and_after_stand_side_by_side() -> None:
    text = page(
        block("before", "敞炉烤"), block("after", "以后"), block("before", "以前"), block("after", "现在")
    )

    pairs = tree(text).xpath("//div[@class='pair']")

    assert [" ".join(pair.text_content().split()) for pair in pairs] == [
        "以前 敞炉烤 敞炉烤的话。 现在 以后 以后的话。",
        "以前 以前的话。 现在 现在的话。",
    ]


def test_a_rumour_is_told_with_its_truth_and_what_that_rests_on() -> None:
    text = page(block("claim", "银器试毒"), block("truth", "试不出"), block("basis", "依据"))

    assert (
        words(text, "//div[@class='rumour']")
        == "说法 银器试毒 银器试毒的话。 真相 试不出 试不出的话。 依据 依据的话。"
    )


def test_call_outs_have_a_number_on_the_picture_and_their_words_below_it() -> None:
    scene = Scene(source="art:karst", alt="地下河", credit="示意图", line=1)
    text = page(block("plain", "落水洞", at=(30, 62)), block("plain", "泉眼", at=(70.5, 12)), picture=scene)

    figure = tree(text).xpath("//figure[@class='scene']")[0]

    assert figure.xpath(".//img/@src") == ["../media/art-karst-hazard.svg"]
    assert figure.xpath(".//img/@alt") == ["地下河"]
    assert figure.xpath(".//circle/@cx") == ["30%", "70.5%"]
    assert figure.xpath(".//circle/@cy") == ["62%", "12%"]
    assert [number.text for number in figure.xpath(".//*[local-name() = 'text']")] == ["1", "2"]
    assert not tree(text).xpath("//@style"), "the policy of the page forbids them"
    assert "示意图" in figure.text_content()
    assert words(text, "//ol") == "1 落水洞 落水洞的话。 2 泉眼 泉眼的话。"


def test_the_drawing_and_the_photograph_of_a_poster_are_files_of_the_site() -> None:
    photo = Picture(path="posters/cave.jpg", digest="0123456789abcdef", width=2000, height=1500)
    scene = Scene(source=photo.path, alt="溶洞", credit="甲摄", line=1)
    drawn = Scene(source="art:karst", alt="地下河", credit="", line=1)
    posters = (
        replace(poster("a"), picture=scene, layout="figure"),
        replace(poster("b"), picture=drawn, theme="nature", layout="figure"),
    )
    hub = Hub(posters=posters, pictures={photo.path: photo})
    planned = plan(hub, SETTINGS, assets={}, texts=Texts(), today=TODAY)

    paths = [path for batch in planned.batches for path in batch.paths]

    assert "media/art-karst-nature.svg" in paths
    assert "media/cave.0123456789.jpg" in paths
    assert view(posters[0], photo)["picture"] == {
        "name": "",
        "path": "posters/cave.jpg",
        "digest": "0123456789abcdef",
        "url": "media/cave.0123456789.jpg",
        "width": 2000,
        "height": 1500,
        "alt": "溶洞",
        "credit": "甲摄",
    }


def test_a_new_photograph_makes_the_files_of_its_poster_anew() -> None:
    photo = Picture(path="posters/cave.jpg", digest="0123456789abcdef", width=2000, height=1500)
    shown = replace(poster("a"), picture=Scene(source=photo.path, alt="洞", credit="", line=1))
    keys = []
    for picture in (photo, replace(photo, digest="fedcba9876543210")):
        hub = Hub(posters=(shown,), pictures={photo.path: picture})
        batches = plan(hub, SETTINGS, assets={}, texts=Texts(), today=TODAY).batches
        keys.append({batch.paths[0]: batch.inputs for batch in batches if "poster.pdf" in batch.recipes})

    assert keys[0].keys() == keys[1].keys()
    assert not keys[0].items() & keys[1].items()


def test_an_activity_says_when_where_and_by_whom() -> None:
    event = Event(
        start=date(2026, 12, 30),
        end=date(2027, 1, 2),
        place="广场",
        link="https://e.example/",
        organiser="科协",
    )
    text = page(block("do", "早报名"), event=event, layout="notice")

    plan_ = words(text, "//section[@class='event']")

    for part in ("2026年12月30日至2027年1月2日", "广场", "科协", "https://e.example/"):
        assert part in plan_
    assert "什么时候取下2027年1月3日前" in words(text, "//dl[@class='facts-list']")


@pytest.mark.parametrize(
    ("expires", "again", "end", "until"),
    [
        (None, None, None, ""),
        (date(2027, 3, 1), None, None, "2027年3月1日"),
        (date(2027, 3, 1), date(2027, 10, 1), None, "2027年3月1日"),
        (None, date(2027, 10, 1), None, "2027年10月"),
        (None, date(2027, 10, 1), date(2026, 12, 3), "2026年12月4日"),
        (None, None, date.max, "9999年12月31日"),
        (date(2026, 12, 1), None, date(2026, 12, 3), "2026年12月1日"),
        (date(2026, 12, 31), date(2026, 12, 20), None, "2026年12月"),
        (date(2026, 12, 31), date(2026, 12, 31), None, "2026年12月31日"),
    ],
)
def test_a_poster_says_before_when_it_must_come_down(
    expires: date | None, again: date | None, end: date | None, until: str
) -> None:
    review = Review(by="科普部", on=date(2026, 10, 1), again=again) if again else None
    event = Event(start=date(2026, 12, 1), end=end) if end else None

    assert view(replace(poster("p", expires=expires, reviewed=review), event=event))["until"] == until


@pytest.mark.parametrize(("digits", "check"), [("0794", "5"), ("79462", "3"), ("00200667308", "5")])
def test_the_check_digit_is_that_of_iso_7064(digits: str, check: str) -> None:
    assert check_digit(digits) == check


def test_no_slip_of_one_digit_and_no_exchange_of_neighbours_goes_unnoticed() -> None:
    """MOD 11,10 catches all single slips, and all exchanges but those it cannot tell: 9 in 10."""
    digits = "20311"
    slips = [digits[:n] + d + digits[n + 1 :] for n in range(5) for d in "0123456789" if d != digits[n]]

    assert all(check_digit(slip) != check_digit(digits) for slip in slips)


def test_a_poster_s_code_stays_when_its_title_changes_and_stands_on_its_page() -> None:
    one, other = poster("p"), poster("p", title="别的题目")

    assert code_of(one) == code_of(other)
    assert code_of(one)[-1] == check_digit(code_of(one)[:-1])
    assert f"编号{code_of(one)}" in words(page(block("do", "开窗")), "//dl[@class='facts-list']")
    assert view(replace(one, code="203118"))["code"] == "203118"


def test_of_two_posters_with_one_code_the_newer_is_told_a_free_one() -> None:
    older = replace(poster("b", date=date(2026, 1, 1)), code="203118")
    newer, newest = (replace(poster(name, date=date(2026, 2, 2)), code="203118") for name in "ac")

    with pytest.raises(SiteError) as caught:
        plan(Hub(posters=(newer, older, newest)), SETTINGS, assets={}, texts=Texts(), today=TODAY)

    told = caught.value.problems
    assert [problem.where for problem in told] == ["content/posters/a.md", "content/posters/c.md"]
    assert all("203118" in problem.message and "posters/b.md" in problem.message for problem in told)
    free = [problem.hint.rpartition("code: ")[2] for problem in told]
    assert len({*free, "203118"}) == 3
    assert all(code[-1] == check_digit(code[:-1]) for code in free)
