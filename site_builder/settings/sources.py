"""sources.toml: where things may be pulled from, and on what terms they may be shown."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from site_builder.errors import Problem, SiteError
from site_builder.i18n import _
from site_builder.settings.table import Table, is_web_address

KINDS = ("feed", "list", "page", "file", "hub")
TRUSTS = ("review", "auto")
RIGHTS = ("link", "summary", "full")
TLS = ("modern", "legacy")
PAGES, MOST_PAGES = 3, 50
_SELECTORS = {"items": "ul.list li", "body": "div.content"}  # examples
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d{1,5})?")
_EVERY = re.compile(r"([0-9]{1,4})([hd])")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSource:
    """`every` is the least time between two visits, `limit` the most new items taken at one visit.

    `allow` lists networks this source may be reached in although they are private or loopback; `tls` is
    `legacy` for a server that speaks nothing newer. A `disabled` source says why it is not asked.
    `pages` is how many pages of a list, or of a JSON feed, are read.
    Of a list: `items` and `body` are CSS selectors of its rows and of an article's text, empty where the
    reader finds them itself; `allow_hosts` are the other hosts its articles may stand on, `attachments` says
    whether PDF files of full-text items are fetched.
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
    tls: str = "modern"
    disabled: str = ""
    allow: tuple[Network, ...] = ()
    items: str = ""
    body: str = ""
    pages: int = PAGES
    allow_hosts: tuple[str, ...] = ()
    attachments: bool = False


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


def is_registered(sources: Sequence[FeedSource], *, id_: str = "", url: str = "") -> bool:
    """Say whether a text's source is one of sources: by id, by name, or by the host of its address."""
    if any(id_ and id_ in (source.id, source.name) for source in sources):
        return True
    host = _host(url)
    return bool(host) and any(_is_at(host, _host(source.url)) for source in sources)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""


def _is_at(host: str, site: str) -> bool:
    """Say whether a host is a site's, or one below it."""
    return bool(site) and (host == site or host.endswith(f".{site}"))


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
        tls=row.choose("tls", TLS, "modern"),
        disabled=row.take("disabled", ""),
        allow=_networks(row),
        items=_selector(row, "items"),
        body=_selector(row, "body"),
        pages=_pages(row),
        allow_hosts=_hosts(row),
        attachments=row.take("attachments", False),  # noqa: FBT003 - a key and its default
    )
    if source.items and source.kind != "list":
        row.report(
            "items",
            _("{name}: items is only read of a list page").format(name=source.name),
            hint=_('add  kind = "list"  or remove the line'),
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


def _selector(row: Table, key: str) -> str:
    selector = row.take(key, "")
    if selector.strip():
        from cssselect import HTMLTranslator, SelectorError  # noqa: PLC0415 - 10 ms, where one is named

        try:
            HTMLTranslator().css_to_xpath(selector)
        except SelectorError as error:
            row.report(
                key,
                _("{key} is not a CSS selector: {reason}").format(key=key, reason=error),
                hint=_('for example  {key} = "{example}"').format(key=key, example=_SELECTORS[key]),
            )
            return ""
    return selector.strip()


def _pages(row: Table) -> int:
    pages = row.take("pages", PAGES)
    if 1 <= pages <= MOST_PAGES:
        return pages
    row.report(
        "pages",
        _("pages cannot be {number}").format(number=pages),
        hint=_("a whole number from 1 to {most}").format(most=MOST_PAGES),
    )
    return PAGES


def _hosts(row: Table) -> tuple[str, ...]:
    """Return host names; whoever writes a whole address means its host."""
    words = row.take_words("allow_hosts")
    hosts = [(urlsplit(word).netloc if "://" in word else word).lower() for word in words]
    for word, host in zip(words, hosts, strict=True):
        if not _HOST.fullmatch(host):
            row.report(
                "allow_hosts",
                _("allow_hosts has no host name: {word}").format(word=word),
                hint='allow_hosts = ["img.example.cn"]',
            )
    return tuple(hosts)


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
