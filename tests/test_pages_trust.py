"""What a page says of where its text comes from, and that no text becomes markup."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from msgspec.structs import replace as changed

from site_builder.model import Block, Correction, Evidence, Review, Source
from tests.page_hub import BASE, SETTINGS, article, notice, pages_of, poster, said, tree, words

ADDRESS = "articles/health/a.html"
OTHERS = ("posters/p.html", "notices/n.html")
ONLINE = replace(SETTINGS, base_url=BASE)
TRUST = "//section[contains(@class, 'trust')]"


def test_a_text_names_its_source_its_licence_its_evidence_and_its_review() -> None:
    text = pages_of(
        [
            article(
                "a",
                source=Source(
                    name="气象局", url="https://s.example/a", license="permitted", permission="来函同意"
                ),
                evidence=(Evidence(who="气象局", title="《预警办法》", url="https://s.example/law"),),
                reviewed=Review(by="科普部", on=date(2026, 10, 28), again=date(2027, 10, 20)),
            )
        ]
    )[ADDRESS]

    box = words(text, TRUST)

    for part in ("气象局", "经授权转载", "来函同意", "气象局《预警办法》", "科普部"):
        assert part in box
    assert "2026年10月28日审核" in box
    assert "2027年10月20日前复核" in box
    links = tree(text).xpath(f"{TRUST}//a/@href")
    assert links == ["https://s.example/a", "https://s.example/law"]


def test_a_text_that_nobody_checked_says_so_a_notice_need_not() -> None:
    pages = pages_of([article("a"), notice("n")])

    assert "还没有登记审核" in words(pages[ADDRESS], TRUST)
    assert "登记审核" not in words(pages["notices/n.html"], TRUST)


def test_a_text_without_source_is_the_organiser_s_own() -> None:
    box = words(pages_of([article("a")])[ADDRESS], TRUST)

    assert "测试科协" in box
    assert "本站原创" in box


def test_a_summary_sends_its_reader_to_the_original() -> None:
    source = Source(name="气象局", url="https://s.example/full", license="link-only")
    pages = pages_of([article("a", source=source), article("b")])

    offer = tree(pages[ADDRESS]).xpath("//aside[contains(@class, 'original')]//a")

    assert [(link.get("href"), link.text) for link in offer] == [("https://s.example/full", "阅读原文")]
    assert not tree(pages["articles/health/b.html"]).xpath("//aside[contains(@class, 'original')]")


def test_a_source_s_address_that_would_run_is_not_a_link() -> None:
    text = pages_of([article("a", source=Source(name="坏人", url="javascript:alert(1)"))])[ADDRESS]

    assert "坏人" in words(text, TRUST)
    assert "javascript:" not in text


@pytest.mark.parametrize(
    "path", [ADDRESS, "index.html", "posters/p.html", "notices/n.html", "tags/index.html"]
)
def test_hostile_words_stay_words(path: str) -> None:
    bad = '<img src=x onerror="alert(1)">'
    text = pages_of(
        [
            article("a", title=bad, summary=bad, tags=(bad,), evidence=(Evidence(who=bad, title=bad),)),
            poster("p", title=bad, summary=bad),
            notice("n", title=bad, summary=bad),
        ]
    )[path]

    page = tree(text)
    assert bad in page.text_content()
    assert not page.xpath("//*[@onerror]")
    assert not page.xpath("//img[@src='x']")


@pytest.mark.parametrize(("text", "shown"), [("先进屋。再关窗。", 0), ("再关窗。", 1)])
def test_a_summary_that_the_text_begins_with_stands_there_once(text: str, shown: int) -> None:
    page = pages_of([article("a", summary="先进屋。", body=said(f"<p>{text}</p>", text))])[ADDRESS]
    assert len(tree(page).xpath("//p[@class='standfirst']")) == shown


def test_an_authority_and_its_document_are_told_apart() -> None:
    evidence = (
        Evidence(who="世界卫生组织", title="食品中的天然毒素"),
        Evidence(who="国务院", title="《条例》"),
    )
    page = pages_of([article("a", evidence=evidence)])[ADDRESS]
    assert "世界卫生组织：食品中的天然毒素 国务院《条例》" in words(page, TRUST)


def test_government_tags_name_site_column_title_day_and_source() -> None:
    source = Source(name="气象局", url="https://s.example/a", license="link-only")
    pages = pages_of([article("a", title="“雷”与<电>", source=source), poster("p"), notice("n")])

    told = {meta.get("name"): meta.get("content") for meta in tree(pages[ADDRESS]).xpath("//meta[@name]")}
    columns = [
        tree(pages[path]).xpath("string(//meta[@name='ColumnName']/@content)") for path in (ADDRESS, *OTHERS)
    ]

    assert told["ArticleTitle"] == "“雷”与<电>"
    assert (told["PubDate"], told["ContentSource"]) == ("2026-11-01", "气象局")
    assert columns == ["健康生活", "海报", "通知活动"]


def test_a_rumour_card_tells_search_engines_its_verdict() -> None:
    blocks = (
        Block(heading="", kind="claim", icon="", text="盆里</script>放水防煤气", short="", line=1),
        Block(heading="", kind="truth", icon="", text="水不吸一氧化碳。", short="", line=2),
    )
    card = changed(poster("p"), blocks=blocks)
    path = "//script[@type='application/ld+json']"
    (told,) = tree(pages_of([card], settings=ONLINE)["posters/p.html"]).xpath(path)
    review = json.loads(told.text)

    assert review["claimReviewed"] == "盆里</script>放水防煤气"
    assert review["url"] == f"{BASE}posters/p.html"
    assert review["reviewRating"]["alternateName"] == "不实"
    assert not tree(pages_of([card])["posters/p.html"]).xpath(path)  # without an address nobody searches


def test_what_was_put_right_is_told_and_how_to_reprint() -> None:
    corrected = (
        Correction(on=date(2026, 11, 20), what="电话改了"),
        Correction(on=date(2026, 11, 2), what="剂量写错了"),
    )
    box = words(pages_of([article("a", corrected=corrected)])[ADDRESS], TRUST)

    assert "更正 2026年11月20日：电话改了 2026年11月2日：剂量写错了" in box
    assert "注明出处和本页网址" in box
