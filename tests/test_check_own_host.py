"""No page fetches pictures, styles or scripts from another host; links may lead there."""

from __future__ import annotations

import pytest

from tests.checked_hub import hub_with, told


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="https://a.cn/x.png" alt="">',
        '<img src="//a.cn/x.png" alt="">',
        '<img srcset="http://a.cn/x.png 2x" alt="">',
        '<script src="https://a.cn/x.js"></script>',
        '<link rel="stylesheet" href="https://a.cn/x.css">',
        '<link rel="preload icon" href="https://a.cn/x.ico">',
        '<iframe src="https://a.cn/"></iframe>',
        '<p style="background: url(https://a.cn/x.png)">',
        "<style>@import 'https://a.cn/x.css';</style>",
    ],
)
def test_whatever_a_page_asks_another_host_for_is_an_error(tag: str) -> None:
    found = told("own-host", hub_with(site={"a.html": tag}))
    assert [(severity, where) for severity, where, _message in found] == [("error", "output/site/a.html:1")]


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="https://a.cn/">原文</a>',
        '<link rel="canonical" href="https://a.cn/a.html">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">',
        '<script src="assets/hub.js"></script>',
    ],
)
def test_links_and_own_files_are_no_problem(tag: str) -> None:
    assert told("own-host", hub_with(site={"a.html": tag})) == []


def test_a_style_sheet_that_asks_elsewhere_is_told() -> None:
    site = {"assets/hub.css": "body { background: url( 'https://a.cn/x.png' ) }"}
    assert told("own-host", hub_with(site=site)) == [
        ("error", "output/site/assets/hub.css", "the page asks another host for https://a.cn/x.png")
    ]
