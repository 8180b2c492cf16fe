"""Nothing on a page fails when it is opened from a folder or a stick."""

from __future__ import annotations

import pytest

from tests.checked_hub import hub_with, told


@pytest.mark.parametrize(
    ("tag", "part"),
    [
        ('<script type="module" src="hub.js"></script>', "module script"),
        ('<script src="hub.js" integrity="sha256-x"></script>', "integrity"),
        ('<img src="a.png" alt="" crossorigin>', "crossorigin"),
        ('<svg><use href="icons.svg#fire"/></svg>', "drawing from another file"),
        ('<base href="/">', "<base>"),
        ('<a href="/index.html">首页</a>', "begins with /"),
        ('<a href="articles/">文章</a>', "to a folder"),
        ('<a href="articles">文章</a>', "to a folder"),
        ('<a href=".">首页</a>', "to a folder"),
    ],
)
def test_what_fails_from_a_stick_is_told(tag: str, part: str) -> None:
    found = told("offline", hub_with(site={"a.html": tag, "articles/index.html": "", "hub.js": ""}))
    assert len(found) == 1
    assert part in found[0][2]


def test_a_plain_page_is_no_problem() -> None:
    page = (
        '<script src="hub.js"></script><svg><use href="#fire"/></svg><a href="articles/index.html">文章</a>'
    )
    assert told("offline", hub_with(site={"a.html": page, "articles/index.html": "", "hub.js": ""})) == []
