"""What the settings still have of an example, and must not be printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.settings.hub import Settings

TO_CHANGE = "请修改"  # stands in the name that `kepu new` writes


def example_address(settings: Settings) -> Iterator[Problem]:
    """Yield a warning when printed QR codes would lead to an address that is only an example (RFC 2606)."""
    host = urlsplit(settings.base_url).hostname or ""
    if "example" in host.split("."):
        yield Problem(
            "content/hub.toml",
            _("base_url is only an example: the QR codes on posters lead nowhere"),
            _("write the hub's own address before anything is printed"),
            severity="warning",
        )


def example_name(content: Path, settings: Settings) -> Iterator[Problem]:
    """Yield a warning when posters would bear the organiser's name that a new hub begins with."""
    name = settings.organiser.name
    if TO_CHANGE in name:
        before, _name, _after = (content / "hub.toml").read_text("utf-8-sig", "replace").partition(name)
        yield Problem(
            f"content/hub.toml:{before.count(chr(10)) + 1}",
            _("the organiser is only an example, and posters bear it: {name}").format(name=name),
            _("write who issues them before anything is printed"),
            severity="warning",
        )
