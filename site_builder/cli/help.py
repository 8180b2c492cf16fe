"""Help texts: what a command does, then lines to copy."""

from __future__ import annotations

from site_builder.i18n import _


def help_text(text: str, *examples: str) -> str:
    """Return a command's help whose example lines click leaves apart (a backspace says so)."""
    return "\n".join([text, "", "\b", _("Example:"), *(f"  {line}" for line in examples)])
