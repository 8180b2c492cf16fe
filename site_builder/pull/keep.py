"""Pictures and files of foreign texts on the disk: below content/media, one for the same bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from site_builder.files import write_file
from site_builder.media import FOLDER
from site_builder.pull.entry import Media


def keep_media(content: Path, media: Iterable[Media], *, used: Collection[str]) -> dict[str, str]:
    """Write what is used, and return the name by address of all that need not be fetched again."""
    for one in media:
        if one.data and one.name in used:
            write_file(content / FOLDER / one.name, one.data)
    return {one.address: one.name for one in media if one.data or not (one.name or one.lost)}


def there(content: Path, media: Mapping[str, str]) -> dict[str, str]:
    """Return those of media whose files are there; what somebody deleted is fetched again."""
    return {key: name for key, name in media.items() if not name or (content / FOLDER / name).is_file()}
