"""robots.txt: which addresses a site asks programs to leave alone."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from protego import Protego

from site_builder.i18n import _
from site_builder.pull.http.addresses import Network
from site_builder.pull.http.client import Client, Request
from site_builder.pull.memory import Kept
from site_builder.pull.trouble import FetchError

AGENT = "kepu"
_DAY = timedelta(days=1)  # RFC 9309 lets nobody keep rules longer
_LONGEST = 64 << 10  # bytes that are read


@dataclass(frozen=True, slots=True)
class Robots:
    """Asks each host once a day; shared by all lanes."""

    client: Client
    _rules: dict[str, Protego | FetchError] = field(default_factory=dict)
    _locks: dict[str, threading.Lock] = field(default_factory=dict)

    def admit(self, url: str, allow: tuple[Network, ...], *, legacy: bool = False) -> None:
        """Raise FetchError if the site does not want url to be fetched."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._locks.setdefault(origin, threading.Lock()):
            rules = self._rules.get(origin)
            if rules is None:
                rules = self._rules[origin] = self._ask(origin, allow, legacy=legacy)
        if isinstance(rules, FetchError):
            raise rules
        if not rules.can_fetch(url, AGENT):
            raise FetchError(
                _("the site's robots.txt asks programs not to fetch this address"),
                hint=_("ask the site for leave, or take the source out of sources.toml"),
                status=403,
            )

    def _ask(self, origin: str, allow: tuple[Network, ...], *, legacy: bool) -> Protego | FetchError:
        """Return the rules: none when there is no file, and patience when the server fails (RFC 9309)."""
        kept = self.client.kept.get(origin)
        if kept and timedelta(0) <= self.client.now - kept.asked < _DAY:
            return Protego.parse(kept.text)
        try:
            answer = self.client.get(Request(url=f"{origin}/robots.txt", allow=allow, legacy=legacy))
        except FetchError as error:
            if error.status >= 500 or error.status == 429:
                return FetchError(
                    _("the site cannot say now what programs may fetch (robots.txt: {status})").format(
                        status=error.status
                    ),
                    hint=_("nothing to do: it is asked again later"),
                    wait=error.wait,
                )
            text = ""
        else:
            text = answer.body[:_LONGEST].decode("utf-8-sig", "replace")
        self.client.kept[origin] = Kept(self.client.now, text)
        return Protego.parse(text)
