"""Which template files a template is made from, itself included."""

from __future__ import annotations

import re
from collections.abc import Mapping

from site_builder.digest import digest

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_NAMES = re.compile(r"\{%-?\+?\s*(?:include|extends|import|from)\s+(?P<what>[^%]*)%\}")
_LITERAL = re.compile(r"(['\"])(?P<name>[^'\"]+)\1\s*(?:$|(?:import|as|with|without|ignore)\b)")
_ICON = re.compile(r"\|\s*icon\b")
ICONS = "posters/icons/"


def closure(name: str, sources: Mapping[str, str]) -> frozenset[str]:
    """Return the names of all files that the template called name may show.

    `sources` maps every template's name to its text. A name that is worked out while rendering counts as
    every template, an icon as every icon.
    """
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in found and one in sources:
            found.add(one)
            waiting += named(sources[one], sources)
    return frozenset(found)


def named(text: str, sources: Mapping[str, str]) -> list[str]:
    """Return the files that one template text names itself."""
    plain = _COMMENT.sub("", text)
    names: list[str] = []
    for match in _NAMES.finditer(plain):
        literal = _LITERAL.match(match["what"].strip())
        names += [literal["name"]] if literal else list(sources)
    if _ICON.search(plain):
        names += [name for name in sources if name.startswith(ICONS)]
    return names


def version_of(names: frozenset[str], sources: Mapping[str, str]) -> str:
    """Return a digest of the texts of those templates."""
    return digest(*(part for name in sorted(names) for part in (name.encode(), sources[name].encode())))
