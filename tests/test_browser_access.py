"""Every kind of page, as usual and for the elderly, held against WCAG 2.1 AA by axe-core in a browser."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from site_builder.settings import Folder

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sample_hub")]

KINDS = (
    "index.html",
    "404.html",
    "about.html",
    "articles/index.html",
    "articles/disaster/index.html",
    "articles/disaster/stove.html",
    "articles/nature/zhijin-cave.html",
    "audiences/index.html",
    "audiences/village/index.html",
    "calendar.html",
    "codes/index.html",
    "figures/index.html",
    "notices/index.html",
    "posters/index.html",
    "posters/stove.html",
    "posters/stove-figure.html",
    "screens/index.html",
    "search.html",
    "tags/index.html",
    "units/index.html",
    "units/weining/index.html",
)
FIRST_OF = ("notices", "tags", "posters/stove")  # folders of which one page stands for all
WIDTHS = (360, 1366)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
RUN = """
const [rules, done] = arguments
axe.run(document, {runOnly: rules}).then(found => done(found.violations.map(
    one => [one.impact, one.id, one.nodes.map(node => node.html)])))
"""
TOO_WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


def kinds(site: Path) -> list[str]:
    others = [
        min(file for file in (site / folder).glob("*.html") if file.stem != "index") for folder in FIRST_OF
    ]
    return [*KINDS, *(file.relative_to(site).as_posix() for file in others)]


@pytest.mark.parametrize("mode", ["", "#elder"], ids=["usual", "elder"])
def test_every_kind_of_page_is_for_everybody(sample_folder: Folder, browser: Chrome, mode: str) -> None:
    axe = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    faults: dict[str, Any] = {}
    for path in kinds(sample_folder.site):
        for width in WIDTHS:
            size = {"width": width, "height": 768, "deviceScaleFactor": 1, "mobile": False}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            browser.get("about:blank")
            browser.get((sample_folder.site / path).as_uri() + mode)
            browser.execute_script(axe)
            found = browser.execute_async_script(RUN, RULES)
            if found or browser.execute_script(TOO_WIDE) > 0:
                faults[f"{path} {width}"] = found or "scrolls sideways"
    browser.execute_script("localStorage.clear()")

    assert faults == {}
