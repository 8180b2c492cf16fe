"""“My unit”: remembered in this browser alone, and nothing depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from site_builder.pipeline import build_hub
from site_builder.settings import Folder
from tests.site_text import write_site

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

HUB = """\
    -- content/hub.toml --
    name = "科普毕节"
    formats = ["a4"]
    -- content/units.toml --
    [[units]]
    id = "city"
    name = "某市"
    [[units]]
    id = "cun"
    name = "某村"
    parent = "city"
    [[audiences]]
    id = "school"
    name = "学校"
    icon = "school"
    -- content/articles/health/a.md --
    ---
    title: 甲
    date: 2026-11-01
    ---
    正文。
    """
OFFER = "[data-mine-offer] button"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Folder(write_site(tmp_path_factory.mktemp("mine"), HUB))
    build_hub(folder, today=date(2026, 11, 23))
    return folder.site


class Visitor:
    def __init__(self, browser: Chrome, site: Path) -> None:
        self.browser = browser
        self.site = site

    def open(self, path: str) -> None:
        self.browser.get((self.site / path).as_uri())

    def press(self) -> str:
        """Press the button of a group's page, and return what it says then."""
        button = self.browser.find_element("css selector", OFFER)
        button.click()
        return button.text

    def links(self) -> list[str]:
        """Return what the home page offers."""
        self.open("index.html")
        return [link.text for link in self.browser.find_elements("css selector", "[data-mine] a")]


@pytest.fixture
def visitor(browser: Chrome, site: Path) -> Iterator[Visitor]:
    one = Visitor(browser, site)
    one.open("index.html")
    browser.execute_script("localStorage.clear()")
    yield one
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    one.open("index.html")
    browser.execute_script("localStorage.clear()")


def test_the_home_page_leads_to_the_unit_and_the_audience_that_were_chosen(visitor: Visitor) -> None:
    assert visitor.links() == []
    visitor.open("units/cun/index.html")
    assert "已记住" in visitor.press()
    visitor.open("audiences/school/index.html")
    visitor.press()

    assert visitor.links() == ["某村该换的", "学校该换的"]
    visitor.browser.find_element("css selector", "[data-mine] a").click()
    assert visitor.browser.current_url == (visitor.site / "units/cun/index.html").as_uri()


def test_another_unit_takes_its_place_and_a_second_press_forgets_it(visitor: Visitor) -> None:
    for path in ("units/cun/index.html", "units/city/index.html"):
        visitor.open(path)
        visitor.press()
    assert visitor.links() == ["某市该换的"]
    visitor.open("units/city/index.html")
    assert visitor.browser.find_element("css selector", OFFER).get_attribute("aria-pressed") == "true"
    assert "记住这里" in visitor.press()
    assert visitor.links() == []


@pytest.mark.parametrize(
    "stored",
    [
        "not json",
        "null",
        '{"units": {"name": "x", "address": "javascript:alert(1)"}}',
        '{"units": {"name": "x", "address": "units/../../../x/index.html"}}',
        '{"units": "x", "audiences": {"address": "audiences/school/index.html"}}',
    ],
)
def test_what_another_page_has_left_there_leads_nowhere(visitor: Visitor, stored: str) -> None:
    visitor.browser.execute_script("localStorage.setItem('kepu-mine', arguments[0])", stored)
    visitor.browser.get_log("browser")  # what others said before
    assert visitor.links() == []
    assert visitor.browser.get_log("browser") == []


def test_without_scripts_every_unit_is_two_links_from_home(visitor: Visitor) -> None:
    visitor.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    visitor.open("index.html")
    visitor.browser.find_element("partial link text", "按地方看：").click()
    visitor.browser.find_element("link text", "某村").click()
    assert visitor.browser.find_element("css selector", "h1").text == "某村"
    assert not visitor.browser.find_elements("css selector", OFFER)
    assert visitor.browser.find_element("link text", "甲")
