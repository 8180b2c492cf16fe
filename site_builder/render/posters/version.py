"""What a poster's bytes depend on besides its view."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from site_builder.digest import digest
from site_builder.edition import libraries, sources
from site_builder.render.posters.source import TEMPLATE, TemplateSource

_LIBRARIES = ("plutoprint", "pypdfium2", "uharfbuzz", "segno", "pillow", "justmytype-intl-cjk", "jinja2")
_NAMED = re.compile(r"\{%-?\s*(?:include|import|from|extends)\s+[\"']([^\"']+)[\"']")


@functools.cache
def code_version() -> str:
    """Return a digest of this package and the libraries it stands on."""
    return digest(sources(Path(__file__).parent), libraries(*_LIBRARIES))


def template_version(templates: TemplateSource, names: tuple[str, ...]) -> str:
    """Return a digest of template files and all that they include."""
    seen: dict[str, bytes] = {}
    waiting = [TEMPLATE, *names]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            text = templates.source(name)
            seen[name] = text.encode()
            waiting += _NAMED.findall(text)
    return digest(*(part for name in sorted(seen) for part in (name.encode(), seen[name])))
