"""What every rendered byte depends on besides view and templates: our code and the libraries below it."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path

from site_builder.digest import digest

_LIBRARIES = (
    "jinja2",
    "justmytype-intl-cjk",
    "markdown-it-py",
    "markupsafe",
    "pillow",
    "plutoprint",
    "pypdfium2",
    "segno",
    "uharfbuzz",
)


@cache
def code_version() -> str:
    """Return a digest of the package's source and of the libraries' versions."""
    package = Path(__file__).parent.parent
    sources = sorted(package.rglob("*.py"))
    libraries = (f"{name} {version(name)}".encode() for name in _LIBRARIES)
    return digest(*(file.read_bytes() for file in sources), *libraries)
