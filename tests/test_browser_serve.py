"""The preview in a real browser: pages reload, mistakes appear over the page, policies let both happen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from site_builder.errors import Problem
from site_builder.pipeline import build_hub
from site_builder.serve import Live, Preview, State, open_preview
from site_builder.settings import Folder
from tests.site_text import write_site

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    write_site(tmp_path, "-- content/hub.toml --\nname = '旧名'\n")
    folder = Folder(tmp_path)
    build_hub(folder, today=date(2026, 11, 23))
    live = Live()
    live.publish(State("1"))
    with open_preview(folder.site, live, port=0) as preview:
        threading.Thread(target=preview.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield preview
        live.close()
        preview.shutdown()


def wait_for(browser: Chrome, condition: str) -> None:
    from selenium.webdriver.support.wait import WebDriverWait

    WebDriverWait(browser, 20, poll_frequency=0.05).until(lambda b: b.execute_script(f"return {condition}"))


def test_a_mistake_covers_the_page_until_it_is_mended_and_a_build_reloads(
    browser: Chrome, preview: Preview
) -> None:
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get(preview.url)
    browser.execute_script("window.sameLoad = true")

    preview.live.publish(State("1", (Problem("content/a.md:3", "日期 <b>写错了", "写成 2026-03-01"),)))
    wait_for(browser, "document.getElementById('kepu-problems')")
    shown = browser.execute_script("return document.getElementById('kepu-problems').innerText")
    assert shown.split("\n") == ["content/a.md:3", "日期 <b>写错了", "→ 写成 2026-03-01"]

    preview.live.publish(State("1"))
    wait_for(browser, "!document.getElementById('kepu-problems')")
    assert browser.execute_script("return window.sameLoad")

    index = preview.site / "index.html"
    index.write_text(index.read_text("utf-8").replace("旧名", "新名"), "utf-8", newline="\n")
    preview.live.publish(State("2"))
    wait_for(browser, "!window.sameLoad && document.title.includes('新名')")
    assert [row["message"] for row in browser.get_log("browser")] == []


def test_a_missing_page_reloads_too_once_it_is_there(browser: Chrome, preview: Preview) -> None:
    browser.get(preview.url + "later/new.html")
    folder = preview.site / "later"
    folder.mkdir()
    (folder / "new.html").write_text("<title>later</title>", "utf-8", newline="\n")
    preview.live.publish(State("2"))
    wait_for(browser, "document.title === 'later'")
    browser.get_log("browser")
