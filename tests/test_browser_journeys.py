"""What a village manager comes for, done in a browser from a folder: how many clicks each errand takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pypdfium2
import pytest

from site_builder.pipeline import Built
from site_builder.settings import Folder

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

A4_POINTS = (595.3, 841.9)
BOARD = "60x90"
PASTED = """
    const field = document.body.appendChild(document.createElement('textarea'))
    field.id = 'pasted'
    field.focus()
"""


@dataclass(kw_only=True)
class Manager:
    """Somebody who clicks what she sees, and counts."""

    browser: Chrome
    site: Path
    desk: Path
    clicks: int = 0

    def open(self, path: str) -> None:
        self.browser.get((self.site / path).as_uri())

    def click(self, selector: str) -> None:
        shown = [one for one in self.browser.find_elements("css selector", selector) if one.is_displayed()]
        assert shown, f"nothing to click at {selector}"
        shown[0].click()
        self.clicks += 1

    def shown(self) -> Path:
        """Return the file that the browser shows."""
        return Path(unquote(urlsplit(self.browser.current_url).path))

    def saved(self) -> Path:
        """Return the file that the browser has saved."""
        for _ in range(100):
            whole = [file for file in self.desk.iterdir() if not file.name.endswith(".crdownload")]
            if whole:
                return whole[0]
            time.sleep(0.1)
        raise AssertionError("the browser saved nothing")

    def pasted(self) -> str:
        """Return what another program would get from the clipboard."""
        from selenium.webdriver.common.keys import Keys

        self.browser.execute_script(PASTED)
        self.browser.find_element("id", "pasted").send_keys(Keys.CONTROL, "v")
        return str(self.browser.execute_script("return document.getElementById('pasted').value"))


@pytest.fixture
def manager(browser: Chrome, sample_folder: Folder, sample_hub: Built, tmp_path: Path) -> Iterator[Manager]:
    """Return one who has the hub on a stick and has never opened it before, at an old office screen."""
    assert sample_hub.files
    desk = tmp_path / "desk"
    desk.mkdir()
    place = {"behavior": "allow", "downloadPath": str(desk)}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", place)
    size = {"width": 1366, "height": 768, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    one = Manager(browser=browser, site=sample_folder.site, desk=desk)
    one.open("index.html")
    browser.execute_script("localStorage.clear()")
    yield one
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "default"})


def a_poster(manager: Manager) -> str:
    return min(file.name for file in (manager.site / "posters").glob("*.html") if file.stem != "index")


def test_from_home_to_sheets_for_the_office_printer_in_three_clicks(manager: Manager) -> None:
    manager.click(".hero .poster-card a")
    manager.click(f"a[href='#place-{BOARD}']")
    manager.click(".place-files .download")

    assert manager.clicks <= 3
    document = pypdfium2.PdfDocument(manager.shown())
    sizes = [page.get_size() for page in document]
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert len(sizes) == 10  # nine, and one that shows how they are put together
    assert all(sorted(size) == pytest.approx(A4_POINTS, abs=1) for size in sizes)
    for words in ("实际大小", "100%", "100 毫米"):
        assert words in text


def test_the_place_is_remembered_for_the_next_poster(manager: Manager) -> None:
    manager.click(".hero .poster-card a")
    manager.click(f"a[href='#place-{BOARD}']")
    manager.open(f"posters/{a_poster(manager)}")

    chosen = manager.browser.find_elements("css selector", ".place-pick[aria-current]")

    assert [str(one.get_attribute("href")).partition("#")[2] for one in chosen] == [f"place-{BOARD}"]
    manager.clicks = 0
    manager.click(".place-files .download")
    assert manager.clicks == 1
    assert BOARD in manager.shown().name


def test_from_home_to_the_pack_for_television_in_three_clicks(manager: Manager) -> None:
    manager.click("a[href='screens/index.html']")
    manager.click("a[download$='.zip']")

    assert manager.clicks <= 3
    with ZipFile(manager.saved()) as pack:
        names = [Path(name).name for name in pack.namelist()]
    assert names[0] == "000_test-card.jpg"
    assert names[1].startswith("001_")


def test_from_the_poster_s_page_to_a_line_for_the_led_in_two_clicks(manager: Manager) -> None:
    manager.open(f"posters/{a_poster(manager)}")
    manager.click("a[href='#lines-title']")
    manager.click("[data-copy]")

    assert manager.clicks <= 2
    line = manager.pasted()
    assert 0 < len(line) <= 40
    assert line.encode("gb2312").decode("gbk") == line


def test_from_the_poster_s_page_to_the_script_for_the_loudspeaker_in_one_click(manager: Manager) -> None:
    manager.open(f"posters/{a_poster(manager)}")
    manager.click(".speech-link")

    assert manager.clicks == 1
    script = manager.browser.find_element("class name", "speech-text")
    assert len(script.text) > 40
    assert float(script.value_of_css_property("font-size").removesuffix("px")) >= 24


def test_from_home_to_whether_a_poster_on_a_wall_still_holds_in_two_clicks(manager: Manager) -> None:
    rows = (manager.site / "codes/index.html").read_text("utf-8")
    code = rows.partition('data-code="')[2][:6]
    wrong = code[:5] + str((int(code[5]) + 1) % 10)
    manager.click(".site-footer a[href='codes/index.html']")
    manager.click("#code")
    field = manager.browser.switch_to.active_element
    answer = manager.browser.find_element("css selector", "[data-code-answer]")
    told = {}
    for typed in (code[:4], code, f"{code[:3]} {code[3:]}", wrong):
        field.clear()
        field.send_keys(typed)
        told[typed] = answer.text

    assert manager.clicks == 2
    assert told[code[:4]] == "再输 2 位"
    assert "有效，可以继续贴" in told[code]
    assert told[f"{code[:3]} {code[3:]}"] == told[code]
    assert "看错或输错" in told[wrong]


def test_the_pictures_of_places_are_used_by_keyboard_as_well(manager: Manager) -> None:
    from selenium.webdriver.common.keys import Keys

    manager.open(f"posters/{a_poster(manager)}")
    manager.browser.find_element("css selector", f"a[href='#place-{BOARD}']").send_keys(Keys.ENTER)
    focus = manager.browser.switch_to.active_element
    focus.send_keys(Keys.TAB)
    file = manager.browser.switch_to.active_element

    assert focus.get_attribute("id") == f"place-{BOARD}"
    assert BOARD in str(file.get_attribute("href"))


def test_without_javascript_the_files_for_every_place_are_listed(manager: Manager) -> None:
    manager.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    manager.open(f"posters/{a_poster(manager)}")

    places = manager.browser.find_elements("css selector", ".place")

    assert len(places) > 3
    assert all(place.is_displayed() for place in places)
