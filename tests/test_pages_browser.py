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
FAINT_WORDS = """
function parts(colour) { return colour.match(/[\\d.]+/g).map(Number); }
function light(rgb) {
  var line = rgb.slice(0, 3).map(function (part) {
    part = part / 255;
    return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  });
  return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2];
}
function ground(element) {
  for (; element; element = element.parentElement) {
    var style = getComputedStyle(element), colour = parts(style.backgroundColor);
    if (style.backgroundImage !== "none") { return null; }
    if (colour.length === 3 || colour[3] === 1) { return colour; }
  }
  return [255, 255, 255];
}
return [].filter.call(document.body.querySelectorAll("*"), function (element) {
  var own = [].some.call(element.childNodes, function (node) {
    return node.nodeType === 3 && node.textContent.trim();
  });
  var below = own && element.offsetParent && ground(element);
  if (!below) { return false; }
  var pair = [light(parts(getComputedStyle(element).color)), light(below)];
  return (Math.max.apply(null, pair) + 0.05) / (Math.min.apply(null, pair) + 0.05) < 4.5;
}).map(function (element) { return element.className + ": " + element.textContent.trim(); });
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


def test_home_without_its_style_sheet_says_what_to_do(sample_folder: Folder, browser: Chrome) -> None:
    """A double click inside a ZIP unpacks that one file only."""
    open_page(browser, sample_folder, "index.html", width=1366)
    note = browser.find_element("class name", "unpack")
    dressed = note.is_displayed()

    browser.execute_script("document.querySelector('link[rel=stylesheet]').remove()")

    assert not dressed
    assert note.is_displayed()
    assert "解压" in note.text


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "articles/disaster/stove.html",
        "articles/disaster/index.html",
        "posters/stove.html",
        "tags/index.html",
        "notices/index.html",
    ],
)
def test_words_stand_out_from_their_ground(sample_folder: Folder, browser: Chrome, path: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1; words over a gradient or a picture are left out."""
    open_page(browser, sample_folder, path, width=1366)

    assert browser.execute_script(FAINT_WORDS) == []
