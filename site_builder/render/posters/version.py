"""What a poster's bytes depend on besides its view."""

from __future__ import annotations

import functools
import re
from importlib.metadata import version
from importlib.resources import files

from site_builder.digest import digest
from site_builder.render.posters.page import TEMPLATE, TemplateSource

_LIBRARIES = ("plutoprint", "pypdfium2", "uharfbuzz", "segno", "pillow", "justmytype-intl-cjk", "jinja2")
_NAMED = re.compile(r"\{%-?\s*(?:include|import|from|extends)\s+[\"']([^\"']+)[\"']")


@functools.cache
def code_version() -> str:
    """Return a digest of this package and the libraries it stands on."""
    own = sorted((file.name, file.read_bytes()) for file in files(__package__).iterdir() if file.is_file())
    libraries = [f"{name} {version(name)}".encode() for name in _LIBRARIES]
    return digest(*(data for _name, data in own), *libraries)


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
