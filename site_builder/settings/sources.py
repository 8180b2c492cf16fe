"""sources.toml: where things may be pulled from, and on what terms they may be shown."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from site_builder.errors import Problem, SiteError
from site_builder.i18n import _
from site_builder.settings.table import Table, is_web_address

KINDS = ("feed", "list", "page", "file", "hub")
TRUSTS = ("review", "auto")
RIGHTS = ("link", "summary", "full")
_EVERY = re.compile(r"([0-9]{1,4})([hd])")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSource:
    """`every` is the least time between two visits, `limit` the most new items taken at one visit.

    `allow` lists networks this source may be reached in although they are private or loopback.
    """

    id: str
    name: str
    url: str
    kind: str = "feed"
    level: str = ""
    trust: str = "review"
    rights: str = "summary"
    permission: str = ""
    section: str = ""
    every: timedelta = timedelta(days=1)
    limit: int = 30
    encoding: str = ""
    allow: tuple[Network, ...] = ()


def load_sources(content: Path) -> tuple[FeedSource, ...]:
    """Read content/sources.toml; no file means no sources.

    Raises SiteError with every mistake.
    """
    file = content / "sources.toml"
    if not os.path.lexists(file):
        return ()
    problems: list[Problem] = []
    table = Table.of(file, "content/sources.toml", problems)
    sources = tuple(_source(row) for row in table.tables("source"))
    table.finish()
    if problems:
        raise SiteError.of(problems)
    return sources


def _source(row: Table) -> FeedSource:
    source = FeedSource(
        id=row.identifier(),
        name=row.require("name"),
        url=_address(row),
        kind=row.choose("kind", KINDS, "feed"),
        level=row.take("level", ""),
        trust=row.choose("trust", TRUSTS, "review"),
        rights=row.choose("rights", RIGHTS, "summary"),
        permission=row.take("permission", ""),
        section=row.take("section", ""),
        every=_every(row),
        limit=max(1, row.take("limit", 30)),
        encoding=row.take("encoding", ""),
        allow=_networks(row),
    )
    if source.rights == "full" and not source.permission:
        row.report(
            "rights",
            _("{name}: full text needs the permission it rests on").format(name=source.name),
            hint=_('add  permission = "who allowed it, when"  or write  rights = "summary"'),
        )
    row.finish()
    return replace(source, url=hub_address(source.url)) if source.kind == "hub" else source


def hub_address(url: str) -> str:
    """Return where a hub tells what it hands on, from the address of its home page."""
    return url if url.endswith(".json") else f"{url.removesuffix('index.html').rstrip('/')}/hub.json"


def _address(row: Table) -> str:
    url = row.require("url")
    if url.strip() and not is_web_address(url):
        row.report("url", _("url is not a web address: {url}").format(url=url), hint='url = "https://…"')
    return url


def _every(row: Table) -> timedelta:
    word = row.take("every", "1d")
    found = _EVERY.fullmatch(word)
    if found:
        return timedelta(**{{"h": "hours", "d": "days"}[found[2]]: int(found[1])})
    row.report(
        "every", _("every cannot be “{word}”").format(word=word), hint='every = "12h"  /  every = "1d"'
    )
    return timedelta(days=1)


def _networks(row: Table) -> tuple[Network, ...]:
    networks: list[Network] = []
    for word in row.take_words("allow"):
        try:
            networks.append(ipaddress.ip_network(word))
        except ValueError:
            row.report(
                "allow",
                _("allow has no network address: {word}").format(word=word),
                hint='allow = ["10.1.0.0/16"]',
            )
    return tuple(networks)
