"""Lays the files of a new hub into a folder."""

from __future__ import annotations

from pathlib import Path

from site_builder.errors import SiteError
from site_builder.files import cannot_write, in_the_way, write_file
from site_builder.i18n import _

SAMPLE = Path(__file__).parent / "content"
IGNORED = "/output/*\n!/output/.gitkeep\n.cache/\n"  # what a build makes anew is not kept in Git


def make_hub(folder: Path) -> None:
    """Fill folder, which must be missing or empty, with a small hub that builds as it is.

    Raises SiteError when something is in the way or the disk refuses.
    """
    _refuse_what_is_there(folder)
    files = {f"content/{f.relative_to(SAMPLE).as_posix()}": f for f in SAMPLE.rglob("*") if f.is_file()}
    try:
        for path, file in sorted(files.items()):
            write_file(folder / path, file.read_bytes())
        write_file(folder / "output" / ".gitkeep", b"")
        write_file(folder / ".gitignore", IGNORED.encode())
    except OSError as error:
        raise cannot_write(error, folder) from error


def _refuse_what_is_there(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = sorted(entry.name for entry in folder.iterdir())
    except (FileExistsError, NotADirectoryError) as error:
        blocker = in_the_way(folder)
        raise SiteError(
            _("there is a file called {folder}").format(folder=blocker or folder),
            hint=_("choose another name"),
        ) from error
    except OSError as error:
        raise cannot_write(error, folder) from error
    if there:
        raise SiteError(
            _("the folder {folder} is not empty: it has {name}").format(folder=folder, name=there[0]),
            hint=_("name a folder that is not there yet; nothing was changed"),
        )
