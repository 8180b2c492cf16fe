"""Builds for the preview, and the changes after which to build again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event

from site_builder.build import Report, Sizes
from site_builder.digest import canonical, digest
from site_builder.errors import SiteError
from site_builder.pipeline import Built, build_hub
from site_builder.serve.live import Live, State
from site_builder.settings import Folder

LOOK_AGAIN = 2_000  # milliseconds; a templates folder that is made later is noticed after this time
SETTLED = 100  # milliseconds without a further change; editors write a file in several steps
PATIENCE = 60  # seconds for another build of the hub to end
LONGEST = 1_000  # milliseconds that changes are gathered at most

Outcome = Built | SiteError


def build_once(folder: Folder, live: Live, *, today: date, report: Report) -> Outcome:
    """Build and tell the open pages; after an error the last good site stays, with the problems over it."""
    try:
        built = build_hub(folder, today=today, report=report, patience=PATIENCE)
    except SiteError as error:
        live.publish(State(live.state.version, error.problems))
        return error
    live.publish(State(version_of(built.files)))
    return built


def version_of(files: Sizes) -> str:
    """Return a name for the bytes of the whole site: pages reload only when something differs."""
    return digest(canonical({path: row.digest for path, row in files.items()}))[:12]


def trace(folder: Folder) -> frozenset[tuple[str, int, int]]:
    """Return names, times and sizes of what is watched, to tell later whether anything was touched."""
    return frozenset(_row(file) for top in _present(folder) for file in top.rglob("*"))


def _row(file: Path) -> tuple[str, int, int]:
    try:
        status = file.stat()
    except OSError:
        return str(file), 0, 0  # an editor's temporary file that is gone again
    return str(file), status.st_mtime_ns, status.st_size


def changes(
    folder: Folder, stop: Event, *, since: frozenset[tuple[str, int, int]] | None = None
) -> Iterator[None]:
    """Yield after each change below content/ or templates/, and when somebody removes the finished site.

    A folder that is made later counts, too. What was touched after `since` was taken, while the first
    build still ran, counts as a change.
    """
    if since is not None and trace(folder) != since:
        yield None
    from watchfiles import watch  # noqa: PLC0415 - a compiled library that only the preview needs

    watched: list[Path] = []
    stands = _stands(folder)
    while not stop.is_set():
        if watched and (appeared := _present(folder)) != watched:
            yield None
            watched = appeared
        watched = watched or _present(folder)
        for batch in watch(
            *watched,
            step=SETTLED,
            debounce=LONGEST,
            rust_timeout=LOOK_AGAIN,
            yield_on_timeout=True,
            stop_event=stop,
            raise_interrupt=True,
        ):
            stood, stands = stands, _stands(folder)
            if batch or (stood and not stands):
                yield None
                stands = _stands(folder)
            if _present(folder) != watched:
                break


def _stands(folder: Folder) -> bool:
    return (folder.site / "index.html").is_file()


def _present(folder: Folder) -> list[Path]:
    return [path for path in (folder.content, folder.templates) if path.is_dir()]
