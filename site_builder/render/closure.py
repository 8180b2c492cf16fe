"""Which template files a template is made from, itself included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from site_builder.digest import digest

_NAMES = re.compile(r"\{%[-+]?\s*(?:include|extends|import|from)\b(?P<what>.*?)[-+]?%\}", re.DOTALL)
_LITERAL = re.compile(r"(['\"])(?P<name>[^'\"]+)\1\s*(?:$|(?:import|as|with|without|ignore)\b)")
_ICON = re.compile(r"\|\s*icon\b|\bfilter\s+icon\b|(['\"])icon\1\s*[),]")
ICONS = "posters/icons/"


class _Named(NamedTuple):
    """What one text names; `unsure` if it works a name out while it is rendered."""

    names: tuple[str, ...]
    unsure: bool
    icons: bool


def closure(names: Iterable[str], sources: Mapping[str, str]) -> frozenset[str]:
    """Return the names of all files that the templates called names may show.

    `sources` maps every template's name to its text. A name that is worked out while rendering, or that no
    template has, counts as every template; the word icon as every icon.
    """
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        one = waiting.pop()
        if one not in found and one in sources:
            found.add(one)
            waiting += named(sources[one], sources)
    return frozenset(found)


def named(text: str, sources: Mapping[str, str]) -> Iterable[str]:
    """Return the files that one template text names itself."""
    told = _named(text)
    if told.unsure or not sources.keys() >= {*told.names}:
        return sources
    icons = [name for name in sources if name.startswith(ICONS)] if told.icons else []
    return [*told.names, *icons]


@lru_cache(maxsize=1024)  # every poster asks for all icons again
def _named(text: str) -> _Named:
    found = [_LITERAL.match(match["what"].strip()) for match in _NAMES.finditer(text)]
    names = tuple(plain_name(literal["name"]) for literal in found if literal)
    return _Named(names, len(names) < len(found), bool(_ICON.search(text)))


def plain_name(name: str) -> str:
    """Return the name under which a template is known: `./a//b.html` is `a/b.html`."""
    return "/".join(part for part in name.split("/") if part not in {"", "."})


def version_of(names: frozenset[str], sources: Mapping[str, str]) -> str:
    """Return a digest of the texts of those templates."""
    return digest(*(part for name in sorted(names) for part in (name.encode(), sources[name].encode())))
