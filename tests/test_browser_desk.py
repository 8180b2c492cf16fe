"""A person at the desk: twenty items with one key each, no click, and no request to anywhere else."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from site_builder.desk import Desk, Room, open_desk
from site_builder.pull import read_inbox, reject
from tests.desk_hub import DAY, desk_hub

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

SHOWN = """
    const now = document.querySelector('#queue [aria-current]'), page = document.getElementById('page')
    return Boolean(now && page.src.includes('item=' + now.dataset.id))
        && page.contentDocument.readyState === 'complete'
"""
COUNT = "return document.querySelectorAll('#queue [data-id]').length"
CHANGED = "return !document.getElementById('changes-part').hidden"


class Person:
    """Presses keys, and counts them."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser
        self.keys = 0

    def ask(self, script: str) -> object:
        return self.browser.execute_script(script)

    def wait(self, script: str, value: object = True) -> None:
        from selenium.webdriver.support.wait import WebDriverWait

        WebDriverWait(self.browser, 60, poll_frequency=0.02).until(lambda _b: self.ask(script) == value)

    def press(self, key: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.browser).send_keys(key).perform()
        self.keys += 1

    def words(self, name: str) -> str:
        return str(self.ask(f"return document.getElementById('{name}').innerText"))

    def decide(self) -> None:
        """Decide on the item that is shown, as its reasons advise."""
        self.wait(SHOWN)
        if self.ask(CHANGED):
            self.press("n")
            self.wait(CHANGED, value=False)
        told = self.words("reasons")
        if "advertising" in told or "rumour" in told:
            self.press("r")
            self.press("2" if "advertising" in told else "5")
        elif "approval number" in told or "sources.toml" in told:
            self.press("l")
        else:
            if "names no evidence" in told:
                self.press("e")
                self.wait(
                    "return document.getElementById('reasons').innerText.includes('names no evidence')",
                    value=False,
                )
            self.press("a")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    room = Room(desk_hub(tmp_path), lambda: DAY)
    with open_desk(room, token="t0ken", port=0) as desk:
        threading.Thread(target=desk.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield desk
        desk.shutdown()
        room.close()


def hosts(browser: Chrome) -> set[str]:
    events = [json.loads(row["message"])["message"] for row in browser.get_log("performance")]
    urls = [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]
    return {urlsplit(url).netloc for url in urls if not url.startswith("data:")}


def test_twenty_items_take_thirty_keys_and_no_click(browser: Chrome, desk: Desk) -> None:
    size = {"width": 1366, "height": 650, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get("about:blank")
    browser.get_log("performance")
    browser.get_log("browser")
    browser.get(desk.url)
    person, content = Person(browser), desk.room.folder.content
    person.wait(COUNT, 20)
    for left in range(19, -1, -1):
        person.decide()
        person.wait(COUNT, left)

    assert person.keys <= 30
    assert read_inbox(content)[0] == []
    assert len(list(content.glob("articles/*/*.md"))) == 19  # eighteen of them new
    assert hosts(browser) == {urlsplit(desk.origin).netloc}
    assert browser.get_log("browser") == []
    assert "收件箱空了" in browser.find_element("tag name", "body").text

    person.press("u")
    person.wait(COUNT, 1)
    assert len(read_inbox(content)[0]) == 1


def test_what_happens_elsewhere_is_said_and_letters_in_a_field_decide_nothing(
    browser: Chrome, desk: Desk
) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get(desk.url)
    person, folder = Person(browser), desk.room.folder
    person.wait(COUNT, 20)
    person.wait(SHOWN)
    shown = str(person.ask("return document.querySelector('#queue [aria-current]').dataset.id"))
    reject(folder, shown, reason="别处退的")
    person.press("a")
    person.wait("return document.getElementById('said').innerText.includes('别处退的')")
    person.wait(COUNT, 19)

    person.wait(SHOWN)
    shown = str(person.ask("return document.querySelector('#queue [aria-current]').dataset.id"))
    field = browser.find_element("css selector", "[name=title]")
    field.clear()
    field.send_keys("arlsu 短标题")
    person.press(Keys.ESCAPE)
    person.wait("return document.querySelector('#queue [aria-current] b').innerText", "arlsu 短标题")
    titles = {one.entry.id: one.entry.title for one in read_inbox(folder.content)[0]}

    assert titles[shown] == "arlsu 短标题"
    assert len(titles) == 19
