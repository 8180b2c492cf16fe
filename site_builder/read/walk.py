"""Which files below content/ are read, and which deserve a word."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from site_builder.errors import Problem, closest
from site_builder.i18n import _, reason_of

KINDS = ("articles", "posters", "notices", "pages")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg")
PAPER = ".pdf"  # published when a text links to it
_CLOSED = ("inbox", "private")
_LOOKS_LIKE_TEXT = (
    ".doc",
    ".docx",
    ".wps",
    ".odt",
    ".pages",
    ".rtf",
    ".txt",
    ".markdown",
    ".mdx",
    ".html",
    ".htm",
)
_PASSED_OVER = (".", "~$")  # hidden files, and what Word leaves behind


class Found(Struct, frozen=True):
    """Content paths, sorted; `texts` are the Markdown files to read, `files` everything there is."""

    texts: tuple[str, ...]
    files: frozenset[str]
    problems: tuple[Problem, ...]


def walk(content: Path) -> Found:
    """List content/ without inbox/ and private/; what is no plain file is skipped and told."""
    problems: list[Problem] = []
    files = sorted(_files(content, "", problems))
    texts = [path for path in files if path.lower().endswith(".md") and path.split("/")[0] in KINDS]
    known = frozenset(texts)
    problems += [problem for path in files if path not in known and "/" in path and (problem := _stray(path))]
    return Found(tuple(texts), frozenset(files), tuple(problems))


def _files(folder: Path, prefix: str, problems: list[Problem]) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(_cannot_read(prefix.rstrip("/"), error))
        return
    for entry in entries:
        if entry.name.startswith(_PASSED_OVER):
            continue
        path = prefix + entry.name
        if entry.is_file(follow_symlinks=False) and entry.name.isprintable():
            yield path
        elif problem := _unfit(entry, path):
            problems.append(problem)
        elif entry.name not in _CLOSED:
            yield from _files(folder / entry.name, path + "/", problems)


def _unfit(entry: os.DirEntry[str], path: str) -> Problem | None:
    """Return why an entry that is no file with a good name is left out; None for a filled folder."""
    if not entry.name.isprintable():  # nor is what stands for bytes that are no text
        return _bad_name(path)
    if not entry.is_dir(follow_symlinks=False):
        return _no_plain_file(path)
    return _no_text(path) if entry.name.lower().endswith(".md") and _is_empty(entry.path) else None


def _is_empty(folder: str) -> bool:
    try:
        return not any(Path(folder).iterdir())
    except OSError:
        return False


def _no_text(path: str) -> Problem:
    return Problem(
        f"content/{path}",
        _("this is an empty folder, not a file; it is left out"),
        _("remove it, or put the text into it as index.md"),
        "warning",
    )


def _bad_name(path: str) -> Problem:
    shown = path.encode("utf-8", "replace").decode()
    return Problem(
        f"content/{shown}",
        _("the file's name has characters that cannot be read; the file is left out"),
        _("rename it, best with letters, digits and hyphens"),
        "warning",
    )


def _no_plain_file(path: str) -> Problem:
    return Problem(
        f"content/{path}",
        _("this is a link or a device, not a file; it is left out"),
        _("copy the file itself to this place"),
        "warning",
    )


def _cannot_read(path: str, error: OSError) -> Problem:
    message = _("the file cannot be read: {reason}").format(reason=reason_of(error))
    return Problem(f"content/{path}", message)


def _stray(path: str) -> Problem | None:
    """Return a word about a file that its owner may believe to be published."""
    folder, suffix = path.partition("/")[0], PurePosixPath(path).suffix.lower()
    if folder in KINDS and suffix in _LOOKS_LIKE_TEXT:
        return Problem(
            f"content/{path}",
            _("only .md files are read; this one is left out"),
            _("save its words as a .md file"),
            "warning",
        )
    if folder not in KINDS and suffix == ".md":
        guess = closest(folder, KINDS)
        message = _("texts in the folder “{folder}” are not read").format(folder=folder)
        hint = _("move it to {folder}/").format(folder=guess) if guess else _into_a_known_folder()
        return Problem(f"content/{path}", message, hint, "warning")
    return None


def _into_a_known_folder() -> str:
    return _("texts lie in articles/, posters/, notices/ or pages/")
