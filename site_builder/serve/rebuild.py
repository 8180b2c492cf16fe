"""Builds for the preview, and the changes after which to build again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event

from site_builder.build import Manifest, Report
from site_builder.digest import canonical, digest
from site_builder.errors import SiteError
from site_builder.pipeline import Built, build_hub
from site_builder.serve.live import Live, State
from site_builder.settings import Folder

LOOK_AGAIN = 2_000  # milliseconds; a templates folder that is made later is noticed after this time
SETTLED = 100  # milliseconds without a further change; editors write a file in several steps
LONGEST = 1_000  # milliseconds that changes are gathered at most

Outcome = Built | SiteError


def build_once(folder: Folder, live: Live, *, today: date, report: Report) -> Outcome:
    """Build and tell the open pages; after an error the last good site stays, with the problems over it."""
    try:
        built = build_hub(folder, today=today, report=report)
    except SiteError as error:
        live.publish(State(live.state.version, error.problems))
        return error
    live.publish(State(version_of(built.manifest)))
    return built


def version_of(manifest: Manifest) -> str:
    """Return a name for the bytes of the whole site: pages reload only when something differs."""
    return digest(canonical({path: row.digest for path, row in manifest.items()}))[:12]


def changes(folder: Folder, stop: Event) -> Iterator[None]:
    """Yield after each change below content/ or templates/, also of a folder that is made later."""
    from watchfiles import watch  # noqa: PLC0415 - a compiled library that only the preview needs

    watched: list[Path] = []
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
            if batch:
                yield None
            if _present(folder) != watched:
                break


def _present(folder: Folder) -> list[Path]:
    return [path for path in (folder.content, folder.templates) if path.is_dir()]
