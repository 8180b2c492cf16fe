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
VOICE = """
window.said = [];
Object.defineProperty(window, "speechSynthesis", {value: {
  speaking: false,
  getVoices: function () { return [{lang: "zh-CN", localService: true}]; },
  addEventListener: function () {},
  cancel: function () {},
  speak: function (one) { window.said.push(one.text); one.onend(); }
}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
TOO_WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


def open_page(browser: Chrome, folder: Folder, path: str, *, width: int, height: int = 700) -> None:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get("about:blank")
    browser.get_log("browser")
    page, _hash, place = path.partition("#")
    browser.get((folder.site / page).as_uri() + f"#{place}" * bool(place))


def type_size(browser: Chrome) -> float:
    return float(
        browser.find_element("tag name", "body").value_of_css_property("font-size").removesuffix("px")
    )


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


def test_the_version_for_the_elderly_is_chosen_once_for_all_pages(
    sample_folder: Folder, browser: Chrome
) -> None:
    open_page(browser, sample_folder, "index.html", width=1366)
    before = type_size(browser)

    browser.find_element("class name", "elder-on").click()
    open_page(browser, sample_folder, "posters/index.html", width=1366)
    after = type_size(browser)
    browser.find_element("class name", "elder-off").click()

    assert after > before * 1.3
    assert type_size(browser) == before
    open_page(browser, sample_folder, "index.html", width=1366)
    assert type_size(browser) == before


def test_without_scripts_a_link_leads_to_the_version_for_the_elderly_and_back(
    sample_folder: Folder, browser: Chrome
) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(browser, sample_folder, "articles/disaster/stove.html", width=1366)
        before = type_size(browser)
        browser.find_element("class name", "elder-on").click()
        after = type_size(browser)
        browser.find_element("class name", "elder-off").click()
        assert after > before * 1.3
        assert type_size(browser) == before
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_where_there_is_a_voice_a_text_is_read_to_its_end(sample_folder: Folder, browser: Chrome) -> None:
    """The browser here has no voice: one that keeps what it is given stands in."""
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": VOICE})
    try:
        open_page(browser, sample_folder, "articles/disaster/stove.html", width=1366)
        button = next(one for one in browser.find_elements("class name", "tool") if one.text == "朗读")
        button.click()
        said = browser.execute_script("return window.said")
        shown = browser.find_element("class name", "prose").text
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)

    assert max(map(len, said)) <= 90
    assert "".join("".join(said).split()).endswith("".join(shown.split())[-20:])
    assert browser.find_element("tag name", "h1").text in said[0]
    assert button.text == "朗读"


def test_without_a_voice_no_button_promises_one(sample_folder: Folder, browser: Chrome) -> None:
    open_page(browser, sample_folder, "articles/disaster/stove.html", width=1366)

    assert "朗读" not in [one.text for one in browser.find_elements("class name", "tool")]


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
        "index.html#elder",
        "posters/stove.html#elder",
    ],
)
def test_words_stand_out_from_their_ground(sample_folder: Folder, browser: Chrome, path: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1; words over a gradient or a picture are left out."""
    open_page(browser, sample_folder, path, width=1366)

    faint = browser.execute_script(FAINT_WORDS)
    browser.execute_script("localStorage.clear()")

    assert faint == []
