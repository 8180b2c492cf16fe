"""The `kepu` command: one module a command, loaded when it is asked for."""

from __future__ import annotations

import gc
import os
import sys

from site_builder.glance import hub_of, look_first, today, unchanged

COLOURS = ("\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[0m")  # that click gives to problems
NAMES = (
    "new",
    "pull",
    "sources",
    "inbox",
    "desk",
    "withdraw",
    "replace",
    "build",
    "poster",
    "serve",
    "check",
    "explain",
    "clean",
)


def main() -> None:
    """Run the command line; characters a console cannot show become `?`, not an error."""
    gc.set_threshold(100_000)  # loading makes values that stay: looking through them every 700 takes 10 ms
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if not _say_again(sys.argv[1:]):
        from site_builder.cli.commands import group

        group(prog_name="kepu")


def _say_again(arguments: list[str]) -> bool:
    """Say what the last build said when nothing has changed since; click and all else is not even loaded."""
    hub = hub_of(arguments)
    said = unchanged(hub, look_first(hub, today())) if hub else None
    if said is None:
        return False
    errors, words = said
    for colour in () if sys.stderr.isatty() else COLOURS:
        errors = errors.replace(colour, "")
    try:
        for stream, text in ((sys.stderr, errors), (sys.stdout, words)):
            stream.write(text)
            stream.flush()
    except BrokenPipeError:  # nobody listens any more; Python would complain once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    return True


def __getattr__(name: str) -> object:
    if name != "group":
        raise AttributeError(name=name, obj=__name__)
    from site_builder.cli.commands import group

    return group
