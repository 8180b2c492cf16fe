"""The office's own settings: hub.toml, units.toml, sources.toml and the folder they lie in."""

from site_builder.settings.folder import Folder, builtin_templates, find_folder
from site_builder.settings.formats import FORMATS, Format
from site_builder.settings.hub import Organiser, Records, Section, Settings, load_settings
from site_builder.settings.icons import unknown_icons
from site_builder.settings.sources import FeedSource, load_sources

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
    "find_folder",
    "load_settings",
    "load_sources",
    "unknown_icons",
]
