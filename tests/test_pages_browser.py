"""The sample hub's pages opened from the disk in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_builder.settings import Folder

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sample_hub")]

MISSING_PICTURES = """
return [].filter.call(document.images, function (image) {
  return image.loading === "eager" && !image.naturalWidth;
}).map(function (image) { return image.src; });
"""
CARD_BOTTOMS = """
return [].map.call(document.querySelectorAll(".poster-card"), function (card) {
  return card.getBoundingClientRect().bottom;
});
"""
TOO_WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


def open_page(browser: Chrome, folder: Folder, path: str, *, width: int, height: int = 700) -> None:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get((folder.site / path).as_uri())


def type_size(browser: Chrome) -> float:
    size: str = browser.execute_script("return getComputedStyle(document.body).fontSize")
    return float(size.removesuffix("px"))


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "articles/disaster/stove.html",
        "posters/stove.html",
        "posters/index.html",
        "tags/index.html",
        "notices/index.html",
        "404.html",
    ],
)
def test_a_page_from_a_stick_is_dressed_and_silent(
    sample_folder: Folder, browser: Chrome, path: str, width: int
) -> None:
    open_page(browser, sample_folder, path, width=width)

    assert browser.execute_script(TOO_WIDE) == 0
    assert "PingFang" in browser.execute_script("return getComputedStyle(document.body).fontFamily")
    assert browser.execute_script(MISSING_PICTURES) == []
    assert browser.get_log("browser") == []


def test_this_month_s_posters_are_seen_without_scrolling_on_an_old_screen(
    sample_folder: Folder, browser: Chrome
) -> None:
    """1366 x 768 less the browser's own bars and the task bar."""
    open_page(browser, sample_folder, "index.html", width=1366, height=620)

    bottoms = browser.execute_script(CARD_BOTTOMS)

    assert len(bottoms) >= 3
    assert max(bottoms) <= 620


def test_large_type_is_chosen_once_for_all_pages(sample_folder: Folder, browser: Chrome) -> None:
    open_page(browser, sample_folder, "index.html", width=1366)
    before = type_size(browser)

    browser.execute_script("document.querySelector('.tool').click()")
    open_page(browser, sample_folder, "posters/index.html", width=1366)
    after = type_size(browser)
    browser.execute_script("document.querySelector('.tool').click()")

    assert after > before * 1.2
    assert type_size(browser) == before
