"""What every rendered byte depends on besides view and templates: our code and the libraries below it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from site_builder.digest import digest
from site_builder.edition import libraries, sources

_LIBRARIES = (
    "jinja2",
    "justmytype-intl-cjk",
    "markdown-it-py",
    "markupsafe",
    "msgspec",
    "pikepdf",
    "pillow",
    "plutoprint",
    "pypdfium2",
    "pypinyin",
    "segno",
    "uharfbuzz",
    "weblate-fonts",
)


@cache
def code_version() -> str:
    """Return a digest of the package's source and of the libraries' versions."""
    return digest(sources(Path(__file__).parent.parent), libraries(*_LIBRARIES))
