"""The hub a command works on, looked for only when the command really runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from site_builder.settings import find_folder


def pass_folder(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give function the hub's Folder first: the one named with --hub, else the one around the current folder.

    Raises SiteError when there is none; so `--help` works anywhere.
    """

    @click.pass_context
    @wraps(function)
    def run(ctx: click.Context, /, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever function takes
        root = ctx.find_root()
        if root.obj is None:
            named: Path | None = root.params.get("hub")
            root.obj = find_folder((named or Path.cwd()).resolve(), upwards=named is None)
        return ctx.invoke(function, root.obj, *args, **options)

    return run
