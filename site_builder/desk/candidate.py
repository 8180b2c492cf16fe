"""A text as the next build will read it, before it lies in the hub."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from tempfile import TemporaryDirectory

from site_builder.files import write_file
from site_builder.pipeline import judging
from site_builder.pull import Check
from site_builder.settings import Folder

_NAMED = re.compile(rb"""[("'\s]((?:\.\./)*[\w./-]+\.(?:jpe?g|png|webp|gif|svg|pdf))\b""", re.IGNORECASE)


def checking(folder: Folder) -> Check:
    """Return what reads one text as the next build will, and says what is to be mended in it."""
    judge = judging(folder)
    return lambda path, text: judge(path, text, {})


@contextmanager
def laid_out(content: Path, path: str, text: bytes) -> Iterator[Path]:
    """Yield a content folder with the text at its path and the files that it may show or lead to."""
    with TemporaryDirectory(prefix="kepu-") as name:
        folder = Path(name)
        write_file(folder / path, text)
        for file in _files(path, text):
            if (content / file).is_file():
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(content / file, folder / file)
        yield folder


def _files(path: str, text: bytes) -> Iterator[PurePosixPath]:
    """Yield the content paths of files that the text names; none lead out of content/."""
    for name in set(_NAMED.findall(text)):
        place = normpath(join(dirname(path), name.decode("utf-8", "replace")))
        if not place.startswith(("/", "..")):
            yield PurePosixPath(place)
