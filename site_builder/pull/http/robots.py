"""robots.txt: which addresses a site asks programs to leave alone."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from site_builder.i18n import _
from site_builder.pull.http.addresses import Network
from site_builder.pull.http.client import Client, Request
from site_builder.pull.trouble import FetchError

AGENT = "kepu"


@dataclass(frozen=True, slots=True)
class Robots:
    """Asks each host once a run; shared by all lanes."""

    client: Client
    _rules: dict[str, Protego | FetchError] = field(default_factory=dict)
    _locks: dict[str, threading.Lock] = field(default_factory=dict)

    def admit(self, url: str, allow: tuple[Network, ...]) -> None:
        """Raise FetchError if the site does not want url to be fetched."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._locks.setdefault(origin, threading.Lock()):
            rules = self._rules.get(origin)
            if rules is None:
                rules = self._rules[origin] = self._ask(origin, allow)
        if isinstance(rules, FetchError):
            raise rules
        if not rules.can_fetch(url, AGENT):
            raise FetchError(
                _("the site's robots.txt asks programs not to fetch this address"),
                hint=_("ask the site for leave, or take the source out of sources.toml"),
                status=403,
            )

    def _ask(self, origin: str, allow: tuple[Network, ...]) -> Protego | FetchError:
        """Return the rules: none when there is no file, and patience when the server fails (RFC 9309)."""
        try:
            answer = self.client.get(Request(url=f"{origin}/robots.txt", allow=allow))
        except FetchError as error:
            if error.status >= 500:
                return FetchError(
                    _("the site cannot say now what programs may fetch (robots.txt: {status})").format(
                        status=error.status
                    ),
                    hint=_("nothing to do: it is asked again later"),
                    wait=error.wait,
                )
            return Protego.parse("")
        return Protego.parse(answer.body[: 512 << 10].decode("utf-8", "replace"))
