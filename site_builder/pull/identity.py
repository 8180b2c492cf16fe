"""When two items are the same one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from site_builder.digest import digest
from site_builder.pull.entry import Item

ID_LENGTH = 8
_NEAR = timedelta(days=3)
_SHORTEST = 6  # "通知公告" at two sites is not the same text
_TRACKING = re.compile(r"utm_.*|spm", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


def same_address(url: str) -> str:
    """Return what two spellings of one address have in common: no scheme, tracking words or fragment.

    A fragment that begins with `/` or `!` is the address itself in pages made by a script.
    """
    try:
        parts = urlsplit(url.strip())
        port = "" if parts.port in (None, _PORTS.get(parts.scheme)) else f":{parts.port}"
    except ValueError:
        return url.strip()
    if parts.scheme not in _PORTS:
        return url.strip()
    words = [row for row in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(row[0])]
    query = f"?{urlencode(words)}" if words else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    return f"{(parts.hostname or '').rstrip('.')}{port}{parts.path.rstrip('/')}{query}{fragment}"


def item_id(source: str, item: Item) -> str:
    """Return eight hexadecimal digits; an item's address makes the same ones at every source."""
    named = item.guid or item.link
    key = same_address(named) if _is_address(named) else f"{source}\n{named or item.title}"
    return digest(key.encode("utf-8", "surrogatepass"))[:ID_LENGTH]


def _is_address(named: str) -> bool:
    try:
        return urlsplit(named).scheme in _PORTS
    except ValueError:
        return False


def distinct(items: Iterable[Item]) -> list[Item]:
    """Return items once each; a guid that several share says nothing and is dropped."""
    items = list(items)
    uses = Counter(item.guid for item in items if item.guid)
    links: dict[str, set[str]] = {}
    for item in items:
        if uses[item.guid] > 1:
            links.setdefault(item.guid, set()).add(same_address(item.link))
    honest = [
        replace(item, guid="") if uses[item.guid] > 1 and len(links[item.guid]) > 1 else item
        for item in items
    ]
    seen: dict[str, Item] = {}
    for item in honest:
        seen.setdefault(item_id("", item), item)
    return list(seen.values())


def same_title(title: str) -> str:
    """Return the letters and digits of title, full-width and half-width forms alike."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def same_text(one: tuple[str, date], other: tuple[str, date]) -> bool:
    """Say whether two titles with their days mean one text that two sources carry."""
    title = same_title(one[0])
    return len(title) >= _SHORTEST and title == same_title(other[0]) and abs(one[1] - other[1]) <= _NEAR
