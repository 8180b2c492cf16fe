"""The address of a cluster's scheduler, as it is written on the command line."""

from __future__ import annotations

from urllib.parse import urlsplit

import click

from site_builder.i18n import _


def scheduler_address(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001
    """Return value; raises BadParameter when it cannot be the address of a scheduler."""
    if value is None or _fits(value):
        return value
    message = _("{address} is not the address of a scheduler, such as tcp://192.168.1.10:8786")
    raise click.BadParameter(message.format(address=value))


def _fits(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return bool(parts.scheme in {"tcp", "tls"} and parts.hostname and parts.port) and not (
            parts.path or parts.query or parts.fragment or parts.username
        )
    except ValueError:  # a port that is no number
        return False
