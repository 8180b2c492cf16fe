"""What in the settings wants a person's eye, though nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.settings.hub import Settings


def advice(settings: Settings) -> Iterator[Problem]:
    """Yield a warning when printed QR codes would lead to an address that is only an example (RFC 2606)."""
    host = urlsplit(settings.base_url).hostname or ""
    if "example" in host.split("."):
        yield Problem(
            "content/hub.toml",
            _("base_url is only an example: the QR codes on posters lead nowhere"),
            _("write the hub's own address before anything is printed"),
            severity="warning",
        )
