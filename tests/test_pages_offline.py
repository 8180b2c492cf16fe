"""Pages that work from a stick in an old browser: nothing from outside, small, in old CSS and script."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

from site_builder.model import Source
from tests.page_hub import BASE, SETTINGS, TEMPLATES, article, notice, page, pages_of, poster, tree

STYLES = [file.read_text("utf-8") for file in sorted((TEMPLATES / "assets").glob("*.css"))]
SEARCH = "search-"  # the player and the search may need more, on pages of their own
SCRIPTS = [file.read_text("utf-8") for file in sorted((TEMPLATES / "assets").glob("*.js"))]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    source = Source(name="消防局", url="https://s.example/1")
    files = pages_of(
        [
            article("a", source=source, tags=("煤",), cover="art:stove"),
            poster("p"),
            notice("n"),
            page("about"),
        ],
        settings=replace(SETTINGS, base_url=BASE),
    )
    return {path: text for path, text in files.items() if path.endswith(".html")}


def test_a_page_asks_no_other_host_for_anything(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        found = tree(text).xpath("//@src | //@srcset | //link[@rel!='canonical']/@href")
        assert [address for address in found if "//" in address] == [], path


def test_a_page_holds_nothing_that_its_policy_forbids(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        whole = tree(text)
        policy = whole.xpath("//meta[@http-equiv]/@content")[0]
        assert "default-src 'none'" in policy, path
        assert whole.xpath("//@style") == [], path
        assert whole.xpath("//@*[starts-with(name(), 'on')]") == [], path
        assert whole.xpath("//@integrity | //@crossorigin | //@*[. = 'module']") == [], path
        for inside in whole.xpath("//script[not(@src) and not(@type)]"):
            named = b64encode(sha256(inside.text.encode()).digest()).decode()
            assert f"'sha256-{named}'" in policy, path


def test_every_picture_has_words_or_says_that_it_is_decoration(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        whole = tree(text)
        assert whole.xpath("//img[not(@alt)]") == [], path
        assert whole.xpath("//svg[not(@aria-hidden='true')]") == [], path


def test_a_page_is_small(pages: dict[str, str]) -> None:
    assert {path: len(text) for path, text in pages.items() if len(text.encode()) > 30_000} == {}
    assert max(len(style.encode()) for style in STYLES) <= 30_000
    files = (TEMPLATES / "assets").glob("*.js")
    assert {
        file.name for file in files if file.stat().st_size > (9_000 if SEARCH in file.name else 3_000)
    } == set()


@pytest.mark.parametrize(
    "new",
    [
        r":is\(",
        r":where\(",
        r":has\(",
        r"\binset:",
        r"aspect-ratio",
        r"(?<!column-)\bgap:",  # that of columns is old
        r"clamp\(",
        r"display: grid",
        "@import",
        r"url\((?!data:)",
    ],
)
def test_the_style_sheet_keeps_to_what_old_browsers_know(new: str) -> None:
    assert re.findall(new, "".join(STYLES)) == []


@pytest.mark.parametrize("new", ["=>", r"\blet\b", r"\bconst\b", "`", r"fetch\(", r"import\b"])
def test_the_script_keeps_to_what_old_browsers_know(new: str) -> None:
    assert re.findall(new, "".join(SCRIPTS)) == []
