"""Where the parts of a hub lie on the disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from site_builder.errors import SiteError
from site_builder.glance import TEMPLATES
from site_builder.i18n import _


class Folder(NamedTuple):
    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def templates(self) -> Path:
        """The hub's own templates; a file here wins over the built-in one of the same name."""
        return self.root / "templates"

    @property
    def site(self) -> Path:
        return self.root / "output" / "site"

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    @property
    def manifest(self) -> Path:
        """What the last build wrote."""
        return self.cache / "manifest"


def find_folder(start: Path, *, upwards: bool = True) -> Folder:
    """Return the hub at start or, `upwards`, the nearest one around it: a folder with content/hub.toml.

    Raises SiteError when there is none.
    """
    for folder in (start, *start.parents) if upwards else (start,):
        if (folder / "content" / "hub.toml").exists():
            return Folder(folder)
    raise SiteError(
        _("there is no hub here: {folder} has no content/hub.toml").format(folder=start),
        hint=_("go to the folder of your hub, name it with --hub FOLDER, or make one: kepu new FOLDER"),
    )


def user_cache() -> Path:
    """Return the folder where this user's kepu keeps compiled templates.

    It is none of a hub's: a hub comes on sticks, and what is kept here is run.
    """
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(named or os.path.expanduser("~/.cache")) / "kepu"  # noqa: PTH111 - does not fail without a home


def builtin_templates() -> Path:
    """Return the templates that come with kepu: inside the wheel, or beside the package in a checkout."""
    return Path(TEMPLATES)
