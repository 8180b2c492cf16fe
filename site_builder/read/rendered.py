"""A Markdown text alone, without a file around it."""

from __future__ import annotations

from site_builder.read.notes import Notes
from site_builder.read.written import Written


def render_markdown(text: str, *, path: str = "", first_line: int = 1) -> Written:
    """Return body and text of a Markdown text at path below content/; what cannot be used is left out."""
    from site_builder.read.markdown import parse, render  # noqa: PLC0415 - 30 ms, seldom needed

    notes = Notes(path)
    return render(parse(text, notes, first_line), notes)
