"""The office's own settings: hub.toml, units.toml, sources.toml and the folder they lie in.

A name's module is loaded when it is asked for: a build that has nothing to do needs only the folder.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from site_builder.settings.folder import Folder, builtin_templates, find_folder, user_cache

if TYPE_CHECKING:
    from site_builder.settings.example import example_address, example_name
    from site_builder.settings.formats import FORMATS, Format
    from site_builder.settings.hub import Organiser, Records, Section, Settings, load_settings
    from site_builder.settings.icons import unknown_icons
    from site_builder.settings.passing import format_of
    from site_builder.settings.sources import FeedSource, hub_address, is_registered, load_sources
    from site_builder.settings.units import line_of

__all__ = [
    "FORMATS",
    "FeedSource",
    "Folder",
    "Format",
    "Organiser",
    "Records",
    "Section",
    "Settings",
    "builtin_templates",
    "example_address",
    "example_name",
    "find_folder",
    "format_of",
    "hub_address",
    "is_registered",
    "line_of",
    "load_settings",
    "load_sources",
    "unknown_icons",
    "user_cache",
]

_HOMES = {
    "example": ("example_address", "example_name"),
    "formats": ("FORMATS", "Format"),
    "passing": ("format_of",),
    "hub": ("Organiser", "Records", "Section", "Settings", "load_settings"),
    "icons": ("unknown_icons",),
    "sources": ("FeedSource", "hub_address", "is_registered", "load_sources"),
    "units": ("line_of",),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the names above
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(name=name, obj=__name__)
