"""The posters of this repository's hub, as read."""

from __future__ import annotations

from site_builder.model import Poster
from site_builder.pipeline import read_folder
from site_builder.settings import Folder


def sample_posters(folder: Folder) -> tuple[Poster, ...]:
    return read_folder(folder).hub.posters
