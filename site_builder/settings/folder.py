"""Where the parts of a hub lie on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from site_builder.errors import SiteError
from site_builder.i18n import _

PACKAGE = Path(__file__).parent.parent


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

    @property
    def snapshot(self) -> Path:
        """What the last build saw."""
        return self.cache / "snapshot"

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Return every folder that a build reads: the hub's own, and what comes with kepu."""
        return (self.content, self.templates, builtin_templates(), PACKAGE)


def find_folder(start: Path, *, upwards: bool = True) -> Folder:
    """Return the hub at start or, `upwards`, the nearest one around it: a folder with content/hub.toml.

    Raises SiteError when there is none.
    """
    for folder in (start, *start.parents) if upwards else (start,):
        if (folder / "content" / "hub.toml").is_file():
            return Folder(folder)
    raise SiteError(
        _("there is no hub here: {folder} has no content/hub.toml").format(folder=start),
        hint=_("go to the folder of your hub, name it with --hub FOLDER, or make one: kepu new FOLDER"),
    )


def builtin_templates() -> Path:
    """Return the templates that come with kepu: inside the wheel, or beside the package in a checkout."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"
