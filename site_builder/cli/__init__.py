"""The `kepu` command: one module a command, loaded when it is asked for."""

from __future__ import annotations

import sys

NAMES = ("new", "pull", "inbox", "build", "serve", "check", "explain", "clean")


def main() -> None:
    """Run the command line; characters a console cannot show become `?`, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    from site_builder.cli.glance import say_again

    if not say_again(sys.argv[1:]):
        from site_builder.cli.commands import group

        group(prog_name="kepu")


def __getattr__(name: str) -> object:
    if name != "group":
        raise AttributeError(name=name, obj=__name__)
    from site_builder.cli.commands import group

    return group
